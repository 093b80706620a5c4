/** What a decoded text is, found by decoding it once: its size, where its last line ends, and its fingerprints. */
import {
  checkpointsBetween,
  digestOf,
  type Fingerprint,
  HEAD_BYTES,
  headFingerprints,
  rangeBefore,
  SAMPLE_BYTES,
} from '../../history/streams/fingerprints.js';
import { decodeFile } from './text.js';

export interface Measured {
  /** Bytes. */
  readonly size: number;
  /** Where the last line ends that has a line end. */
  readonly lastLineEnd: number;
  /** Digests of the ranges that were asked for and of all checkpoints, by `from-end`. */
  readonly digests: ReadonlyMap<string, string>;
  readonly head: readonly Fingerprint[];
}

const LF = 10;
/** No text is longer. There are some hundred checkpoints up to this size. */
const LONGEST = 2 ** 50;

/** @param fingerprints of the texts that it may be */
export async function measure(name: string, fingerprints: readonly Fingerprint[]): Promise<Measured> {
  const collector = new DigestCollector(fingerprints);
  let size = 0;
  let lastLineEnd = 0;
  await decodeFile(name, (chunk, offset) => {
    collector.see(chunk, offset);
    size = offset + chunk.length;
    const at = chunk.lastIndexOf(LF);
    if (at >= 0) lastLineEnd = offset + at + 1;
    return true;
  });
  return { size, lastLineEnd, digests: collector.digests, head: headFingerprints(collector.head()) };
}

/**
 * The fingerprints of a measured text that was read up to `position`: its head, its checkpoints, and the given tail.
 */
export function fingerprintsAt(position: number, { digests, head }: Measured, tail: Fingerprint): Fingerprint[] {
  const checkpoints = checkpointsBetween(0, position).flatMap((end): Fingerprint[] => {
    const { from } = rangeBefore(end);
    const digest = digests.get(`${from}-${end}`);
    return digest === undefined ? [] : [{ from, end, digest }];
  });
  return [...head, ...checkpoints, tail];
}

/** Takes the digests of given ranges of a text while the text passes by chunk by chunk. */
class DigestCollector {
  readonly digests = new Map<string, string>();
  /** Ranges that have not begun yet, the next one last. */
  readonly #waiting: { from: number; end: number }[];
  #open: { from: number; end: number; bytes: Uint8Array }[] = [];
  #head: Uint8Array[] = [];
  #headLength = 0;

  constructor(fingerprints: readonly Fingerprint[]) {
    const ranges = new Map<string, { from: number; end: number }>();
    const add = ({ from, end }: { from: number; end: number }) => ranges.set(`${from}-${end}`, { from, end });
    for (const fingerprint of fingerprints)
      if (fingerprint.end - fingerprint.from <= Math.max(SAMPLE_BYTES, HEAD_BYTES)) add(fingerprint);
    for (const end of checkpointsBetween(0, LONGEST)) add(rangeBefore(end));
    this.#waiting = [...ranges.values()].sort((a, b) => b.from - a.from || b.end - a.end);
  }

  see(chunk: Uint8Array, offset: number): void {
    const to = offset + chunk.length;
    if (this.#headLength < HEAD_BYTES) {
      const bytes = chunk.slice(0, HEAD_BYTES - this.#headLength);
      this.#head.push(bytes);
      this.#headLength += bytes.length;
    }
    while ((this.#waiting.at(-1)?.from ?? Number.POSITIVE_INFINITY) < to) {
      const { from, end } = this.#waiting.pop()!;
      this.#open.push({ from, end, bytes: new Uint8Array(end - from) });
    }
    if (this.#open.length === 0) return;
    this.#open = this.#open.filter(({ from, end, bytes }) => {
      const start = Math.max(from, offset);
      bytes.set(chunk.subarray(start - offset, Math.min(end, to) - offset), start - from);
      if (end > to) return true;
      this.digests.set(`${from}-${end}`, digestOf(bytes));
      return false;
    });
  }

  head(): Uint8Array {
    return Buffer.concat(this.#head);
  }
}
