/**
 * Notifications that wait to be sent. They are saved in the transaction of what they report, so that a killed run loses
 * none. They are sent while the history is closed, by one process at a time; what was sent is noted in a journal beside
 * the history until the history has it, so that a kill in between sends next to nothing twice.
 */
import { appendFileSync, readFileSync, rmSync } from 'node:fs';
import type { Database } from './store/database.js';
import { type Lock, takeLock } from './store/lock.js';

export interface QueuedNotification {
  readonly id: number;
  readonly channel: string;
  readonly subject: string;
  /** As `queueNotification` got it. */
  readonly message: string;
  readonly created: number;
  readonly attempts: number;
}

/** Part of the caller's transaction. */
export async function queueNotification(
  db: Database,
  channel: string,
  subject: string,
  message: string,
  now: number,
): Promise<void> {
  await db.run(
    `INSERT INTO outbox SELECT coalesce(max(id), 0) + 1, ?, ?, ?, epoch_ms(${Math.floor(now)}), NULL, 0, NULL FROM outbox`,
    [channel, subject, message],
  );
}

const WAITING = (most: number) => `sent IS NULL AND attempts < ${most}`;

/** How many wait that were not tried in `most` runs yet. */
export async function countQueued(db: Database, most: number): Promise<number> {
  const [row] = await db.rows<{ n: number }>(`SELECT count(*) AS n FROM outbox WHERE ${WAITING(most)}`);
  return row!.n;
}

/**
 * At most `limit` of them. Those that were tried least come first, then the oldest: one that always fails must not keep
 * new ones waiting.
 * @param without ids that are left out
 */
export async function queuedNotifications(
  db: Database,
  most: number,
  limit: number,
  without: ReadonlySet<number>,
): Promise<QueuedNotification[]> {
  const others = without.size === 0 ? '' : `AND id NOT IN (${[...without].join(', ')})`;
  return db.rows<QueuedNotification>(
    `SELECT id, channel, subject, message, epoch_ms(created) AS created, attempts FROM outbox
     WHERE ${WAITING(most)} ${others} ORDER BY attempts, id LIMIT ${limit}`,
  );
}

/** @param error null: it was sent */
export async function markNotification(db: Database, id: number, error: string | null, now: number): Promise<void> {
  // The text of a sent notification is dropped: an HTML report has some hundred kilobytes.
  const sent = error === null ? `sent = epoch_ms(${Math.floor(now)}), message = '',` : '';
  await db.run(`UPDATE outbox SET ${sent} attempts = attempts + 1, error = ? WHERE id = ${id} AND sent IS NULL`, [
    error,
  ]);
}

/** Lets one process at a time send. To be taken, and removed, while the history is open. @returns null: another sends */
export function takeOutbox(history: string): Promise<Lock | null> {
  return takeLock(`${history}.sending`);
}

const journalOf = (history: string) => `${history}.sent`;

/** Notes at once that it was sent. */
export function noteSent(history: string, { id, channel, created }: QueuedNotification): void {
  try {
    appendFileSync(journalOf(history), `${JSON.stringify({ id, channel, created })}\n`);
  } catch {
    // Then the history alone will have it.
  }
}

/** Moves what was noted into the history. */
export async function takeOverSent(db: Database, history: string, now: number): Promise<void> {
  const noted = readJournal(history);
  if (noted === null) return;
  await db.transaction(async () => {
    for (const { id, channel, created } of noted) {
      // The journal of a history that is gone is not that of this one, though the ids are the same.
      const [same] = await db.rows(
        `SELECT 1 FROM outbox WHERE id = ${id} AND channel = ? AND epoch_ms(created) = ${created}`,
        [channel],
      );
      if (same !== undefined) await markNotification(db, id, null, now);
    }
  });
  rmSync(journalOf(history), { force: true });
}

type Noted = Pick<QueuedNotification, 'id' | 'channel' | 'created'>;

/** Without a last line that a kill has cut; null where there is no journal. */
function readJournal(history: string): Noted[] | null {
  let text: string;
  try {
    text = readFileSync(journalOf(history), 'utf8');
  } catch {
    return null;
  }
  return text.split('\n').flatMap((line) => {
    try {
      const { id, channel, created } = JSON.parse(line) as Noted;
      return Number.isSafeInteger(id) && Number.isSafeInteger(created) && typeof channel === 'string'
        ? [{ id, channel, created }]
        : [];
    } catch {
      return [];
    }
  });
}
