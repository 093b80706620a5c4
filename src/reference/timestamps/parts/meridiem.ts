import { matchAt } from './match.js';

export interface Meridiem {
  readonly afternoon: boolean;
  /** The byte after it. */
  readonly end: number;
}

// U+202F, the narrow no-break space that Java 20 and later put before AM and PM, is E2 80 AF in UTF-8.
const MERIDIEM = /(?: |\xe2\x80\xaf)?([AP])M(?!\w)/iy;

/** Reads `AM` or `PM` (any case) at byte `at`, directly or after one space; null where neither stands there. */
export function readMeridiem(line: string, at: number): Meridiem | null {
  const match = matchAt(MERIDIEM, line, at);
  return match && { afternoon: match[1]!.toUpperCase() === 'P', end: at + match[0].length };
}
