/** What each key does. */
import { type Canvas, line } from '../../../report/table/canvas.js';
import { wrap } from '../../../text/terminal.js';

const KEYS: readonly (readonly [keys: string, what: string])[] = [
  ['arrows', 'choose a row, as do Page Up, Page Down, Home and End; Tab goes to the next list'],
  ['Enter', 'goes into a code or a group, and to its lines; a line is shown whole'],
  ['Esc', 'goes back'],
  ['/', 'only codes, groups and lines with this text; Enter keeps it, Esc drops it'],
  ['p', 'pauses what is shown; counting goes on'],
  ['q', 'ends with the summary, as Ctrl-C does'],
];
const NOTE =
  'The lists are of the last hour before the newest event, errors first. The first line is of all that was counted.';
const KEY_COLUMNS = 6;

export function helpRows({ columns, style }: Canvas): string[] {
  const keys = KEYS.flatMap(([key, what]) =>
    wrap(what, columns - KEY_COLUMNS - 2).map((part, i) =>
      line([{ text: i === 0 ? key : '', style: 'bold' }, { text: part }], [KEY_COLUMNS, 0], style),
    ),
  );
  return [...keys, '', ...wrap(NOTE, columns)];
}
