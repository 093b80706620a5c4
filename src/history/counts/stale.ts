/** The period whose counts have changed since reports were last made. It is kept until they have been. */

import type { Period } from '../../time/period.js';
import type { Database } from '../store/database.js';
import { setMeta } from './retention.js';

/** Null: nothing has changed. */
export async function readStale(db: Database): Promise<Period | null> {
  const rows = await db.rows<{ key: string; value: string }>(
    "SELECT key, value FROM meta WHERE key IN ('stale_since', 'stale_until')",
  );
  const meta = new Map(rows.map(({ key, value }) => [key, Number(value)]));
  const [since, until] = [meta.get('stale_since'), meta.get('stale_until')];
  return since === undefined || until === undefined ? null : { since, until };
}

/** Part of the caller's transaction, which changes the counts. */
export async function widenStale(db: Database, { since, until }: Period): Promise<void> {
  const before = await readStale(db);
  await setMeta(db, 'stale_since', String(Math.min(since, before?.since ?? since)));
  await setMeta(db, 'stale_until', String(Math.max(until, before?.until ?? until)));
}

export async function clearStale(db: Database): Promise<void> {
  await db.run("DELETE FROM meta WHERE key IN ('stale_since', 'stale_until')");
}
