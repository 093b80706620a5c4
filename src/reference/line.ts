/**
 * What one line says: its time and its codes. This is the plain form of what the kernel does with whole blocks of
 * lines.
 */
import type { LineRules } from '../model/rules.js';
import { type Candidate, readCandidates } from './candidates.js';
import { columnsOf, type HeaderColumn } from './columns.js';
import type { Header } from './header.js';
import { findTimestamp, type TimestampReading } from './timestamps/index.js';
import { isJsonLine } from './timestamps/json-start.js';
import { textStart } from './timestamps/text-start.js';

export interface LineReading extends TimestampReading {
  /** Every six-digit number of the range that no other digit touches, accepted or not, left to right. */
  readonly candidates: readonly Candidate[];
  /** The accepted codes, each once, in order of appearance. */
  readonly accepted: readonly number[];
  /** The columns of the line under the header, or null. */
  readonly columns: readonly HeaderColumn[] | null;
}

/**
 * Reads one line. A string is read as its UTF-8 bytes; all positions in the result are byte positions. A line end (LF,
 * or CR and LF) is not part of the line. `header` is the one above the line in its source. It never throws.
 */
export function readLine(line: Uint8Array | string, rules: LineRules, header: Header | null = null): LineReading {
  const text = lineText(line);
  const start = textStart(text);
  const columns = header === null ? null : columnsOf(text, start, header);
  const reading = findTimestamp({ line: text, textStart: start, columns }, rules);
  const context = {
    line: text,
    textStart: start,
    stamp: reading.timestamp,
    isJson: isJsonLine(text, start),
    columns,
    rules,
  };
  const candidates = readCandidates(context);
  const accepted = candidates.filter((candidate) => candidate.accepted).map((candidate) => candidate.code);
  return { ...reading, candidates, accepted: [...new Set(accepted)], columns };
}

/** A line's bytes as characters, without its end. */
export function lineText(line: Uint8Array | string): string {
  const bytes =
    typeof line === 'string' ? Buffer.from(line, 'utf8') : Buffer.from(line.buffer, line.byteOffset, line.byteLength);
  return bytes.toString('latin1').replace(/\r?\n$/, '');
}
