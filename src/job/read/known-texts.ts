/** What earlier runs have left: every text and file that the history remembers. */
import type { History } from '../../history/history.js';
import type { KnownStreams } from '../../history/streams/known-streams.js';
import { keepHeapSmall } from '../../workers/small-heap.js';

/** From so many on, what is known of files takes more memory than all else. */
export const MANY_FILES = 3_000;

export async function knownTexts(history: History): Promise<KnownStreams> {
  if ((await history.countFiles()) >= MANY_FILES) keepHeapSmall();
  return history.known();
}
