import { matchAt } from './match.js';

export interface Zone {
  /** Minutes east of UTC. */
  readonly offset: number;
  /** The byte after it. */
  readonly end: number;
}

/** Zone names that mean one offset in logs; all others are read as text. */
export const NAMED_ZONES: ReadonlyMap<string, number> = new Map([
  ['Z', 0],
  ['UTC', 0],
  ['GMT', 0],
  ['EST', -300],
  ['EDT', -240],
  ['CST', -360],
  ['CDT', -300],
  ['MST', -420],
  ['MDT', -360],
  ['PST', -480],
  ['PDT', -420],
]);

/** `+02`, `+0200`, `+02:00`: captures sign, hours and minutes. */
export const OFFSET = '([+-])([01]\\d|2[0-3])(?::?([0-5]\\d))?';

// The end of the name or offset has to be an edge. Where `:30x` breaks it, `+05:30x` still reads as `+05`.
const WRITTEN_OFFSET = new RegExp(`(?:UTC|GMT)?${OFFSET}(?!\\w)`, 'y');
const NAME = /([A-Z]+)(?!\w)/y;
const LOWER_Z = /z(?!\w)/y;

/** Reads a zone at byte `at`, directly or after one space; null where none stands there. */
export function readZone(line: string, at: number): Zone | null {
  if (matchAt(LOWER_Z, line, at)) return { offset: 0, end: at + 1 };
  const start = line[at] === ' ' ? at + 1 : at;
  const written = matchAt(WRITTEN_OFFSET, line, start);
  if (written !== null) {
    return { offset: offsetMinutes(written[1]!, written[2]!, written[3]), end: start + written[0].length };
  }
  const name = matchAt(NAME, line, start)?.[1];
  const offset = name === undefined ? undefined : NAMED_ZONES.get(name);
  return name === undefined || offset === undefined ? null : { offset, end: start + name.length };
}

/** Minutes east of UTC of what `OFFSET` captured. */
export function offsetMinutes(sign: string, hours: string, minutes: string | undefined): number {
  const size = Number(hours) * 60 + Number(minutes ?? 0);
  // Never -0: `-00:00` is the same offset as `+00:00`.
  return sign === '-' && size > 0 ? -size : size;
}
