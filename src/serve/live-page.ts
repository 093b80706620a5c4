/** The page of a live run and what its strip is told. A report is made when it is asked for, and given to all who ask soon. */

import type { KeptLine, LinesByCode } from '../model/kept-line.js';
import { renderLive } from '../report/html/live/index.js';
import { LIVE_SPANS, type StripNews } from '../report/html/live/strip.js';
import type { RenderOptions } from '../report/options.js';
import { sourceName } from '../text/source-name.js';
import { printable } from '../text/terminal.js';
import { formatInZone } from '../time/instants.js';
import type { Zone } from '../time/zone.js';
import type { LiveView } from '../watch/view.js';
import { Seconds } from './seconds.js';

/** A report this old is given again although there are newer counts: several pages then ask for one report. */
const FRESH_MS = 200;
/** Lines in the strip, their characters, and lines of each code in the report. */
const LATEST = 5;
const MOST_CHARACTERS = 300;
const LINES_EACH = 5;
const MOST_FAILURES = 3;

interface Made {
  readonly version: string;
  readonly at: number;
  readonly body: Buffer;
}

export class LivePage {
  readonly #view: LiveView;
  readonly #options: RenderOptions;
  readonly #zone: Zone;
  readonly #now: () => number;
  readonly #began: number;
  readonly #made = new Map<number | null, Made>();
  #seconds: Seconds | null = null;

  constructor(view: LiveView, options: RenderOptions, zone: Zone, now: () => number) {
    this.#view = view;
    this.#options = options;
    this.#zone = zone;
    this.#now = now;
    this.#began = now();
  }

  /** @param name of `LIVE_SPANS`; null: the first. @returns null: there is no such span */
  report(name: string | null): Made | null {
    const span = LIVE_SPANS.get(name ?? LIVE_SPANS.keys().next().value!);
    if (span === undefined) return null;
    const version = this.#version();
    const now = this.#now();
    const known = this.#made.get(span);
    if (known !== undefined && (known.version === version || Math.abs(now - known.at) < FRESH_MS)) return known;
    const { summary, groupTimes } = this.#view.report(span);
    const text = renderLive(summary, { ...this.#options, groupTimes, lines: this.#lines() }, { span, version });
    const made = { version, at: now, body: Buffer.from(text) };
    this.#made.set(span, made);
    return made;
  }

  /** Those of another run are others. */
  #version(): string {
    return `${this.#began}.${this.#view.version}`;
  }

  /** The newest lines of each code. */
  #lines(): LinesByCode {
    const lines = new Map<number, KeptLine[]>();
    for (const { code, source, offset, time, text } of this.#view.lines) {
      const own = lines.get(code) ?? [];
      lines.set(code, own);
      own.push({ source, offset, time: time === null ? Number.NaN : Date.parse(time), text });
      if (own.length > LINES_EACH) own.shift();
    }
    return lines;
  }

  /** Called with the first change: what was there before is read by then, mostly, and is in none of the seconds. */
  begin(): void {
    this.#seconds ??= new Seconds(this.#view.totals);
  }

  /** To be called once a second. */
  turn(): void {
    this.#seconds?.turn(this.#view.totals);
  }

  news(isLast: boolean): StripNews {
    const { totals, lines } = this.#view;
    const { newest, events, errors, sources, failures } = totals;
    const clock = (ms: number) => formatInZone(ms, this.#zone).slice(11, 19);
    return {
      ...{ version: this.#version(), isLast, events, errors, sources },
      clock: clock(this.#now()),
      newest: newest === null ? null : clock(newest),
      failures: [...failures]
        .slice(0, MOST_FAILURES)
        .map(([name, reason]) => printable(`${sourceName(name)}: ${reason}`)),
      seconds: this.#seconds?.list ?? [],
      latest: lines
        .slice(-LATEST)
        .reverse()
        .map(({ time, code, name, severity, text }) => ({
          ...{ code, name: printable(name), severity },
          time: time === null ? null : clock(Date.parse(time)),
          text: printable(text.slice(0, MOST_CHARACTERS)),
        })),
    };
  }
}
