/**
 * A live run as lines, for screen readers and terminals that only write: one for each finding that begins, changes or is
 * over, for each window with errors when it closes, and for each file that cannot be read.
 */

import { HOUR_MS } from '../../model/calendar.js';
import { isError } from '../../model/code.js';
import type { Finding } from '../../model/finding.js';
import type { Summary, WindowSummary } from '../../model/summary.js';
import { conclusion } from '../../report/conclusion.js';
import { counted, percent, thousands } from '../../text/numbers.js';
import { printable } from '../../text/terminal.js';
import type { LiveView } from '../../watch/view.js';
import { print } from '../print.js';
import type { LiveOptions, View } from './asked.js';
import { failureChanges } from './failure-lines.js';

/** The newest of what is there already is told window by window, as the screen shows it. */
const SPAN_MS = HOUR_MS;
/** For findings it is looked at every change, at most so often. */
const LOOK_MS = 1000;

export function changeLines({ plan, context }: LiveOptions): View {
  // One after the other, however slow the reader of the output is.
  let writing: Promise<void> = Promise.resolve();
  const tell = (lines: readonly string[]) => {
    if (lines.length > 0)
      writing = writing.then(() => print(lines.map((line) => `${printable(line)}\n`).join(''), context));
  };
  const nameOf = (code: number) => plan.catalogue.get(code).name;
  const isErrorCode = (code: number) => isError(plan.catalogue.get(code).severity);
  const begin = (view: LiveView) => {
    let findings: readonly Finding[] = [];
    let looked = Number.NEGATIVE_INFINITY;
    const look = () => {
      looked = context.now();
      const changes = findingChanges(findings, view.recent(SPAN_MS));
      tell(changes.lines);
      findings = changes.findings;
    };
    const failures = failureChanges(view);
    view.onWindows((windows) => {
      const newest = view.totals.newest ?? Number.NEGATIVE_INFINITY;
      for (const { start, end, revision, late } of windows) {
        const window = end < newest - SPAN_MS ? null : view.window(start);
        if (window === null || window.errors === 0) continue;
        const again = revision > 1 ? `, ${thousands(late)} late` : '';
        tell([windowText(window, again, (code) => isErrorCode(code), nameOf)]);
      }
      look();
    });
    view.onChange(() => {
      // An incident is told when it shows, which may be long before its latest window closes.
      if (context.now() - looked >= LOOK_MS) look();
      tell(failures());
    });
  };
  return { begin, end: () => writing };
}

/** `17:45 to 17:46: 231 events, 88 errors (38.1%): 109004 bad-signature 80, 108000 timeout 8`. */
export function windowText(
  { start, end, events, errors, codes }: WindowSummary,
  note: string,
  isErrorCode: (code: number) => boolean,
  nameOf: (code: number) => string,
): string {
  const clock = (instant: string) => instant.slice(11, instant.slice(17, 19) === '00' ? 16 : 19);
  const its = Object.entries(codes)
    .map(([code, n]) => [Number(code), n] as const)
    .filter(([code]) => isErrorCode(code))
    .sort((a, b) => b[1] - a[1])
    .map(([code, n]) => `${code} ${nameOf(code)} ${thousands(n)}`);
  const counts = `${counted(events, 'event')}, ${counted(errors, 'error')} (${percent(errors, events)})`;
  return `${clock(start)} to ${clock(end)}${note}: ${counts}: ${its.join(', ')}`;
}

/**
 * What of the findings is new, is another one now, or is over: counts that grow are no change.
 * @param before what was told last
 * @returns the lines, and what to compare with next
 */
export function findingChanges(
  before: readonly Finding[],
  recent: Summary,
): { readonly lines: readonly string[]; readonly findings: readonly Finding[] } {
  const lines: string[] = [];
  const now = conclusion(recent).findings;
  for (const finding of now) {
    const old = before.find((each) => isSame(each, finding));
    if (old === undefined) lines.push(`begins: ${finding.text}`);
    else if (old.until === null && finding.until !== null) lines.push(`over: ${finding.text}`);
    else if (old.until !== null && finding.until === null) lines.push(`again: ${finding.text}`);
    else if (nature(old) !== nature(finding)) lines.push(`changes: ${finding.text}`);
  }
  const gone = before.filter((old) => old.until === null && !now.some((each) => isSame(old, each)));
  const lasting = gone.filter((old) => lasts(old, recent));
  for (const old of gone) {
    // A code that is new is that once.
    if (!lasting.includes(old) && old.kind !== 'new-code') lines.push(`over: ${old.text}`);
  }
  return { lines, findings: [...now, ...lasting] };
}

/** Windows whose rate says whether an episode goes on. */
const LATEST_WINDOWS = 5;

/** An episode that fills all the span that is looked at stands out from nothing any more, and still goes on. */
function lasts({ kind, rate, rateBefore }: Finding, { windows }: Summary): boolean {
  if (kind !== 'episode' || rate === null) return false;
  const [events, errors] = windows
    .slice(-LATEST_WINDOWS)
    .reduce(([all, wrong], window) => [all + window.events, wrong + window.errors], [0, 0]);
  return events > 0 && errors / events > (rate + (rateBefore ?? 0)) / 2;
}

/** Its beginning moves with the span that is looked at; what it is of stays. */
function isSame(a: Finding, b: Finding): boolean {
  if (a.kind !== b.kind) return false;
  if (a.kind === 'group') return values(a) === values(b);
  if (a.kind === 'new-code') return a.codes[0] === b.codes[0];
  const end = ({ until }: Finding) => (until === null ? Number.POSITIVE_INFINITY : Date.parse(until));
  return Date.parse(a.since) < end(b) && Date.parse(b.since) < end(a);
}

function values({ groups }: Finding): string {
  return JSON.stringify(groups.map((group) => group.values));
}

function nature({ severity, groups }: Finding): string {
  return JSON.stringify([severity, groups.map((group) => JSON.stringify(group.values)).sort()]);
}
