/** Reads partial results: files of one document a line. What is damaged is refused, and nothing of it counts. */
import { createReadStream } from 'node:fs';
import { LogscanError, usageError } from '../../model/errors.js';
import { PARTIAL_SCHEMA, type PartialDocument } from '../../model/partial.js';
import { findInputs } from '../../sources/inputs.js';
import { lfLines } from '../../text/lf-lines.js';
import { STDIN_NAME, sourceName } from '../../text/source-name.js';
import { systemReason } from '../../text/system-errors.js';
import { damageOf } from './damage.js';
import { heldTo, parseDocument } from './parse-document.js';
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
 * @throws LogscanError `usage` where it cannot be read, is no partial or is damaged, `input` where it is interrupted
 */
export async function* readPartials(
  file: string,
  { stdin, signal }: { readonly stdin: { open(): AsyncIterable<Uint8Array> }; readonly signal: AbortSignal },
): AsyncGenerator<PartialDocument> {
  const name = sourceName(file);
  const bytes = file === STDIN_NAME ? stdin.open() : createReadStream(file);
  const refuseInterrupted = () => {
    if (signal.aborted) throw new LogscanError('input', `${name}: interrupted before all was read`);
  };
  let [number, found] = [0, 0];
  try {
    for await (const line of lfLines(heldToLines(bytes, name))) {
      refuseInterrupted();
      number += 1;
      if (line.trim() === '') continue;
      found += 1;
      yield partialOf(line, number === 1 ? name : `${name}:${number}`);
    }
  } catch (error) {
    refuseInterrupted();
    if (typeof (error as NodeJS.ErrnoException).code !== 'string' || (error as Error).name === 'LogscanError')
      throw error;
    throw usageError(`${name}: the partial result cannot be read: ${systemReason(error)}`);
  }
  refuseInterrupted();
  if (found === 0) throw usageError(`${name}: expected ${EXPECTED}; got nothing`);
}

/** A little less than the longest text that JSON can be read from. */
const LONGEST = 500_000_000;
const LF = 10;

/** @throws LogscanError `usage` for a line that is longer than any partial result */
async function* heldToLines(chunks: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  let length = 0;
  for await (const chunk of chunks) {
    const last = chunk.lastIndexOf(LF);
    length = last < 0 ? length + chunk.length : chunk.length - 1 - last;
    if (length > LONGEST) throw usageError(`${name}: expected ${EXPECTED}; got a line of more than 500 MB`);
    yield chunk;
  }
}

const EXPECTED = 'a partial result, as scan --format partial writes it';

function partialOf(text: string, where: string): PartialDocument {
  const what = { expected: EXPECTED, schema: PARTIAL_SCHEMA, isValid: isPartial };
  return undamaged(parseDocument(text, where, what), where);
}

/** The same from parsed JSON. @param where what messages call it. @throws LogscanError `usage` */
export function checkedPartial(value: unknown, where: string): PartialDocument {
  return undamaged(heldTo(value, where, { schema: PARTIAL_SCHEMA, isValid: isPartial }), where);
}

function undamaged(value: unknown, where: string): PartialDocument {
  const partial = value as PartialDocument;
  const damage = damageOf(partial);
  if (damage !== null) throw usageError(`${where}: expected a whole partial result; got ${damage}`);
  return partial;
}
