/** The table `meta`: settings and instants of the history as a whole, each a text under a key. */
import type { Database } from './database.js';

export async function readMeta(db: Database): Promise<ReadonlyMap<string, string>> {
  const rows = await db.rows<{ key: string; value: string }>('SELECT key, value FROM meta');
  return new Map(rows.map(({ key, value }) => [key, value]));
}

export async function setMeta(db: Database, key: string, value: string): Promise<void> {
  await db.run('DELETE FROM meta WHERE key = ?', [key]);
  await db.run('INSERT INTO meta VALUES (?, ?)', [key, value]);
}
