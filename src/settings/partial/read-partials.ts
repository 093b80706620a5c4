/** Reads partial results: files of one document a line. What is damaged is refused, and nothing of it counts. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { FIRST_CODE, LAST_CODE } from '../../model/code.js';
import { usageError } from '../../model/errors.js';
import { areRanges } from '../../model/number-ranges.js';
import { PARTIAL_SCHEMA, type PartialDocument, type PartialGroups } from '../../model/partial.js';
import { findInputs } from '../../sources/inputs.js';
import { STDIN_NAME, sourceName } from '../../text/source-name.js';
import { systemReason } from '../../text/system-errors.js';
import { parseDocument } from './parse-document.js';
import { partial as isPartial } from './validators.js';

/** What the operands name: where a shell leaves globs as they are, they are looked for here. */
export async function partialFiles(operands: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const operand of operands) {
    if (!/[*?[{]/.test(operand)) files.push(operand);
    else files.push(...(await findInputs([operand], false)).inputs.map(({ name }) => name));
  }
  return files;
}

/**
 * The documents of a file, or of standard input for `-`, one after the other.
 * @throws LogscanError `usage` where it cannot be read, is no partial or is damaged
 */
export async function* readPartials(
  file: string,
  openStdin: () => AsyncIterable<Uint8Array>,
): AsyncGenerator<PartialDocument> {
  const name = sourceName(file);
  const input = file === STDIN_NAME ? Readable.from(openStdin()) : createReadStream(file);
  let [number, found] = [0, 0];
  try {
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      number += 1;
      if (line.trim() === '') continue;
      found += 1;
      yield partialOf(line, number === 1 ? name : `${name}:${number}`);
    }
  } catch (error) {
    if (typeof (error as NodeJS.ErrnoException).code !== 'string' || (error as Error).name === 'LogscanError')
      throw error;
    throw usageError(`${name}: the partial result cannot be read: ${systemReason(error)}`);
  }
  if (found === 0) throw usageError(`${name}: expected ${EXPECTED}; got nothing`);
}

const EXPECTED = 'a partial result, as scan --format partial writes it';

function partialOf(text: string, where: string): PartialDocument {
  const what = { expected: EXPECTED, schema: PARTIAL_SCHEMA, isValid: isPartial };
  const partial = parseDocument(text, where, what) as PartialDocument;
  const damage = damageOf(partial);
  if (damage !== null) throw usageError(`${where}: expected a whole partial result; got ${damage}`);
  return partial;
}

/** What no schema says: lists that belong together, and codes. */
function damageOf({ plan, options, counts, parts }: PartialDocument): string | null {
  if (plan !== null && !areRanges(plan.parts)) return 'plan.parts that are no ranges';
  const { bins, cells } = counts;
  const sum = bins.sizes.reduce((all, size) => all + size, 0);
  if (bins.starts.length !== bins.sizes.length || sum !== bins.codes.length || sum !== bins.counts.length) {
    return 'counts.bins whose lists are not of one length';
  }
  if (bins.codes.some((code) => !isCode(code))) return 'counts.bins with a number that is no code';
  if (!areRuns(counts.untimed, 2)) return 'counts.untimed that are no codes and counts';
  if (!areRuns(counts.spans, 3)) return 'counts.spans that are no codes and times';
  const keys = options.by.length;
  const groups = [counts.groups, ...parts.map(({ head }) => head?.groups ?? null)];
  if (groups.some((each) => each !== null && !areGroups(each, keys))) return 'groups that are damaged';
  if (keys > 0 && counts.groups === null) return 'no groups';
  if (parts.some(({ head }) => head !== null && !areRuns(head.codes, 2))) return 'a head that is damaged';
  if (parts.some(({ from, to }) => to !== null && to < from)) return 'a part that ends before it begins';
  if (cells === null) return null;
  const { length } = cells.starts;
  const areParallel = [cells.groups, cells.events, cells.errors].every((list) => list.length === length);
  const size = counts.groups?.names.length ?? 0;
  return areParallel && cells.groups.every((group) => group < size) ? null : 'counts.cells that are damaged';
}

function areGroups({ names, counts, others }: PartialGroups, keys: number): boolean {
  return (
    names.length === counts.length &&
    names.every((name) => name.length === keys) &&
    counts.every((own) => areRuns(own, 2)) &&
    areRuns(others, 2)
  );
}

/** Runs of numbers of which each first one is a code. */
function areRuns(numbers: readonly number[], length: number): boolean {
  return numbers.length % length === 0 && numbers.every((n, i) => i % length > 0 || isCode(n));
}

function isCode(code: number): boolean {
  return Number.isInteger(code) && code >= FIRST_CODE && code <= LAST_CODE;
}
