/** Where a result goes: standard output, or a file. */
import type { OptionTable } from '../settings/option.js';
import { forPeople } from '../text/for-people.js';
import type { CliContext } from './context.js';
import { inBatches } from './in-batches.js';
import type { Output } from './output-file.js';
import { needStdout, print, printData, printDocument } from './print.js';

export type { Output };

export const OUTPUT_OPTION = {
  output: {
    describe: 'file to write, whole or not at all; by default standard output',
    short: 'o',
    group: 'Output:',
  },
} as const satisfies OptionTable;

/**
 * Who reads a text. What people read passes `forPeople`; where standard output is no place for UTF-8 its marks are in ASCII,
 * unless it is a document. What programs read is escaped by its own form.
 */
export type Readers = 'people' | 'people, as a document' | 'programs';

const PRINT = { people: print, 'people, as a document': printDocument, programs: printData } as const;

/**
 * @param file null is standard output
 * @throws LogscanError `output` where the file cannot be made or standard output is closed; so does each method where it
 * cannot be written
 */
export async function openOutput(file: string | null, readers: Readers, context: CliContext): Promise<Output> {
  if (file === null) {
    needStdout(context);
    const output = standardOutput((text) => PRINT[readers](text, context));
    return { ...output, handOver: async (write) => (await import('./print-file.js')).printFile(write, context) };
  }
  // Loaded only here: most runs write no file.
  const { openFile } = await import('./output-file.js');
  const output = await openFile(file, context);
  if (readers === 'programs') return output;
  const write = (text: string) => output.write(forPeople(text));
  return { ...output, write, writeAll: (parts) => inBatches(parts, write) };
}

export function standardOutput(write: Output['write']): Output {
  const writeAll = (parts: Iterable<string>) => inBatches(parts, write);
  return { handOver: null, write, writeAll, commit: async () => {}, discard: async () => {} };
}
