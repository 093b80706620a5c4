/** A finding in one sentence. */
import { advice } from '../../catalogue/advice.js';
import type { Catalogue } from '../../catalogue/catalogue.js';
import { percent, thousands } from '../../text/numbers.js';
import { formatInZone } from '../../time/instants.js';
import { expected } from './gaps.js';
import type { FindingsView, Found } from './view.js';

const MOST_CODES = 3;
const MOST_GROUPS = 5;

export function sentence(found: Found, view: FindingsView): string {
  const parts = [about(found, view), ...details(found, view)];
  return `${when(found, view)}: ${parts.join(', ')}`;
}

function about(found: Found, view: FindingsView): string {
  const { kind, events, errors, rateBefore, from, to } = found;
  if (kind === 'gap') {
    const after = view.windows.starts.indexOf(to!);
    return `no events, where some ${thousands(Math.round(expected(view, after, from, to!)))} were to be expected`;
  }
  if (kind === 'new-code') return `new ${nameOf(found.codes[0]!, view.catalogue)} ${thousands(events)} times`;
  const rate = `${percent(errors, events)} errors`;
  if (kind === 'group') return `${rate} (${percentOf(othersRate(found, view))} for the others)`;
  if (rateBefore !== null) return `${rate} (${percentOf(rateBefore)} before)`;
  return `${rate} (${percentOf(rateAfter(found, view))} after)`;
}

function details(found: Found, { by, catalogue }: FindingsView): string[] {
  const { kind, codes, groups, errors } = found;
  if (codes.length === 0) return [];
  const { fault, retry } = catalogue.get(codes[0]!);
  const what = advice(fault, retry).long;
  const parts: string[] = [];
  if (kind !== 'new-code') {
    parts.push(
      list(
        codes.slice(0, MOST_CODES).map((code) => nameOf(code, catalogue)),
        codes.length,
      ),
    );
  }
  if (kind === 'episode' && groups.length > 0) {
    const share = percent(
      Math.min(
        errors,
        groups.reduce((sum, group) => sum + group.errors, 0),
      ),
      errors,
    );
    const names = groups.slice(0, MOST_GROUPS).map(({ values }) => values.join(' '));
    parts.push(`${by.join(' ')} ${list(names, groups.length)} (${share} of the errors)`);
  }
  return what === '–' ? parts : [...parts, what];
}

/** `a`, `a and b`, `a, b and c`, `a, b, c and 4 more`. */
function list(shown: readonly string[], all: number): string {
  const more = all - shown.length;
  const items = more > 0 ? [...shown, `${thousands(more)} more`] : shown;
  return items.length === 1 ? items[0]! : `${items.slice(0, -1).join(', ')} and ${items.at(-1)!}`;
}

function nameOf(code: number, catalogue: Catalogue): string {
  return `${code} ${catalogue.get(code).name}`;
}

function when({ kind, from, to, groups }: Found, view: FindingsView): string {
  if (kind === 'group') return `${view.by.join(' ')} ${groups[0]!.values.join(' ')}`;
  const { starts } = view.windows;
  const dates = new Set([starts[0]!, starts.at(-1)!].map((time) => formatInZone(time, view.zone).slice(0, 10)));
  const clock = (time: number) => {
    const text = formatInZone(time, view.zone);
    const at = text.slice(17, 19) === '00' ? text.slice(11, 16) : text.slice(11, 19);
    return dates.size === 1 ? at : `${text.slice(0, 10)} ${at}`;
  };
  if (to === null) return `since ${clock(from)}`;
  const isSameDay = formatInZone(from, view.zone).slice(0, 10) === formatInZone(to, view.zone).slice(0, 10);
  return `${clock(from)} to ${isSameDay ? clock(to).slice(-clock(to).split(' ').at(-1)!.length) : clock(to)}`;
}

function othersRate({ events, errors }: Found, { groups, catalogue }: FindingsView): number | null {
  const { counts } = groups!.kept;
  let [all, wrong] = [-events, -errors];
  for (let group = 0; group < counts.length; group++) {
    const { codes, counts: numbers } = counts.of(group);
    for (let i = 0; i < codes.length; i++) {
      all += numbers[i]!;
      if (catalogue.errorCodes[codes[i]!] === 1) wrong += numbers[i]!;
    }
  }
  return all === 0 ? null : wrong / all;
}

function rateAfter({ to }: Found, { windows, events, errors }: FindingsView): number | null {
  let [all, wrong] = [0, 0];
  for (let at = 0; at < events.length; at++) {
    if (to === null || windows.starts[at]! < to) continue;
    all += events[at]!;
    wrong += errors[at]!;
  }
  return all === 0 ? null : wrong / all;
}

function percentOf(rate: number | null): string {
  return rate === null ? '–' : percent(Math.round(rate * 1e6), 1e6);
}
