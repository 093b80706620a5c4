/** Bars and sparklines of one line, made of block characters, each one column wide. */

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
const LEVELS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const NOTHING = '·';

export const ERRORS_MARK = '█';
export const OTHERS_MARK = '░';

/** A bar that fills `columns` where `value` is `most`. Every value above 0 is visible. */
export function bar(value: number, most: number, columns: number): string {
  if (value <= 0 || most <= 0 || columns <= 0) return '';
  const eighths = Math.max(1, Math.round((value / most) * columns * 8));
  return '█'.repeat(eighths >> 3) + EIGHTHS[eighths & 7];
}

/** A bar in two parts of whole columns. Each part above 0 is visible, if there is room for both. */
export function splitBar(
  errors: number,
  others: number,
  most: number,
  columns: number,
): { errors: string; others: string } {
  const all = errors + others;
  if (all <= 0 || most <= 0 || columns <= 0) return { errors: '', others: '' };
  const parts = (errors > 0 ? 1 : 0) + (others > 0 ? 1 : 0);
  const length = Math.min(columns, Math.max(parts, Math.round((all / most) * columns)));
  let first = Math.round((errors / all) * length);
  if (errors > 0) first = Math.max(1, first);
  if (others > 0 && length > 1) first = Math.min(length - 1, first);
  return { errors: ERRORS_MARK.repeat(first), others: OTHERS_MARK.repeat(length - first) };
}

/** One character a value: eight heights relative to the highest value, and a dot for 0. */
export function sparkline(values: readonly number[]): string {
  const most = values.reduce((a, b) => Math.max(a, b), 0);
  return values
    .map((value) => (value <= 0 ? NOTHING : LEVELS[Math.max(0, Math.ceil((value / most) * LEVELS.length) - 1)]))
    .join('');
}
