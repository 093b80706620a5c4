/** A line of a log as people see it: in one line, behind a bar that no log can leave, nothing in it that steers a terminal. */
import type { Severity } from '../model/code.js';
import { thousands } from '../text/numbers.js';
import { printable } from '../text/terminal.js';
import type { Styler } from './style.js';

/** Of a longer line this many characters are shown. */
const SHOWN_CHARACTERS = 1000;
/** So much is shown before what is looked for, where that stands farther on. */
const LEAD = 200;
const BAR = '|';

/** A code on the line, as a number or by what it is called. */
export interface SoughtCode {
  readonly code: number;
  readonly name: string;
  readonly severity: Severity;
}

/** `text` behind a bar, cut where it is long; `sought` stands out, and is not cut off. With another length than the usual one it is a row. */
export function quotedLogLine(
  text: string,
  sought: readonly SoughtCode[],
  style: Styler,
  most = SHOWN_CHARACTERS,
): string {
  const line = printable(text);
  const first = sought.map(({ code, name }) => placeOf(line, code, name)).find((place) => place !== null) ?? null;
  // On a row as much as fits: who is hit mostly stands before the code.
  const lead = most === SHOWN_CHARACTERS || first === null ? LEAD : most - (first.end - first.start);
  const from = first === null || first.end <= most ? 0 : characterStart(line, Math.max(0, first.start - lead));
  const end = line.length <= from + most ? line.length : characterStart(line, from + most);
  const shown = line.slice(from, end);
  const more = line.length - end;
  const marked = `${from > 0 ? '…' : ''}${highlighted(shown, sought, style)}`;
  const count = most === SHOWN_CHARACTERS ? ` ${style('dim', `(${thousands(more)} characters more)`)}` : '';
  const rest = more > 0 ? `…${count}` : '';
  return `${style('dim', BAR)} ${marked}${rest}`.trimEnd();
}

/** A line around those of events. */
export function quotedContext(text: string, style: Styler): string {
  const line = printable(text);
  const end = line.length <= SHOWN_CHARACTERS ? line.length : characterStart(line, SHOWN_CHARACTERS);
  const rest = end < line.length ? `… (${thousands(line.length - end)} characters more)` : '';
  return style('dim', `${BAR} ${line.slice(0, end)}${rest}`.trimEnd());
}

interface Place {
  readonly start: number;
  readonly end: number;
}

function placeOf(line: string, code: number, name: string): Place | null {
  const digits = new RegExp(`(?<!\\d)${code}(?!\\d)`).exec(line);
  if (digits !== null) return { start: digits.index, end: digits.index + digits[0].length };
  const at = line.indexOf(name);
  return at < 0 ? null : { start: at, end: at + name.length };
}

function highlighted(shown: string, sought: readonly SoughtCode[], style: Styler): string {
  const places = sought
    .flatMap(({ code, name, severity }) => {
      const place = placeOf(shown, code, name);
      return place === null ? [] : [{ ...place, severity }];
    })
    .sort((a, b) => a.start - b.start);
  let text = '';
  let at = 0;
  for (const { start, end, severity } of places) {
    if (start < at) continue;
    text += shown.slice(at, start) + style(severity, shown.slice(start, end));
    at = end;
  }
  return text + shown.slice(at);
}

/** No character is cut in two. */
function characterStart(line: string, at: number): number {
  const unit = line.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at;
}
