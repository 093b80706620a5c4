/** A text read by the reference, line by line, and by the kernel, block by block: in the same form, to be compared. */
import { isDeepStrictEqual } from 'node:util';
import { NO_ZONE, YEARLESS, ZONE_BIAS } from '../../src/kernel/exports.js';
import { Kernel } from '../../src/kernel/kernel.js';
import { compileKernel } from '../../src/kernel/load.js';
import type { Visit } from '../../src/kernel/records.js';
import type { LineRules } from '../../src/model/rules.js';
import { HeaderSearch } from '../../src/reference/header.js';
import { readLine } from '../../src/reference/line.js';
import { headerFinder } from '../../src/scan/find-header.js';
import { minimised } from './minimise.js';

export interface Found {
  readonly line: number;
  readonly offset: number;
  readonly code: number;
  /** Wall-clock milliseconds, or null when untimed. */
  readonly local: number | null;
  readonly zone: number | null;
  readonly yearless: boolean;
  readonly inherited: boolean;
}

export interface Reading {
  readonly events: readonly Found[];
  readonly lines: number;
  readonly matchedLines: number;
}

export type Count = 'lines' | 'occurrences';

/** Cuts a text (one character a byte) into lines as the specification says, each with its offset. */
function* linesOf(text: string): Generator<{ line: string; offset: number }> {
  for (let offset = 0; offset < text.length; ) {
    const end = text.indexOf('\n', offset);
    const next = end < 0 ? text.length : end + 1;
    yield { line: text.slice(offset, next), offset };
    offset = next;
  }
}

export function byReference(text: string, rules: LineRules, count: Count = 'lines'): Reading {
  return readByReference(text, rules, count).reading;
}

/** The same, and how many lines have a time of their own, which no reading of the kernel tells. */
export function readByReference(
  text: string,
  rules: LineRules,
  count: Count,
): { readonly reading: Reading; readonly timedLines: number } {
  let timedLines = 0;
  const events: Found[] = [];
  let lines = 0;
  let matchedLines = 0;
  const search = new HeaderSearch(rules, (line) => readLine(Buffer.from(line, 'latin1'), rules).timestamp !== null);
  let time: Pick<Found, 'local' | 'zone' | 'yearless'> = { local: null, zone: null, yearless: false };
  for (const { line, offset } of linesOf(text)) {
    lines += 1;
    const reading = readLine(Buffer.from(line, 'latin1'), rules, search.header);
    // A line that does not fit a kernel's block is no header.
    if (!search.isDone) search.add(headerLine(line));
    const stamp = reading.timestamp;
    if (stamp !== null) timedLines += 1;
    if (stamp !== null) time = { local: stamp.local, zone: stamp.zone, yearless: stamp.yearless };
    const accepted = reading.candidates.filter((candidate) => candidate.accepted).map((candidate) => candidate.code);
    const codes = count === 'lines' ? [...new Set(accepted)] : accepted;
    if (codes.length > 0) matchedLines += 1;
    for (const code of codes) {
      events.push({ line: lines, offset, code, ...time, inherited: stamp === null && time.local !== null });
    }
  }
  return { reading: { events, lines, matchedLines }, timedLines };
}

/** A line as a header is looked for in it: without its end, and without a mark before it. */
function headerLine(line: string): string {
  return line.replace(/\r?\n$/, '').replace(/^\xef\xbb\xbf/, '');
}

const MODULE = compileKernel();
const kernels = new Map<string, Kernel>();

const BLOCK_SIZE = 8192;

function newKernel(rules: LineRules, count: Count): Kernel {
  return new Kernel(MODULE, rules, { everyOccurrence: count === 'occurrences', blockSize: BLOCK_SIZE });
}

/** One kernel for all texts read by the same rules, as in the program: nothing may be left over from the one before. */
function usedKernel(rules: LineRules, count: Count): Kernel {
  const { codeKeys, ignoreKeys, dateOrder, year, labelled, zones } = rules;
  const key = JSON.stringify([codeKeys, ignoreKeys, dateOrder, year, labelled, zones, count]);
  const kernel = kernels.get(key) ?? newKernel(rules, count);
  kernels.set(key, kernel);
  return kernel;
}

/** `cuts`: where the text is cut into the pieces that the kernel gets, ascending. */
export function byKernel(
  text: string,
  rules: LineRules,
  count: Count = 'lines',
  cuts: readonly number[] = [],
  kernel = usedKernel(rules, count),
): Reading {
  const events: Found[] = [];
  const visit: Visit = (records, position) => {
    for (let i = 0; i < records.count; i++) {
      const local = records.locals[i]!;
      const packed = records.zones[i]!;
      const start = records.starts[i]!;
      const timed = !Number.isNaN(local);
      events.push({
        line: position.lineBase + records.lines[i]! + 1,
        offset: start < 0 ? position.openOffset : position.offsetBase + start,
        code: records.codes[i]!,
        local: timed ? local : null,
        zone: !timed || packed & NO_ZONE ? null : (packed & 0xffff) - ZONE_BIAS,
        yearless: timed && (packed & YEARLESS) !== 0,
        inherited: timed && records.inherited[i] === 1,
      });
    }
  };
  kernel.begin(0, 0, headerFinder(rules));
  const bytes = Buffer.from(text, 'latin1');
  let from = 0;
  for (const cut of [...cuts, bytes.length]) {
    kernel.write(bytes.subarray(from, cut), visit);
    from = Math.max(from, cut);
  }
  kernel.end(visit);
  return { events, lines: kernel.lines, matchedLines: kernel.matchedLines };
}

/**
 * Null where both read the same; else the smallest part of the text of which they don't, with what each of them finds, to
 * be shown. Where only the cuts make a difference, or what the kernel has read before, nothing is left out of the text.
 */
export function disagreement(
  text: string,
  rules: LineRules,
  count: Count = 'lines',
  cuts: readonly number[] = [],
): string | null {
  const got = byKernel(text, rules, count, cuts);
  if (isDeepStrictEqual(got, byReference(text, rules, count))) return null;
  const anew = (some: string, at: readonly number[] = []) => byKernel(some, rules, count, at, newKernel(rules, count));
  const fails = (some: string) => !isDeepStrictEqual(anew(some), byReference(some, rules, count));
  const { codeKeys, dateOrder, year, labelled } = rules;
  const by = `by ${JSON.stringify({ codeKeys, dateOrder, year, labelled, count })}`;
  const told = (some: string, why: string, kernel: Reading) =>
    [
      `${JSON.stringify(some)} ${why}${by}`,
      `  reference: ${JSON.stringify(byReference(some, rules, count))}`,
      `  kernel: ${JSON.stringify(kernel)}`,
    ].join('\n');
  if (fails(text)) {
    const small = minimised(text, fails);
    return told(small, '', anew(small));
  }
  const isCut = !isDeepStrictEqual(anew(text, cuts), byReference(text, rules, count));
  return told(text, isCut ? `cut at ${cuts} ` : `behind other texts, cut at ${cuts} `, got);
}
