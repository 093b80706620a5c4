/**
 * Notifications that wait to be sent. They are saved in the transaction of what they report, so that a killed run loses
 * none.
 */
import type { Database } from './store/database.js';

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

/** Oldest first, without those that were tried in `most` runs already. */
export async function queuedNotifications(db: Database, most: number): Promise<QueuedNotification[]> {
  return db.rows<QueuedNotification>(
    `SELECT id, channel, subject, message, epoch_ms(created) AS created, attempts FROM outbox
     WHERE sent IS NULL AND attempts < ${most} ORDER BY id`,
  );
}

/** @param error null: it was sent */
export async function markNotification(db: Database, id: number, error: string | null, now: number): Promise<void> {
  // The text of a sent notification is dropped: an HTML report has some hundred kilobytes.
  const sent = error === null ? `sent = epoch_ms(${Math.floor(now)}), message = '',` : '';
  await db.run(`UPDATE outbox SET ${sent} attempts = attempts + 1, error = ? WHERE id = ${id}`, [error]);
}
