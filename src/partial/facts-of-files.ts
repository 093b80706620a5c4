/** What has to be known of files before they are read in parts. */
import type { ScanPlan } from '../model/plan.js';
import type { SourceFacts } from '../model/source-plan.js';
import { findInputs, type Input, reasonOf } from '../sources/inputs.js';
import { factsOfFile } from '../sources/source-facts.js';

/**
 * What is found under the names of a plan; what cannot be read is a source, too, which will say so.
 * @returns also which inputs cannot be read, and why
 */
export async function factsOfFiles(
  { files, recursive }: Pick<ScanPlan, 'files' | 'recursive'>,
  warn: (warning: string) => void,
): Promise<{ readonly facts: readonly SourceFacts[]; readonly unread: readonly Input[] }> {
  const { inputs, warnings } = await findInputs(files, recursive);
  for (const warning of warnings) warn(warning);
  const unread: Input[] = [];
  const facts = inputs.map((input): SourceFacts => {
    const { name } = input;
    try {
      if (input.error === null) return { name, ...factsOfFile(name) };
      unread.push(input);
    } catch (error) {
      unread.push({ name, error: reasonOf(error) });
    }
    return { name, size: null, modified: null, head: new Uint8Array(0), tail: null };
  });
  return { facts, unread };
}
