/** Reads a single line with the reference, which is slower than the kernel but gives reasons. */
import { isUint8Array } from 'node:util/types';
import { MINUTE_MS } from '../model/calendar.js';
import type { CodeInfo } from '../model/code.js';
import { usageError } from '../model/errors.js';
import type { Candidate } from '../reference/candidates.js';
import { readLine } from '../reference/line.js';
import { shown } from '../text/shown.js';
import { resolveYear } from '../time/year.js';
import { catalogueOf, LINE_OPTIONS, type LineOptions } from './options.js';
import { streamPlan } from './values.js';

export interface ScannedLine {
  /** The line's own timestamp in epoch milliseconds, or null. */
  readonly time: number | null;
  /** Name of the timestamp's family of forms, such as `year-first`, or null. */
  readonly family: string | null;
  /** The accepted codes, each once, in order of appearance, with their facts from the catalogue. */
  readonly codes: readonly CodeInfo[];
  /** Every six-digit number of the range on the line, with the rule that accepted or refused it and why. */
  readonly candidates: readonly Candidate[];
}

/**
 * Reads one line (without its line end) by the rules that whole files are scanned by. Never throws because of what is on the line.
 * @throws LogscanError `usage` for an option that is wrong, and for what is no line
 */
export function scanLine(line: string | Uint8Array, options: LineOptions = {}): ScannedLine {
  return lineScanner(options)(line);
}

/** The same for many lines: the options are looked at once. */
export function lineScanner(options: LineOptions): (line: string | Uint8Array) => ScannedLine {
  const { rules, timeZone } = streamPlan(options, LINE_OPTIONS);
  const { reference } = options;
  const catalogue = catalogueOf(options);
  return (line) => {
    if (typeof line !== 'string' && !isUint8Array(line)) {
      throw usageError(`line: expected a text, or a Uint8Array of its bytes; got ${shown(line)}`);
    }
    const { timestamp, accepted, candidates } = readLine(line, rules);
    let time: number | null = null;
    if (timestamp !== null) {
      const { local, zone, yearless } = timestamp;
      const toInstant = (wall: number) => (zone === null ? timeZone.toInstant(wall) : wall - zone * MINUTE_MS);
      time = toInstant(yearless ? resolveYear(local, reference ?? Date.now(), toInstant) : local);
    }
    return { time, family: timestamp?.family ?? null, codes: accepted.map((code) => catalogue.get(code)), candidates };
  };
}
