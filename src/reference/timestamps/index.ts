/** The timestamp of one line: the time that says when the line was written. */
import type { LineRules } from '../../model/rules.js';
import { START_BYTES, START_LIMIT } from '../../model/timestamp-forms.js';
import { readToken } from '../read-text.js';
import { readFixedForm } from './fixed-forms.js';
import { readJsonTime } from './json.js';
import { isFirstToken, readNumber } from './numbers.js';
import { type TimeLine, whyNotTheLines } from './owner.js';
import type { ReadContext, Stamp } from './stamp.js';
import { invisibleAt } from './text-start.js';
import { readWritten } from './written.js';

export type { Stamp } from './stamp.js';

/** A time on a line that does not say when the line was written, and the reason. */
export interface OtherTime {
  readonly stamp: Stamp;
  readonly reason: string;
}

export interface TimestampReading {
  readonly timestamp: Stamp | null;
  /** Whether a date was read, or rejected, that exists only in the other date order. */
  readonly otherOrder: boolean;
  /** Times before it that are not the line's own. */
  readonly passedOver: readonly OtherTime[];
}

/**
 * Reads the timestamp of a line (one character a byte, without its end): on a JSON line that of its time key, else the
 * first that is the line's own.
 */
export function findTimestamp(place: TimeLine, rules: LineRules): TimestampReading {
  const context: ReadContext = { rules, otherOrder: false };
  const passedOver: OtherTime[] = [];
  const timestamp =
    readJsonTime(place.line, place.textStart, context) ?? leftmost(place, context, passedOver) ?? firstNumber(place);
  return { timestamp, otherOrder: context.otherOrder, passedOver };
}

function leftmost(place: TimeLine, context: ReadContext, passedOver: OtherTime[]): Stamp | null {
  const { line, textStart } = place;
  let mayStart = true;
  // Bytes that were passed, without the invisible ones.
  let visible = 0;
  for (let at = textStart; at < line.length && visible < START_LIMIT; ) {
    const invisible = invisibleAt(line, at);
    if (invisible > 0) {
      at += invisible;
      continue;
    }
    const stamp = mayStart ? readAt(place, at, context) : null;
    if (stamp !== null) {
      const reason = stamp.family === 'epoch' ? null : whyNotTheLines(place, at, stamp.end);
      if (reason === null) return stamp;
      passedOver.push({ stamp, reason });
      visible += stamp.end - at;
      at = stamp.end;
      mayStart = false;
      continue;
    }
    const token = readToken(line, at);
    mayStart = token.isEscape || token.text === ' ' || START_BYTES.includes(token.text);
    visible += token.length;
    at += token.length;
  }
  return null;
}

function readAt(place: TimeLine, at: number, context: ReadContext): Stamp | null {
  const written = readWritten(place.line, at, context) ?? readFixedForm(place.line, at, context);
  if (written !== null) return written;
  const number = readNumber(place.line, at);
  return number !== null && whyNotTheLines(place, at, number.end, true) === null ? number : null;
}

/** A number since 1970 at the beginning of the line: only on a line without any other time of its own. */
function firstNumber({ line, textStart }: TimeLine): Stamp | null {
  const start = /[^ \t[(]/g;
  for (start.lastIndex = textStart; ; ) {
    const at = start.exec(line)?.index;
    if (at === undefined || !isFirstToken(line, textStart, at)) return null;
    const number = readNumber(line, at);
    if (number !== null) return number;
    // The next token: the first one may be a number, or `-`.
    const blank = /[ \t]/g;
    blank.lastIndex = at;
    if (blank.exec(line) === null) return null;
    start.lastIndex = blank.lastIndex;
  }
}
