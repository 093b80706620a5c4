/** The comparison with an earlier summary: totals, then codes that are new, vanished or changed by more than chance. */
import type { CodeChange, Comparison, CountChange, RateChange } from '../../model/comparison.js';
import { counted, thousands } from '../../text/numbers.js';
import { printable, truncate, wrap } from '../../text/terminal.js';
import { minuteText } from '../../time/rfc3339.js';
import { isSure, rateSentence, rateText, signed, surestWindows, TEST_NOTE } from '../change.js';
import { SEVERITY_MARKS, type Style, wideStyle } from '../style.js';
import { type Canvas, type Cell, line, total, widest } from './canvas.js';

const MAX_CODES = 20;
const MAX_WINDOWS = 5;
const VERDICT_COLUMNS = 'probably more than chance'.length;
const MIN_LABEL_COLUMNS = 14;

interface Row {
  readonly label: string;
  readonly style: Style | null;
  readonly count: CountChange;
  readonly rate: RateChange | null;
}

export function changesTable(comparison: Comparison, canvas: Canvas): string[] {
  const { columns, style } = canvas;
  const { before, notes, errorRate } = comparison;
  const shown = comparison.codes
    .filter(({ presence, share }) => presence !== 'both' || isSure(share))
    .slice(0, MAX_CODES);
  const hidden = comparison.codes.length - shown.length;
  const rows = rowsOf(comparison, shown);
  const dim = (text: string) => wrap(text, columns).map((part) => style('dim', part));
  return [
    ...wrap(`Against ${printable(before.label)}`, columns).map((part) => style('bold', part)),
    ...wrap(`error rate ${rateSentence(errorRate)}`, columns),
    ...notes.flatMap((note) => wrap(printable(note), columns).map((part) => style('warning', part))),
    ...table(rows, canvas),
    ...(hidden > 0 ? dim(`${counted(hidden, 'more code')}, whose change may be chance`) : []),
    ...dim(TEST_NOTE),
  ];
}

function rowsOf({ events, errors, errorRate, categories, windows }: Comparison, codes: readonly CodeChange[]): Row[] {
  return [
    { label: 'events', style: null, count: events, rate: null },
    { label: 'errors', style: null, count: errors, rate: errorRate },
    ...codes.map(({ code, name, severity, presence, count, share }) => {
      const mark = { new: '+', vanished: '−', both: SEVERITY_MARKS[severity] }[presence];
      return { label: `${mark} ${code} ${printable(name)}`, style: severity, count, rate: share };
    }),
    ...categories
      .filter(({ share }) => isSure(share))
      .map(({ category, count, share }) => ({ label: `all of ${category}`, style: null, count, rate: share })),
    ...surestWindows(windows)
      .slice(0, MAX_WINDOWS)
      .map(({ now, before, errors, errorRate }) => ({
        label: `errors ${minuteText(now ?? before ?? '')}`,
        style: null,
        count: errors,
        rate: errorRate,
      })),
  ];
}

const TITLES = ['Before', 'Now', 'Change', 'Rate was', 'Rate is', 'More than chance?'];
/** Index of the last title: this column has words and not numbers. */
const VERDICT = 5;

function table(rows: readonly Row[], { columns, style }: Canvas): string[] {
  const texts = rows.map(({ count, rate }) => [
    thousands(count.before),
    thousands(count.now),
    signed(count.difference),
    ...(rate === null ? ['', '', ''] : [rateText(rate.before), rateText(rate.now), rate.verdict]),
  ]);
  const needs = TITLES.map((title, i) =>
    Math.max(widest([title, ...texts.map((row) => row[i]!)]), i === VERDICT ? VERDICT_COLUMNS : 0),
  );
  // On a narrow terminal columns are left out: first the rates, then `before`, then the verdict, then `now`.
  const kept = [[0, 1, 2, 3, 4, 5], [0, 1, 2, 5], [1, 2, 5], [1, 2], [2]].find(
    (some) => total([MIN_LABEL_COLUMNS, ...some.map((i) => needs[i]!)]) <= columns,
  ) ?? [2];
  const widths = kept.map((i) => needs[i]!);
  const label = Math.min(columns - total([0, ...widths]), widest(rows.map((row) => row.label)));
  const cell = (text: string, i: number): Cell => (i === VERDICT ? { text } : { text, right: true });
  return [
    line(
      [{ text: '' }, ...kept.map((i): Cell => ({ ...cell(TITLES[i]!, i), style: 'bold' }))],
      [label, ...widths],
      style,
    ),
    ...rows.map((row, r) =>
      line(
        [
          { text: truncate(row.label, label), ...(row.style === null ? {} : { style: wideStyle(row.style) }) },
          ...kept.map((i) => cell(texts[r]![i]!, i)),
        ],
        [label, ...widths],
        style,
      ),
    ),
  ];
}
