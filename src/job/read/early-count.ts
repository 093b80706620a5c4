/**
 * Begins to count a job's first large file while its history is made: to load the database and to make its tables takes
 * 0.15 s, in which the other threads have nothing to do. Nothing is known of what the file holds then. Whoever reads it verifies that it is the
 * same text still.
 */
import { headFingerprints } from '../../history/streams/fingerprints.js';
import { declaresUtc } from '../../scan/source-head.js';
import { findInputs } from '../../sources/inputs.js';
import { type RangeCounter, SIZES } from './count-range.js';
import { Portions } from './portions.js';
import { OpenedFile, type PlainText, statFile } from './text.js';

/** So many files are looked at for a large one. */
const MOST_FILES = 16;

export class EarlyCount {
  readonly #file: OpenedFile;
  readonly #portions: Portions;
  #isTaken = false;
  #isClosed = false;

  /** @returns null where no file is large enough, or there is one thread only */
  static async begin(
    { files, recursive }: { readonly files: readonly string[]; readonly recursive: boolean },
    counter: RangeCounter,
  ): Promise<EarlyCount | null> {
    if (counter.threads === null) return null;
    const { inputs } = await findInputs(files, recursive);
    for (const { name } of inputs.slice(0, MOST_FILES)) {
      const early = beginWith(name, counter);
      if (early !== null) return early;
    }
    return null;
  }

  constructor(file: OpenedFile & { readonly plain: PlainText }, counter: RangeCounter) {
    this.#file = file;
    const head = file.plain.head();
    this.#portions = new Portions(file.plain, file.stat, declaresUtc(head), headFingerprints(head), null, counter);
    this.#portions.begin({ size: file.plain.size(), unended: 0, borders: [] });
  }

  /** The portions of a file, by its key; null where it is another one. They can be taken once. */
  take(key: string): Portions | null {
    if (this.#isTaken || key !== this.#file.stat.key) return null;
    this.#isTaken = true;
    return this.#portions;
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#portions.drop();
    this.#file.close();
  }
}

/** Null where it is not large, no plain text, or cannot be read: the run itself says so. */
function beginWith(name: string, counter: RangeCounter): EarlyCount | null {
  const { large } = counter.sizes ?? SIZES;
  let file: OpenedFile | null = null;
  try {
    if (statFile(name).size < large) return null;
    file = new OpenedFile(name);
    if (file.plain !== null) return new EarlyCount(file as OpenedFile & { plain: PlainText }, counter);
  } catch {
    // Its turn comes.
  }
  file?.close();
  return null;
}
