/**
 * What the channels of a watch are still to be told. Each channel gets its messages one after the other; what could not be
 * sent is tried again after some time. The messages are part of the state, so that a restart loses none.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Message, type News, sentAgain } from '../../job/notify/message.js';
import { Redaction } from '../../job/notify/secrets.js';
import { send } from '../../job/notify/send.js';
import type { Channel } from '../../settings/job/job.js';

/** A message is given up after so many tries, each with the channel's own attempts. */
const MOST_TRIES = 10;
/** Milliseconds between two tries. */
const TRY_AGAIN_MS = 60_000;
/** What is being sent when the run is ended has so long to come to its end, so that it is not sent again. Milliseconds. */
const LAST_MS = 3000;
/** A channel that is down for long must not fill the memory: the oldest messages go first. */
const MOST_PENDING = 200;

export interface Pending {
  readonly channel: string;
  readonly message: Message;
  readonly tries: number;
  /** When it was to be sent first, in epoch milliseconds. States of earlier versions do not have it. */
  readonly since?: number;
}

export interface OutboxOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted where nothing more is to be begun: what is left is in `data`. */
  readonly signal: AbortSignal;
  readonly now: () => number;
  readonly warn: (message: string) => void;
}

function againOf({ message, tries, since }: Pending): Message {
  return since === undefined ? message : sentAgain(message, tries, since);
}

export class Outbox {
  /** One more with each change of what is pending. */
  version = 0;
  #channels: readonly Channel[] = [];
  #redaction: Redaction;
  #pending: Pending[] = [];
  readonly #options: OutboxOptions;
  /** By channel: what is being sent. */
  readonly #sending = new Map<string, Promise<void>>();
  /** Aborted when the run has come to its end: nothing is tried again. */
  readonly #ending = new AbortController();
  /** Aborted when what is being sent is not waited for any longer. */
  readonly #late = new AbortController();

  constructor(channels: readonly Channel[], options: OutboxOptions) {
    this.#options = options;
    this.#redaction = new Redaction([], options.env);
    const end = () => setTimeout(() => this.#late.abort(), LAST_MS).unref();
    options.signal.addEventListener('abort', end, { once: true });
    this.replace(channels);
  }

  replace(channels: readonly Channel[]): void {
    this.#channels = channels;
    this.#redaction = new Redaction(channels, this.#options.env);
  }

  /** To all channels that want to know of such occasions. */
  add(message: News): void {
    for (const { name, on } of this.#channels) {
      if (!on.has(message.occasion)) continue;
      this.version += 1;
      this.#pending.push({ channel: name, message, tries: 0, since: this.#options.now() });
      const own = this.#of(name);
      if (own.length > MOST_PENDING) this.#drop(own[0]!, 'there are too many');
      this.#start(name);
    }
  }

  #of(name: string): Pending[] {
    return this.#pending.filter(({ channel }) => channel === name);
  }

  #drop(pending: Pending, reason: string): void {
    this.#remove(pending);
    this.#options.warn(`notification to ${pending.channel} not sent: ${reason}; given up`);
  }

  #remove(pending: Pending): void {
    this.version += 1;
    this.#pending = this.#pending.filter((each) => each !== pending);
  }

  #start(name: string): void {
    if (this.#sending.has(name)) return;
    const sending = this.#sendAll(name).finally(() => this.#sending.delete(name));
    this.#sending.set(name, sending);
  }

  async #sendAll(name: string): Promise<void> {
    const { env, signal, warn } = this.#options;
    // Not at once: who adds has more to say, and the state to write.
    await null;
    for (;;) {
      const pending = this.#pending.find(({ channel }) => channel === name);
      if (pending === undefined || signal.aborted) return;
      const channel = this.#channels.find((each) => each.name === name);
      if (channel === undefined) {
        this.#drop(pending, 'there is no such channel any more');
        continue;
      }
      const error = await send(
        channel,
        { message: againOf(pending), html: null },
        env,
        { signal: this.#late.signal },
        this.#redaction,
      );
      // Not tried to its end.
      if (error !== null && signal.aborted) return;
      const tries = pending.tries + 1;
      if (error === null) this.#remove(pending);
      else if (tries >= MOST_TRIES || this.#ending.signal.aborted) this.#drop(pending, error);
      else {
        warn(`notification to ${name} not sent: ${error}; tried again in ${TRY_AGAIN_MS / 1000} s`);
        this.#pending = this.#pending.map((each) => (each === pending ? { ...pending, tries } : each));
        await sleep(TRY_AGAIN_MS, undefined, {
          signal: AbortSignal.any([signal, this.#ending.signal]),
          ref: false,
        }).catch(() => {});
      }
    }
  }

  /** Resolves when all was sent, or is given up; when the signal is aborted, with the end of what is being sent. */
  async end(): Promise<void> {
    this.#ending.abort();
    await Promise.all(this.#sending.values());
  }

  data(): readonly Pending[] {
    return this.#pending;
  }

  restore(pending: readonly Pending[]): void {
    this.#pending = [...pending];
    for (const name of new Set(pending.map(({ channel }) => channel))) this.#start(name);
  }
}
