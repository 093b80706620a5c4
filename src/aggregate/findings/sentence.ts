/** A finding in one sentence. */
import { advice } from '../../catalogue/advice.js';
import { HOUR_MS } from '../../model/calendar.js';
import { percent, thousands } from '../../text/numbers.js';
import { listed } from '../../text/words.js';
import { formatInZone } from '../../time/instants.js';
import type { FindingsView, Found } from './view.js';

const MOST_CODES = 3;
const MOST_GROUPS = 5;

/** `since 17:45: 54% errors (2.0% before), 109004 PlatformUnavailable, tenant acme (98% of the errors), platform: retry later` */
export function sentence(found: Found, view: FindingsView): string {
  const parts = [found.what, ...codes(found, view), ...groups(found, view), ...whatToDo(found, view)];
  return `${when(found, view)}: ${parts.join(', ')}`;
}

function codes({ kind, codes, inAll }: Found, { catalogue }: FindingsView): string[] {
  // A new code stands in what is said of it.
  if (kind === 'new-code' || codes.length === 0) return [];
  return [
    first(
      codes.slice(0, MOST_CODES).map((code) => `${code} ${catalogue.get(code).name}`),
      inAll.codes,
    ),
  ];
}

function groups({ kind, groups, errors, inAll }: Found, { by }: FindingsView): string[] {
  if (kind !== 'episode' || groups.length === 0) return [];
  const names = groups.slice(0, MOST_GROUPS).map(({ values }) => values.join(' '));
  const share = percent(Math.min(inAll.groupErrors, errors), errors);
  return [`${by.join(' ')} ${first(names, inAll.groups)} (${share} of the errors)`];
}

function whatToDo({ codes }: Found, { catalogue }: FindingsView): string[] {
  if (codes[0] === undefined) return [];
  const { fault, retry } = catalogue.get(codes[0]);
  const what = advice(fault, retry).long;
  return what === '–' ? [] : [what];
}

/** `a, b, c and 4 more`. */
function first(shown: readonly string[], all: number): string {
  const more = all - shown.length;
  return listed(more > 0 ? [...shown, `${thousands(more)} more`] : shown);
}

function when({ kind, from, to, groups }: Found, { by, windows, zone }: FindingsView): string {
  if (kind === 'group') return `${by.join(' ')} ${groups[0]!.values.join(' ')}`;
  const day = (time: number) => formatInZone(time, zone).slice(0, 10);
  const offset = (time: number) => formatInZone(time, zone).slice(23);
  // Where the clock changes a time may come twice, and two hours may look like one.
  const near = [from - HOUR_MS, from + HOUR_MS, to ?? from];
  const hasOffset = near.some((time) => offset(time) !== offset(from));
  const clock = (time: number) =>
    formatInZone(time, zone).slice(11, 19).replace(/:00$/, '') + (hasOffset ? offset(time) : '');
  const isOneDay = day(windows.starts[0]!) === day(windows.starts.at(-1)!);
  const full = (time: number) => (isOneDay ? clock(time) : `${day(time)} ${clock(time)}`);
  if (to === null) return `since ${full(from)}`;
  return `${full(from)} to ${day(from) === day(to) ? clock(to) : full(to)}`;
}
