/** Sends notifications: those that wait in the outbox, and that a run has failed. */

import type { History } from '../history/history.js';
import {
  countQueued,
  markNotification,
  noteSent,
  type QueuedNotification,
  queuedNotifications,
  takeOutbox,
  takeOverSent,
} from '../history/outbox.js';
import type { Lock } from '../history/store/lock.js';
import type { Job } from '../settings/job/job.js';
import { type Message, sentAgain } from './notify/message.js';
import { type Env, Redaction } from './notify/secrets.js';
import { type NotificationPayload, send } from './notify/send.js';

/** A notification is given up after it was tried in this many runs. */
const MOST_TRIES = 10;

/** Messages are in memory while they are sent, mail with its report: no more of them at once. */
const MOST_AT_ONCE = 20;

interface SendContext {
  readonly env: Env;
  readonly signal: AbortSignal;
  readonly now: () => number;
  readonly warn: (message: string) => void;
}

interface Sent {
  readonly id: number;
  /** Null: it was sent. */
  readonly error: string | null;
}

/**
 * The sending of what waits in the outbox, at the end of a run. Nobody has to wait for the history meanwhile: it is
 * closed, and opened again to record what was sent. Killed before it is recorded, the next run sends again what the
 * journal of the outbox does not have.
 */
export class Delivery {
  readonly #job: Job;
  readonly #context: SendContext;
  readonly #lock: Lock | null;
  readonly #tried = new Set<number>();
  readonly #sent = new Set<number>();
  /** Channels that something could not be sent to: what else they get is tried once. */
  readonly #down = new Set<string>();
  #queue: readonly QueuedNotification[];

  private constructor(job: Job, context: SendContext, lock: Lock | null, queue: readonly QueuedNotification[]) {
    this.#job = job;
    this.#context = context;
    this.#lock = lock;
    this.#queue = queue;
  }

  /** @returns null where there is nothing to send, or where another run is sending and looks again when it is done */
  static async begin({ db, file }: History, job: Job, context: SendContext): Promise<Delivery | null> {
    await takeOverSent(db, file, context.now());
    const queue = await queuedNotifications(db, MOST_TRIES, MOST_AT_ONCE, new Set());
    if (queue.length === 0) return null;
    try {
      const lock = await takeOutbox(file);
      return lock === null ? null : new Delivery(job, context, lock, queue);
    } catch {
      // The disk is full: to send something twice is better than not to send it.
      return new Delivery(job, context, null, queue);
    }
  }

  /**
   * @param reopen opens the history, to record what was sent
   * @returns how many could not be sent
   */
  async finish(reopen: () => Promise<History>): Promise<number> {
    try {
      for (;;) {
        const sent = await this.#sendAll();
        const history = await reopen();
        try {
          const left = await this.#record(history, sent);
          await history.settle();
          if (this.#queue.length > 0) continue;
          // While the history is open: who comes next finds either this lock or what is recorded.
          this.#lock?.release(true);
          return left;
        } finally {
          history.close();
        }
      }
    } catch (error) {
      this.#lock?.release(false);
      this.#context.warn(`what was sent is recorded by the next run: ${(error as Error).message.split('\n')[0]}`);
      return this.#queue.filter(({ id }) => !this.#sent.has(id)).length;
    }
  }

  async #sendAll(): Promise<Sent[]> {
    const { env, signal, warn } = this.#context;
    const { channels, history } = this.#job;
    const redaction = new Redaction(channels, env);
    const done: Sent[] = [];
    for (const notification of this.#queue) {
      if (signal.aborted) break;
      const { id, channel: name, attempts } = notification;
      const channel = channels.find((each) => each.name === name);
      const error =
        channel === undefined
          ? 'the job has no such channel any more'
          : await send(
              this.#down.has(name) ? { ...channel, attempts: 1 } : channel,
              payloadOf(notification),
              env,
              { signal },
              redaction,
            );
      // Not tried to its end.
      if (error !== null && signal.aborted) break;
      this.#tried.add(id);
      done.push({ id, error });
      if (error === null) {
        this.#sent.add(id);
        noteSent(history, notification);
      } else {
        this.#down.add(name);
        warn(`notification to ${name} not sent: ${error}${attempts + 1 >= MOST_TRIES ? '; given up' : ''}`);
      }
    }
    return done;
  }

  /** @returns how many are left, of which some may be new: those are in the queue */
  async #record({ db, file }: History, sent: readonly Sent[]): Promise<number> {
    const { now, signal } = this.#context;
    await db.transaction(async () => {
      for (const { id, error } of sent) await markNotification(db, id, error, now());
    });
    await takeOverSent(db, file, now());
    this.#queue = signal.aborted ? [] : await queuedNotifications(db, MOST_TRIES, MOST_AT_ONCE, this.#tried);
    return countQueued(db, MOST_TRIES);
  }
}

/** As it was queued, and that it is tried again. */
function payloadOf({ message, attempts, created }: QueuedNotification): NotificationPayload {
  const payload = JSON.parse(message) as NotificationPayload;
  return { ...payload, message: sentAgain(payload.message, attempts, Number(created)) };
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
  const redaction = new Redaction(channels, env);
  for (const channel of channels) {
    if (!channel.on.has('error')) continue;
    const error = await send(channel, { message, html: null }, env, { signal }, redaction);
    if (error !== null) warn(`notification to ${channel.name} not sent: ${error}`);
  }
}
