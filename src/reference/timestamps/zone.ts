import type { LineRules } from '../../model/rules.js';
import { BLANK, matchAt } from '../patterns.js';

/** A zone as a timestamp has it. */
export interface WrittenZone {
  /** Minutes east of UTC; null where the name means the report zone's own time. */
  readonly offset: number | null;
  /** The name that was written instead of an offset, or null. */
  readonly name: string | null;
  /** The byte after it. */
  readonly end: number;
}

const HOURS = '[01]\\d|2[0-3]';
const MINUTES = '[0-5]\\d';
/** Some JSON writers escape the plus as `\u002B`, and URLs as `%2B`. */
const SIGN = '[+-]|\\\\+u002[Bb]|%2[Bb]';
/** `Z`, `UTC`, `GMT+1`, `+02:00`, `+0200`: captures sign, hours and minutes behind UTC, and the same without. */
const WRITTEN = `(?:Z|(?:UTC|GMT)(?:(${SIGN})(${HOURS}|\\d)(?::?(${MINUTES}))?)?|(${SIGN})(${HOURS}):?(${MINUTES}))`;
const PLAIN = new RegExp(`${BLANK}?${WRITTEN}(?!\\w)`, 'y');
const IN_BRACKETS = new RegExp(`${BLANK}?(?:\\[${WRITTEN}\\]|\\(${WRITTEN}\\))`, 'y');
// `+05:30x` is still read as `+05`.
const HOURS_ALONE = new RegExp(`(${SIGN})(${HOURS})(?!\\w)`, 'y');
const LOWER_Z = /z(?!\w)/y;
const NAME = new RegExp(`${BLANK}?(?:([A-Z]{3,4})(?!\\w)|\\[([A-Z]{3,4})\\]|\\(([A-Z]{3,4})\\))`, 'y');
const UNKNOWN_NAME = new RegExp(`${BLANK}[A-Z]{1,5}(?!\\w)`, 'y');
/** What Java writes behind an offset, `[Europe/Berlin]`: it changes nothing. */
const ZONE_ID = /\[[A-Za-z][\w+/-]*\]/y;

/** Reads a zone at byte `at`, directly or after one blank; null where none stands there. */
export function readZone(line: string, at: number, { zones }: LineRules): WrittenZone | null {
  const offset = matchAt(PLAIN, line, at) ?? matchAt(IN_BRACKETS, line, at) ?? matchAt(HOURS_ALONE, line, at);
  if (offset !== null) return behindOffset(line, at + offset[0].length, offsetOf(offset));
  if (matchAt(LOWER_Z, line, at) !== null) return behindOffset(line, at + 1, 0);
  const named = matchAt(NAME, line, at);
  const written = named?.slice(1).find((name) => name !== undefined);
  const known = zones.find(([name]) => name === written);
  return known === undefined ? null : { offset: known[1], name: known[0], end: at + named![0].length };
}

function behindOffset(line: string, end: number, offset: number): WrittenZone {
  return { offset, name: null, end: end + (matchAt(ZONE_ID, line, end)?.[0].length ?? 0) };
}

/** Reads capitals where a zone's name may stand, though no list knows them. */
export function readZoneToken(line: string, at: number): WrittenZone | null {
  const name = matchAt(UNKNOWN_NAME, line, at);
  return name === null ? null : { offset: null, name: null, end: at + name[0].length };
}

/** Minutes east of UTC of what a pattern captured: sign, hours and minutes, the first three groups that are there. */
function offsetOf(match: RegExpExecArray): number {
  const at = match.findIndex((text, i) => i > 0 && /^[+\-\\%]/.test(text ?? ''));
  if (at < 0) return 0;
  const size = Number(match[at + 1]) * 60 + Number(match[at + 2] ?? 0);
  // Never -0: `-00:00` is the same offset as `+00:00`.
  return match[at] === '-' && size > 0 ? -size : size;
}
