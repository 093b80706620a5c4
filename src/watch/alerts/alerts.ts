/**
 * The alerts of a live run: looks at each window when it closes, and at the clock for those about silence. It only
 * decides; who asks tells others.
 *
 *     windows that close ──▶ look.ts (the gate's rules) ──▶ alert-state.ts ──▶ news: fires, is over
 */
import type { Catalogue } from '../../catalogue/catalogue.js';
import type { Level } from '../../check/document.js';
import type { Summary } from '../../model/summary.js';
import type { Alert, RuleAlert } from '../../settings/watch/alert.js';
import { duration } from '../../text/span.js';
import type { AlertCount, ClosedWindow } from '../view.js';
import { type AlertState, AT_FIRST, after } from './alert-state.js';
import { lookAt } from './look.js';

/** To be told once. */
export interface News {
  readonly name: string;
  readonly level: Level;
  readonly isFiring: boolean;
  /** Epoch milliseconds: when it fired, and the end of the span that decided. By the log; of silence by the clock. */
  readonly since: number;
  readonly at: number;
  /** `at most 2%`. */
  readonly limit: string;
  /** `3.4% (34 of 1,000 events)`. */
  readonly seen: string;
  /** What is wrong, as a sentence without a full stop; null where it is over. */
  readonly reason: string | null;
}

interface Known {
  readonly state: AlertState;
  /** Whether others were told that it fires. */
  readonly isTold: boolean;
  /** How often they were told so. */
  readonly fired: number;
  readonly news: News | null;
}

export interface AlertsData {
  readonly alerts: readonly (readonly [name: string, known: Known])[];
  /** End of the last window that was looked at; null: none was. */
  readonly reached: number | null;
  /** When the last event came, by the clock. */
  readonly heard: number;
}

export interface AlertsOptions {
  readonly catalogue: Catalogue;
  /** What was counted in windows that start in a span; both in epoch milliseconds. */
  readonly between: (start: number, end: number) => Summary;
}

/** Of what was there when the run began, so much is looked at: up to the newest window, in milliseconds. */
const LOOK_BACK_MS = 3_600_000;

const NEW: Known = { state: AT_FIRST, isTold: false, fired: 0, news: null };

export class Alerts {
  #alerts: readonly Alert[];
  #known = new Map<string, Known>();
  #reached = Number.NEGATIVE_INFINITY;
  #heard: number;

  /** @param now by the clock, in epoch milliseconds: silence counts from then on */
  constructor(alerts: readonly Alert[], now: number) {
    this.#alerts = alerts;
    this.#heard = now;
  }

  /** Others from now on. Those of the same name go on as they are. */
  replace(alerts: readonly Alert[]): void {
    this.#alerts = alerts;
    const names = new Set(alerts.map(({ name }) => name));
    for (const name of this.#known.keys()) if (!names.has(name)) this.#known.delete(name);
  }

  /** Of each alert, for metrics. */
  get counts(): readonly AlertCount[] {
    return this.#alerts.map(({ name }) => {
      const { isTold, fired } = this.#of(name);
      return { rule: name, isFiring: isTold, fired };
    });
  }

  #of(name: string): Known {
    return this.#known.get(name) ?? NEW;
  }

  /**
   * Windows have closed.
   * @param isCaughtUp whether they are new: of what was there when the run began only what is so at its end is told
   * @returns what others are to be told, once
   */
  look(windows: readonly ClosedWindow[], isCaughtUp: boolean, { catalogue, between }: AlertsOptions): News[] {
    const news: News[] = [];
    const from = isCaughtUp ? Number.NEGATIVE_INFINITY : (windows.at(-1)?.end ?? 0) - LOOK_BACK_MS;
    for (const { start, end, revision } of windows) {
      // Late events count in the spans that are looked at after them.
      if (revision > 1 || end <= this.#reached || end <= from) continue;
      this.#reached = end;
      const summaries = new Map<number, Summary>();
      for (const alert of this.#alerts) {
        if (alert.rule === null) continue;
        const first = Math.min(start, alert.over === null ? start : end - alert.over);
        const summary = summaries.get(first) ?? between(first, end);
        summaries.set(first, summary);
        this.#step(alert, end, lookAt(alert.rule, summary, catalogue));
      }
      if (isCaughtUp) news.push(...this.#untold());
    }
    return news;
  }

  #step(alert: RuleAlert, at: number, { look, limit, seen, reason }: ReturnType<typeof lookAt>): void {
    const { name, level, windows } = alert;
    const known = this.#of(name);
    const state = after(known.state, look, windows);
    const isOther = state.isFiring !== known.state.isFiring;
    const since = state.isFiring ? at : (known.news?.since ?? at);
    const news = isOther ? { name, level, isFiring: state.isFiring, since, at, limit, seen, reason } : known.news;
    this.#known.set(name, { ...known, state, news });
  }

  /** An event has come. @param now by the clock */
  hear(now: number): void {
    this.#heard = now;
  }

  /** To be called now and then. @param now by the clock. @returns what others are to be told, once */
  tick(now: number): News[] {
    for (const alert of this.#alerts) {
      if (alert.rule !== null) continue;
      const known = this.#of(alert.name);
      const silence = now - this.#heard;
      const isFiring = silence >= alert.silence;
      if (isFiring === known.state.isFiring) continue;
      const { name, level } = alert;
      const seen = isFiring ? `no event for ${duration(silence)}` : 'an event has come';
      const since = isFiring ? this.#heard : (known.news?.since ?? now);
      const limit = `at most ${duration(alert.silence)} without an event`;
      const reason = isFiring ? `No event has come for ${duration(silence)}` : null;
      const news = { name, level, isFiring, since, at: now, limit, seen, reason };
      this.#known.set(name, { ...known, state: { isFiring, against: 0 }, news });
    }
    return this.#untold();
  }

  #untold(): News[] {
    const all: News[] = [];
    for (const [name, known] of this.#known) {
      const { isFiring } = known.state;
      if (isFiring === known.isTold) continue;
      this.#known.set(name, { ...known, isTold: isFiring, fired: known.fired + Number(isFiring) });
      if (known.news !== null) all.push(known.news);
    }
    return all;
  }

  data(): AlertsData {
    const reached = Number.isFinite(this.#reached) ? this.#reached : null;
    return { alerts: [...this.#known], reached, heard: this.#heard };
  }

  restore({ alerts, reached, heard }: AlertsData): void {
    const names = new Set(this.#alerts.map(({ name }) => name));
    this.#known = new Map(alerts.filter(([name]) => names.has(name)));
    this.#reached = reached ?? Number.NEGATIVE_INFINITY;
    this.#heard = heard;
  }
}
