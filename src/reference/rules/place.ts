/** The surroundings of a candidate, which the rules read. */
import type { LineRules } from '../../model/rules.js';
import type { HeaderColumn } from '../columns.js';
import { type ReadText, readText } from '../read-text.js';
import type { Stamp } from '../timestamps/stamp.js';

export const CODE_LENGTH = 6;
/**
 * How many bytes the rules read before a candidate, and behind it. What is further away does not count, so that the
 * time to read a line grows only linearly with its length. The kernel has the same numbers.
 */
export const LOOKBACK = 4096;
export const LOOKAHEAD = 64;

/** What is known of the whole line before its candidates are judged. */
export interface LineContext {
  /** One character a byte, without the line's end. */
  readonly line: string;
  /** Where the line's text begins, behind invisible bytes: byte order marks, NULs, terminal sequences. */
  readonly textStart: number;
  /** The line's own timestamp, or null. */
  readonly stamp: Stamp | null;
  readonly isJson: boolean;
  /** The columns of the line under a header, or null. */
  readonly columns: readonly HeaderColumn[] | null;
  readonly rules: LineRules;
}

export interface Place extends LineContext {
  readonly code: number;
  /** Byte position in the line. */
  readonly offset: number;
  /** The text before the candidate, and behind it. */
  readonly before: ReadText;
  readonly after: ReadText;
}

/** The place of the six digits at `offset`; null where they are part of an escape sequence. */
export function placeOf(context: LineContext, code: number, offset: number): Place | null {
  const { line } = context;
  const from = Math.max(0, offset - LOOKBACK);
  const to = Math.min(line.length, offset + CODE_LENGTH + LOOKAHEAD);
  if (!readText(line, from, to).offsets.includes(offset)) return null;
  const [before, after] = [readText(line, from, offset), readText(line, offset + CODE_LENGTH, to)];
  return { ...context, code, offset, before, after };
}
