/** What a history has of partial results already, so that nothing counts twice. */
import type { ImportedSource } from '../history/changes.js';
import { usageError } from '../model/errors.js';
import { sourceName } from '../text/source-name.js';
import { formatInstant } from '../time/instants.js';

export class ImportedBefore {
  readonly #sources = new Set<string>();
  readonly #byLog = new Map<string, ImportedSource[]>();
  readonly #byDigest = new Map<string, ImportedSource[]>();

  constructor(sources: readonly ImportedSource[]) {
    this.add(sources);
  }

  add(sources: readonly ImportedSource[]): void {
    for (const source of sources) {
      const key = keyOf(source);
      // Sources of one partial result have one span.
      if (this.#sources.has(key)) continue;
      this.#sources.add(key);
      push(this.#byLog, source.log, source);
      if (source.digest !== null && source.size !== 0) push(this.#byDigest, source.digest, source);
    }
  }

  /** Whether these came under the same name, with the same events. @param own those of one partial result */
  has(own: readonly ImportedSource[]): boolean {
    // Where nothing was read, and there is no time, it may be another day on which that was so.
    const isTold = own.some(({ digest, begins }) => digest !== null || begins !== null);
    return isTold && own.every((source) => this.#sources.has(keyOf(source)));
  }

  /**
   * Two partials of one log must be of different times; and one log is not to be counted under two names.
   * @param own sources of one partial result: they have one log and one span
   * @param file what messages call it
   * @throws LogscanError `usage`
   */
  refuseOverlap(own: readonly ImportedSource[], file: string): void {
    const [first] = own;
    const before = this.#byLog.get(first?.log ?? '')?.find((other) => overlaps(first!, other));
    if (before !== undefined) {
      const span = ({ begins, ends }: ImportedSource) => `${formatInstant(begins!)} to ${formatInstant(ends!)}`;
      throw usageError(
        `${file}: expected events of ${first!.log} that are not in the history; got ${span(first!)}, and ${span(before)} was imported`,
        'scan with --since and --until has only what is new; where both are to count, --allow-same adds it',
      );
    }
    for (const source of own) {
      const other = this.#byDigest.get(source.digest ?? '')?.find((each) => overlaps(source, each));
      if (other === undefined) continue;
      throw usageError(
        `${file}: ${sourceName(source.name)} has the same size and content as ${sourceName(other.name)}, which was imported as ${other.log}: expected each log once`,
        'where they are two logs that are alike, --allow-same counts both',
      );
    }
  }
}

function keyOf({ log, name, size, digest, begins, ends }: ImportedSource): string {
  return JSON.stringify([log, name, size, digest, begins, ends]);
}

function push(map: Map<string, ImportedSource[]>, key: string, source: ImportedSource): void {
  const those = map.get(key);
  if (those === undefined) map.set(key, [source]);
  else those.push(source);
}

/** An instant that both share counts for neither: it may be the border between two. */
function overlaps(one: ImportedSource, other: ImportedSource): boolean {
  if (one.begins === null || other.begins === null) return false;
  if (one.begins === other.begins && one.ends === other.ends) return true;
  return one.begins < other.ends! && other.begins < one.ends!;
}
