/** Drawing of lines with cells, used by every part of the table. */
import { pad, width } from '../../text/terminal.js';
import { type Style, type Styler, styler } from '../style.js';

export interface Canvas {
  /** Columns that no line may exceed; at least 40. */
  readonly columns: number;
  readonly style: Styler;
}

const MIN_COLUMNS = 40;

export function canvas(columns: number, color: boolean): Canvas {
  return { columns: Math.max(MIN_COLUMNS, columns), style: styler(color) };
}

export interface Cell {
  /** Plain text, as it is measured and padded before it is styled. */
  readonly text: string;
  readonly style?: Style;
  readonly right?: boolean;
}

const GAP = '  ';

/** Cells side by side, padded to `widths`. No text may be wider than its cell. */
export function line(cells: readonly Cell[], widths: readonly number[], style: Styler): string {
  let text = '';
  cells.forEach((cell, i) => {
    const isLast = i === cells.length - 1 && !cell.right;
    const filled = isLast ? cell.text : pad(cell.text, widths[i]!, cell.right ? 'right' : 'left');
    // Spaces are outside of the style, so that a background colour covers only the word.
    const start = filled.length - filled.trimStart().length;
    const word = filled.trim();
    const styled = cell.style === undefined || word === '' ? word : style(cell.style, word);
    text += (i === 0 ? '' : GAP) + filled.slice(0, start) + styled + filled.slice(start + word.length);
  });
  return text.trimEnd();
}

/** Columns that cells of these widths take together. */
export function total(widths: readonly number[]): number {
  return widths.reduce((sum, each) => sum + each, 0) + Math.max(0, widths.length - 1) * GAP.length;
}

export function widest(texts: Iterable<string>): number {
  let most = 0;
  for (const text of texts) most = Math.max(most, width(text));
  return most;
}
