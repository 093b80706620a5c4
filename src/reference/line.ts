/** What one line says: its time and its codes. The plain form of what the kernel does for whole blocks of lines. */
import type { LineRules } from '../model/rules.js';
import { type Candidate, readCandidates } from './candidates.js';
import { findTimestamp, type TimestampReading } from './timestamps/index.js';

export interface LineReading extends TimestampReading {
  /** Every six-digit number of the range that no other digit touches, accepted or not, left to right. */
  readonly candidates: readonly Candidate[];
  /** The accepted codes, each once, in order of appearance. */
  readonly accepted: readonly number[];
}

/**
 * Reads one line. A string is read as its UTF-8 bytes; all positions in the result are byte positions. A line end (LF,
 * or CR and LF) at the end is not part of the line. Nothing makes it throw.
 */
export function readLine(line: Uint8Array | string, rules: LineRules): LineReading {
  const bytes =
    typeof line === 'string' ? Buffer.from(line, 'utf8') : Buffer.from(line.buffer, line.byteOffset, line.byteLength);
  const text = bytes.toString('latin1').replace(/\r?\n$/, '');
  const candidates = readCandidates(text, rules);
  const accepted = candidates.filter((candidate) => candidate.accepted).map((candidate) => candidate.code);
  return { ...findTimestamp(text, rules), candidates, accepted: [...new Set(accepted)] };
}
