/**
 * A file that must be decoded from its start, and the texts in it. It is opened once, and all that is recorded is of that
 * open file, whatever happens to its name.
 */
import { decodedSources } from '../../sources/open.js';
import { PackedText } from './packed-text.js';
import type { Reading } from './reading.js';
import { StillThere } from './still-there.js';
import type { OpenedFile } from './text.js';

export interface PackedResult {
  /** By the name of the file or member. */
  readonly failures: ReadonlyMap<string, string>;
}

export async function readPackedFile(
  reading: Reading,
  opened: OpenedFile,
  { followed, before }: { readonly followed: boolean; readonly before: readonly number[] },
): Promise<PackedResult> {
  const still = new StillThere(opened);
  const failures = new Map<string, string>();
  let number = 0;
  for await (const source of decodedSources(opened.stat.name, opened.fd, opened.stat)) {
    const text = new PackedText(reading, opened, still, source.archive === null ? null : number, { followed, before });
    const failure = await text.read(source);
    if (failure !== null) failures.set(source.name, failure);
    number += 1;
  }
  return { failures };
}
