/**
 * What is made of a log is not written over it: the log would be gone. (`events` may put what it picks from a log in its
 * place, as `sort -o` does.)
 */
import { fstatSync, statSync } from 'node:fs';
import { usageError } from '../model/errors.js';
import { fileName } from '../text/file-name.js';
import { STDIN_NAME } from '../text/source-name.js';
import { fileIdentity } from './identity.js';
import { findInputs } from './inputs.js';

const STDIN_FD = 0;

/**
 * To be called before an output is opened.
 * @param outputs names of files; null is standard output
 * @throws LogscanError `usage`
 */
export async function refuseInputs(
  outputs: readonly (string | null)[],
  { files, recursive }: { readonly files: readonly string[]; readonly recursive: boolean },
): Promise<void> {
  const written = new Map<string, string>();
  for (const file of outputs) {
    const identity = file === null ? null : identityOf(file);
    if (identity !== null) written.set(identity, file!);
  }
  // Mostly there is none yet, and no list is made.
  if (written.size === 0) return;
  const { inputs } = await findInputs(files, recursive);
  for (const { name } of inputs) {
    const output = written.get(identityOf(name) ?? '');
    if (output === undefined) continue;
    const input = name === STDIN_NAME ? 'standard input' : name;
    const isSame = fileName(input) === fileName(output);
    throw usageError(`${output}: expected an output that is not read; got ${isSame ? 'an input' : input}`);
  }
}

/** Of a file that is there; devices and pipes are no files. */
function identityOf(name: string): string | null {
  try {
    const stats = name === STDIN_NAME ? fstatSync(STDIN_FD, { bigint: true }) : statSync(name, { bigint: true });
    return stats.isFile() ? fileIdentity(name, stats) : null;
  } catch {
    return null;
  }
}
