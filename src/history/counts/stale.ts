/** The period whose counts have changed since reports were last made. It is kept until they have been. */

import { MINUTE_MS } from '../../model/calendar.js';
import type { Period } from '../../time/period.js';
import type { Database } from '../store/database.js';
import { readMeta, setMeta } from '../store/meta.js';

/** Null: nothing has changed. */
export async function readStale(db: Database): Promise<Period | null> {
  const meta = await readMeta(db);
  const [since, until] = [meta.get('stale_since'), meta.get('stale_until')];
  return since === undefined || until === undefined ? null : { since: Number(since), until: Number(until) };
}

/** Part of the caller's transaction, which changes the counts. */
export async function widenStale(db: Database, { since, until }: Period): Promise<void> {
  const before = await readStale(db);
  const stale = new Map([
    ['stale_since', String(Math.min(since, before?.since ?? since))],
    ['stale_until', String(Math.max(until, before?.until ?? until))],
  ]);
  await setMeta(db, stale);
}

/**
 * Marks the time of these rows of `counts` as stale, so that reports about it are made again. Part of the caller's
 * transaction.
 */
export async function markStale(db: Database, where: string): Promise<void> {
  const [span] = await db.rows<{ since: number | null; until: number | null }>(
    `SELECT epoch_ms(min(first_seen)) AS since, epoch_ms(max(last_seen)) AS until FROM counts WHERE ${where}`,
  );
  const { since, until } = span!;
  if (since !== null && until !== null) await widenStale(db, { since, until: until + MINUTE_MS });
}

export async function clearStale(db: Database): Promise<void> {
  await db.run("DELETE FROM meta WHERE key IN ('stale_since', 'stale_until')");
}
