import { openPacked } from './open.js';
import type { OpenSource } from './open-source.js';

/**
 * The sources in bytes that somebody else reads, whatever they are: one, or each member of an archive.
 * @param modified epoch milliseconds; null: not known
 */
export async function* openChunks(
  name: string,
  chunks: AsyncGenerator<Uint8Array>,
  modified: number | null,
): AsyncGenerator<OpenSource> {
  const raw = { chunks: () => chunks, again: null, close: () => void chunks.return(undefined) };
  const opened = await openPacked(name, raw, modified);
  try {
    if ('members' in opened) yield* opened.members();
    else yield opened;
  } finally {
    opened.close();
  }
}
