/** What is to be told goes out: what waits in the outbox, and that a run has failed. */

import { markNotification, queuedNotifications } from '../history/outbox.js';
import type { Database } from '../history/store/database.js';
import type { Job } from '../settings/job/job.js';
import type { Message } from './notify/message.js';
import type { Env } from './notify/secrets.js';
import { type NotificationPayload, send } from './notify/send.js';

/** Runs that try to send a notification before it is given up. */
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

/** Tells the channels that want to know of it that a run failed. Nothing is kept: the history may be what failed. */
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
