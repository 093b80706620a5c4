/** Rules that every time window must hold by itself. */

import type { TimeSpan } from '../aggregate/locations.js';
import type { Summary } from '../model/summary.js';
import { pick, type Span, spansOf, sum } from './counts.js';
import type { WorstWindow } from './document.js';
import { counted } from './numbers.js';
import { type Outcome, outcome } from './outcome.js';
import { compareRates } from './ratio.js';
import type { Rule } from './rule.js';
import { holds, NO_EVENTS, nothingText } from './whole.js';
import { brokenText, limitText, seenText, windowText } from './wording.js';

interface Held {
  readonly window: WorstWindow;
  readonly selected: ReadonlyMap<number, number>;
  readonly holds: boolean;
}

/** So many of the windows that broke it are shown. */
const SHOWN = 5;

export function holdEachWindow(rule: Rule, summary: Summary): Outcome {
  const limit = limitText(rule);
  const spans = rule.limit.kind === 'require' ? withGaps(spansOf(summary)) : spansOf(summary);
  const held: Held[] = [];
  let excused = 0;
  for (const span of spans) {
    const one = hold(rule, span);
    if (one === null) excused++;
    else held.push(one);
  }
  if (held.length === 0) {
    const reason =
      excused === 0
        ? nothingText({ ...rule, within: null })
        : `Not one window was checked: ${counted(excused, 'window')}, none with ${counted(Math.max(1, rule.minWindowEvents), 'event')}${rule.within === null ? '' : ` among ${rule.within.what}`}`;
    return outcome('nothing', { limit, seen: NO_EVENTS, reason, windows: { checked: 0, excused, broken: 0 } });
  }
  held.sort((a, b) => worse(rule, a, b));
  const broken = held.filter(({ holds }) => !holds);
  const windows = { checked: held.length, excused, broken: broken.length };
  const worst = held[0]!.window;
  const seen = `${seenText(worst.count, worst.events, rule)} in ${windowText(worst)}`;
  const [count, events] = [worst.count, worst.events];
  if (broken.length === 0) {
    return outcome('holds', { limit, seen: `at worst ${seen}`, reason: null, count, events, windows });
  }
  const behind = new Map<number, number>();
  for (const { selected } of broken) for (const [code, n] of selected) behind.set(code, (behind.get(code) ?? 0) + n);
  const how = `${broken.length} of ${counted(held.length, 'window')} broke it`;
  return outcome('broken', {
    limit,
    seen: `${seen}${broken.length === 1 ? '' : `, and ${counted(broken.length - 1, 'other window')}`}`,
    reason: `${brokenText(rule, seen)}; ${how}`,
    count,
    events,
    windows,
    worst: broken.slice(0, SHOWN).map(({ window }) => window),
    behind,
    spans: broken.map(({ window }) => timeSpan(window)),
  });
}

/** Null where the window is excused: it has too few events, or none of those that the rule is about. */
function hold(rule: Rule, { start, end, codes }: Span): Held | null {
  const among = rule.within === null ? codes : pick(codes, rule.within);
  const events = sum(among);
  if (events < rule.minWindowEvents) return null;
  if (events === 0 && rule.limit.kind !== 'require') return null;
  const selected = pick(among, rule.select);
  const count = sum(selected);
  return { window: { start, end, count, events }, selected, holds: holds(rule, count, events) };
}

/** A window without any event is not in a summary; what must occur in each is missing there too. */
function withGaps(spans: readonly Span[]): Span[] {
  return spans.flatMap((span, i) => {
    const next = spans[i + 1];
    const isGap =
      span.end !== null && next !== undefined && next.start !== null && instant(next.start) > instant(span.end);
    return isGap ? [span, { start: span.end, end: next.start, codes: new Map<number, number>() }] : [span];
  });
}

/**
 * Broken ones first. Of these the one with most events over the limit, so that an hour of 27 in 37 comes before one of
 * 1 in 1; of the others the one with the highest rate. Then the earlier.
 */
function worse({ limit }: Rule, a: Held, b: Held): number {
  if (a.holds !== b.holds) return a.holds ? 1 : -1;
  const [{ count: countA, events: eventsA }, { count: countB, events: eventsB }] = [a.window, b.window];
  if (limit.kind === 'require') return countA - countB || eventsB - eventsA || earlier(a.window, b.window);
  const over = (count: number, events: number) =>
    limit.kind === 'max-rate' ? BigInt(count) * limit.rate.d - limit.rate.n * BigInt(events) : BigInt(count);
  const byRate = limit.kind === 'max-rate' && a.holds;
  const order = byRate
    ? compareRates(countB, eventsB, countA, eventsA)
    : Number(over(countB, eventsB) - over(countA, eventsA));
  return order || earlier(a.window, b.window);
}

function earlier(a: WorstWindow, b: WorstWindow): number {
  return (a.start === null ? Infinity : instant(a.start)) - (b.start === null ? Infinity : instant(b.start));
}

function timeSpan({ start, end }: WorstWindow): TimeSpan {
  return start === null || end === null ? 'untimed' : { start: instant(start), end: instant(end) };
}

function instant(text: string): number {
  return Date.parse(text);
}
