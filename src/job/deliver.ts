/** Sends notifications: those that wait in the outbox, and that a run has failed. */

import { markNotification, queuedNotifications } from '../history/outbox.js';
import type { Database } from '../history/store/database.js';
import type { Job } from '../settings/job/job.js';
import type { Message } from './notify/message.js';
import type { Env } from './notify/secrets.js';
import { type NotificationPayload, send } from './notify/send.js';

/** A notification is given up after it was tried in this many runs. */
const MOST_TRIES = 10;

interface SendContext {
  readonly env: Env;
  readonly signal: AbortSignal;
  readonly now: () => number;
  readonly warn: (message: string) => void;
}

/** @returns how many could not be sent */
export async function deliverQueued(
  db: Database,
  { channels }: Job,
  { env, signal, now, warn }: SendContext,
): Promise<number> {
  let left = 0;
  for (const { id, channel: name, message, attempts } of await queuedNotifications(db, MOST_TRIES)) {
    const channel = channels.find((each) => each.name === name);
    const error =
      channel === undefined
        ? 'the job has no such channel any more'
        : await send(channel, JSON.parse(message) as NotificationPayload, env, { signal });
    await markNotification(db, id, error, now());
    if (error === null) continue;
    const isLast = attempts + 1 >= MOST_TRIES;
    if (!isLast) left += 1;
    warn(`notification to ${name} not sent: ${error}${isLast ? '; given up' : ''}`);
  }
  return left;
}

/**
 * Tells the channels that ask for errors that a run failed. It does not go through the outbox: the history may be what
 * failed.
 */
export async function alarm(
  { channels }: Job,
  message: Message,
  { env, signal, warn }: Omit<SendContext, 'now'>,
): Promise<void> {
  for (const channel of channels) {
    if (!channel.on.has('error')) continue;
    const error = await send(channel, { message, html: null }, env, { signal });
    if (error !== null) warn(`notification to ${channel.name} not sent: ${error}`);
  }
}
