/**
 * What the page's script needs to show a part of the events alone: counts by code and step, and by group and code or step.
 * JSON in an element that browsers do not run; numbers are packed, texts cleaned as all others of the page.
 */

import { isError, SEVERITIES } from '../../model/code.js';
import type { GroupSummary, Summary } from '../../model/summary.js';
import { jsonLine } from '../../text/escape.js';
import { printable } from '../../text/terminal.js';
import type { ReportClock } from '../clock.js';
import { hasPickedCodes } from '../filters.js';
import { codeSteps } from './buckets.js';
import type { ListedCodes } from './codes.js';
import { type Markup, NOTHING, raw } from './markup.js';
import { Packed } from './packed.js';
import type { Steps } from './steps.js';

export interface PageGroups {
  /** Rows that are in the page; the others are added up. */
  readonly rows: readonly GroupSummary[];
  /** How many groups have no row in the page; their counts by code. */
  readonly others: number;
  readonly otherCodes: Readonly<Record<string, number>>;
}

/** Bytes that the names and codes of groups may take. */
const MOST_BYTES = 450_000;
/** About what a code of a group takes. */
const CODE_BYTES = 4;

/** The first rows, as many as a page has room for. */
export function pageGroups({ groups }: Summary): PageGroups | null {
  if (groups === undefined) return null;
  let bytes = 0;
  let n = 0;
  const otherCodes: Record<string, number> = { ...groups.other?.codes };
  for (const { values, codes } of groups.rows) {
    if (bytes <= MOST_BYTES) {
      bytes += Buffer.byteLength(inScript(values.map(printable))) + CODE_BYTES * Object.keys(codes).length;
    }
    if (bytes <= MOST_BYTES) n += 1;
    else for (const [code, count] of Object.entries(codes)) otherCodes[code] = (otherCodes[code] ?? 0) + count;
  }
  const others = (groups.other?.groups ?? 0) + groups.rows.length - n;
  return { rows: groups.rows.slice(0, n), others, otherCodes };
}

export interface PageView {
  readonly summary: Summary;
  readonly listed: ListedCodes;
  readonly steps: Steps;
  readonly clock: ReportClock;
  readonly groups: PageGroups | null;
  /** Rows of groups at a time. */
  readonly rowsAtOnce: number;
  /** Whether the page is renewed while somebody looks at it. */
  readonly isLive: boolean;
}

export function pageData(view: PageView): Markup {
  const { summary, listed, groups, steps, rowsAtOnce } = view;
  if (summary.totals.events === 0) return NOTHING;
  const codes = [...listed.shown, ...listed.rest];
  const data = {
    events: summary.totals.events,
    hasRates: !hasPickedCodes(summary.options),
    labels: labelsOf(view),
    ...(view.isLive ? { cuts: cutsOf(view) } : {}),
    barsEach: steps.barsEach,
    shown: listed.shown.length,
    codes: codes.map(({ code, severity, count, name }) => [code, SEVERITIES.indexOf(severity), count, printable(name)]),
    series: seriesOf(view).toString(),
    groups: groups && {
      names: groups.rows.map(({ values }) => values.map(printable)),
      others: groups.others,
      codes: groupCodes(groups, new Map(codes.map(({ code }, i) => [String(code), i]))).toString(),
      times: steps.groups?.toString() ?? null,
      rowsAtOnce,
    },
  };
  return raw(`<script type="application/json" id="data">${inScript(data)}</script>\n`);
}

/** JSON in which nothing can end the element or begin a comment. */
function inScript(value: unknown): string {
  return jsonLine(value).trimEnd().replaceAll('<', '\\u003c').replaceAll('>', '\\u003e');
}

function labelsOf({ steps: { buckets, barsEach, count }, clock }: PageView): string[] {
  const { bars } = buckets;
  return Array.from({ length: count }, (_, step) => {
    const [first, last] = [bars[step * barsEach]!, bars[Math.min(bars.length, (step + 1) * barsEach) - 1]!];
    return first === last ? first.label : clock.spanText(first.start, last.end);
  });
}

/** Where steps start, and where the last one ends. Wall-clock time, as the milliseconds of the same reading in UTC. */
function cutsOf({ steps: { buckets, barsEach, count } }: PageView): number[] {
  const starts = Array.from({ length: count }, (_, step) => buckets.bars[step * barsEach]!.start);
  return [...starts, ...buckets.bars.slice(-1).map(({ end }) => end)];
}

/** By step: of each shown code, then of the other errors together, and of all others. */
function seriesOf({ summary, listed, steps }: PageView): Packed {
  const all = codeSteps(summary, steps.buckets, steps.barsEach);
  const none = new Array<number>(steps.count).fill(0);
  const rest = { bad: none.slice(), well: none.slice() };
  for (const { code, severity } of listed.rest) {
    const sums = isError(severity) ? rest.bad : rest.well;
    all.get(code)?.forEach((count, step) => {
      sums[step]! += count;
    });
  }
  const packed = new Packed();
  for (const { code } of listed.shown) packed.addCounts(all.get(code) ?? none);
  packed.addCounts(rest.bad);
  packed.addCounts(rest.well);
  return packed;
}

/** Of each row, and of the others together: how many codes, then index and count of each. */
function groupCodes({ rows, otherCodes }: PageGroups, indexOf: ReadonlyMap<string, number>): Packed {
  const packed = new Packed();
  for (const codes of [...rows.map((row) => row.codes), otherCodes]) {
    const entries = Object.entries(codes);
    packed.add(entries.length);
    for (const [code, count] of entries) {
      packed.add(indexOf.get(code)!);
      packed.add(count);
    }
  }
  return packed;
}
