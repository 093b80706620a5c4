/** Alerts of a live run: a line on standard error for each, and notifications to the channels of the watch file. */
import { alertMessage } from '../../job/notify/message.js';
import type { Plan } from '../../pipeline.js';
import type { WatchFile } from '../../settings/watch/watch-file.js';
import { duration } from '../../text/span.js';
import { formatInZone } from '../../time/instants.js';
import { Alerts, type AlertsData, type News } from '../../watch/alerts/alerts.js';
import { Outbox, type Pending } from '../../watch/alerts/outbox.js';
import type { AlertCount, LiveView } from '../../watch/view.js';
import type { CliContext } from '../context.js';
import type { View } from './asked.js';
import { reloadOnHangup } from './reload.js';

export interface AlertsAsked {
  readonly file: WatchFile;
  readonly plan: Plan;
  /** How long windows are kept, in milliseconds. */
  readonly keep: number;
  /** Whether a state keeps what could not be sent. */
  readonly isKept: boolean;
  readonly context: CliContext;
}

/** For a state file. */
export interface AlertsState {
  readonly alerts: AlertsData;
  readonly pending: readonly Pending[];
}

/** Silence is seen by the clock, and what was there at the beginning is told when it has been read. Milliseconds. */
const TICK_MS = 500;

export class AlertsView implements View {
  readonly #asked: AlertsAsked;
  readonly #alerts: Alerts;
  readonly #outbox: Outbox;
  #timer: NodeJS.Timeout | null = null;
  #events = 0;
  #told = 0;
  /** Where a run goes on, all that it reads has come since. */
  #isRestored = false;

  /** @throws LogscanError `usage` for an alert that is wrong */
  constructor(asked: AlertsAsked) {
    const { file, plan, keep, context } = asked;
    this.#asked = asked;
    this.#alerts = new Alerts(file.alerts(plan.catalogue, { groupKeys: plan.groupKeys, keep }), context.now());
    const { env, signal, now } = context;
    this.#outbox = new Outbox(file.channels, { env, signal, now, warn: (text) => context.warn(text) });
  }

  /** Of each alert, for metrics. */
  get counts(): readonly AlertCount[] {
    return this.#alerts.counts;
  }

  begin(view: LiveView): void {
    const { plan, keep, context } = this.#asked;
    const options = {
      catalogue: plan.catalogue,
      between: (start: number, end: number) => view.between(start, end),
    };
    this.#events = view.totals.events;
    view.onChange(() => this.#hear(view));
    view.onWindows((windows) => {
      // A run that is ended leaves its last windows to the next one: they are not whole.
      if (view.isFinished && context.signal.aborted) return;
      this.#hear(view);
      this.#tell(this.#alerts.look(windows, this.#isRestored || view.isCaughtUp, options));
    });
    this.#timer = setInterval(() => {
      if (view.isCaughtUp && !context.signal.aborted) this.#tell(this.#alerts.tick(context.now()));
    }, TICK_MS);
    reloadOnHangup(this.#asked, (file) => {
      this.#alerts.replace(file.alerts(plan.catalogue, { groupKeys: plan.groupKeys, keep }));
      this.#outbox.replace(file.channels);
    });
  }

  #hear(view: LiveView): void {
    const { events } = view.totals;
    if (events === this.#events) return;
    this.#events = events;
    this.#alerts.hear(this.#asked.context.now());
  }

  #tell(all: readonly News[]): void {
    const { file, plan, context } = this.#asked;
    for (const news of all) {
      this.#told += 1;
      const text = textOf(news);
      context.warn(text);
      const { name, level, isFiring, since, at, limit, seen, reason } = news;
      const [sinceText, atText] = [since, at].map((time) => formatInZone(time, plan.timeZone));
      const note = { name, level, state: isFiring ? 'firing' : 'over', since: sinceText!, at: atText! } as const;
      this.#outbox.add(alertMessage(file.file, { ...note, limit, seen, reason }, text));
    }
  }

  /** Resolves when what is being sent has come to its end. */
  async settle(): Promise<void> {
    await this.#outbox.end();
  }

  async end(): Promise<void> {
    const { isKept, context } = this.#asked;
    if (this.#timer !== null) clearInterval(this.#timer);
    context.onHangup?.(null);
    await this.#outbox.end();
    if (isKept) return;
    for (const { channel, message } of this.#outbox.data())
      context.warn(`notification to ${channel} not sent: the run has ended: ${message.subject}`);
  }

  /** Another one with each change of what is told: a state should have it soon. */
  get version(): string {
    return `${this.#told} ${this.#outbox.version}`;
  }

  data(): AlertsState {
    return { alerts: this.#alerts.data(), pending: this.#outbox.data() };
  }

  restore({ alerts, pending }: AlertsState): void {
    this.#isRestored = true;
    this.#alerts.restore(alerts);
    this.#outbox.restore(pending);
  }
}

/** `alert Error rate fires: Errors: 50% (5 of 10 events), at most 2% allowed`. */
function textOf({ name, isFiring, since, at, seen, reason }: News): string {
  if (isFiring) return `alert ${name} fires: ${reason ?? seen}`;
  return `alert ${name} is over after ${duration(Math.max(0, at - since))}: ${seen}`;
}
