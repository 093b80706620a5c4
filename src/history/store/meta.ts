/** The table `meta`: settings and instants of the history as a whole, each a text under a key. */
import type { Database } from './database.js';

export type Meta = ReadonlyMap<string, string>;

export async function readMeta(db: Database): Promise<Meta> {
  const rows = await db.rows<{ key: string; value: string }>('SELECT key, value FROM meta');
  return new Map(rows.map(({ key, value }) => [key, value]));
}

/** Null where the file has no such table, as a new one. */
export async function readMetaIfThere(db: Database): Promise<Meta | null> {
  try {
    return await readMeta(db);
  } catch (error) {
    // Asked for only then: it takes twice as long.
    const tables = await db.rows("SELECT 1 FROM duckdb_tables() WHERE table_name = 'meta'");
    if (tables.length === 0) return null;
    throw error;
  }
}

/** Sets these keys; the others stay as they are. */
export async function setMeta(db: Database, entries: Meta): Promise<void> {
  if (entries.size === 0) return;
  const each = (text: string) => Array(entries.size).fill(text).join(', ');
  await db.run(`DELETE FROM meta WHERE key IN (${each('?')})`, [...entries.keys()]);
  await db.run(`INSERT INTO meta VALUES ${each('(?, ?)')}`, [...entries].flat());
}
