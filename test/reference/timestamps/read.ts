import type { LineRules } from '../../../src/model/rules.js';
import { readLine } from '../../../src/reference/line.js';
import type { Stamp } from '../../../src/reference/timestamps/index.js';
import { rulesOf } from '../../rules/rules-of.js';

/** The line's own timestamp, or null. */
export function stampOf(line: string, given: Partial<LineRules> = {}): Stamp | null {
  return readLine(line, rulesOf(given)).timestamp;
}

/** The wall-clock time that is read, `YYYY-MM-DDTHH:MM:SS.mmm`, or null. */
export function localOf(line: string, given: Partial<LineRules> = {}): string | null {
  const stamp = stampOf(line, given);
  return stamp && new Date(stamp.local).toISOString().slice(0, -1);
}
