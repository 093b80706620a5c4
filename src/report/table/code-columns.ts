/** The columns of the table of codes, by the room that there is: those that do not fit are left out. */
import { type Canvas, total } from './canvas.js';

/** In the order in which they stand. The name has what its neighbours leave free in rows that do not use them. */
const KEYS = ['code', 'severity', 'name', 'since', 'last', 'advice', 'count', 'share', 'change', 'chart'] as const;
export type ColumnKey = (typeof KEYS)[number];

export interface Column {
  readonly key: ColumnKey;
  readonly width: number;
}

/** What the cells need. */
export interface Needs {
  /** The widest name in a row that has times, and in one whose name may stand over them. */
  readonly names: { readonly timed: number; readonly plain: number };
  /** 0: no row has a time, or there is no comparison. */
  readonly time: number;
  readonly change: number;
  readonly advice: { readonly long: number; readonly short: number };
  readonly count: number;
}

export interface Layout {
  readonly severity: 'word' | 'mark';
  readonly advice: 'long' | 'short' | null;
  readonly columns: readonly Column[];
}

interface Choice extends Pick<Layout, 'severity' | 'advice'> {
  readonly times: readonly ('since' | 'last')[];
  readonly share: boolean;
  readonly change: boolean;
  /** Least width of the chart; 0: none. */
  readonly chart: number;
}

const BOTH = ['since', 'last'] as const;
/** The one with most first. A chart is there only where all names are whole; the last choice always fits. */
const CHOICES: readonly Choice[] = [
  { severity: 'word', advice: 'long', times: BOTH, share: true, change: true, chart: 12 },
  { severity: 'word', advice: 'short', times: BOTH, share: true, change: true, chart: 12 },
  { severity: 'word', advice: 'short', times: BOTH, share: false, change: true, chart: 10 },
  { severity: 'mark', advice: 'short', times: BOTH, share: false, change: true, chart: 8 },
  { severity: 'mark', advice: 'short', times: BOTH, share: false, change: true, chart: 0 },
  { severity: 'mark', advice: null, times: BOTH, share: false, change: true, chart: 6 },
  { severity: 'mark', advice: null, times: BOTH, share: false, change: true, chart: 0 },
  { severity: 'mark', advice: null, times: ['since'], share: false, change: false, chart: 0 },
  { severity: 'mark', advice: null, times: [], share: false, change: false, chart: 0 },
];
const CODE_COLUMNS = 6;
const SHARE_COLUMNS = 6;
const MAX_CHART_COLUMNS = 48;

export function layoutFor(needs: Needs, canvas: Canvas): Layout {
  for (const choice of CHOICES) {
    const widths = widthsOf(choice, needs);
    const room = canvas.columns - total([...widths.values(), 0]);
    const over = choice.times.reduce((sum, key) => sum + (widths.has(key) ? widths.get(key)! + 2 : 0), 0);
    const name = Math.max(needs.names.timed, needs.names.plain - over);
    if (room < name && choice !== CHOICES.at(-1)) continue;
    widths.set('name', Math.max(0, Math.min(room, name)));
    if (choice.chart > 0) widths.set('chart', Math.min(MAX_CHART_COLUMNS, choice.chart + room - name));
    const columns = KEYS.filter((key) => widths.has(key)).map((key) => ({ key, width: widths.get(key)! }));
    return { severity: choice.severity, advice: choice.advice, columns };
  }
  throw new RangeError('the last choice fits');
}

/** Of all columns but the name. */
function widthsOf({ severity, advice, times, share, change, chart }: Choice, needs: Needs): Map<ColumnKey, number> {
  const widths = new Map<ColumnKey, number>([
    ['code', CODE_COLUMNS],
    ['severity', severity === 'word' ? '■ critical'.length : 1],
  ]);
  if (needs.time > 0) for (const key of times) widths.set(key, needs.time);
  if (advice !== null) widths.set('advice', needs.advice[advice]);
  widths.set('count', needs.count);
  if (share) widths.set('share', SHARE_COLUMNS);
  if (change && needs.change > 0) widths.set('change', needs.change);
  if (chart > 0) widths.set('chart', chart);
  return widths;
}
