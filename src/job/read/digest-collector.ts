/** Takes digests of a text while it passes by chunk by chunk. */
import {
  checkpointAfter,
  checkpointsBetween,
  type DigestAt,
  digestOf,
  type Fingerprint,
  HEAD_BYTES,
  headFingerprints,
  inOrder,
  lastLines,
  rangeBefore,
  SAMPLE_BYTES,
  TAIL_BYTES,
  tailFingerprints,
  thinned,
} from '../../history/streams/fingerprints.js';

const LF = 10;
/** More of them are thinned out. */
const MOST_SAMPLES = 512;

interface Range {
  readonly from: number;
  readonly end: number;
}

/** The digests of ranges that are known beforehand, and of all checkpoints. */
export class DigestCollector {
  readonly #digests = new Map<string, string>();
  /** Ranges that have not begun yet, the next one last. */
  readonly #waiting: Range[];
  /** Where the next checkpoint ends. */
  #checkpoint = HEAD_BYTES;
  #open: (Range & { readonly bytes: Uint8Array })[] = [];
  readonly #head: Uint8Array;

  /** @param head the first bytes of the text, by which all is known that lies in them */
  constructor(head: Uint8Array, ranges: Iterable<Range>) {
    this.#head = head;
    const all = new Map<string, Range>();
    const add = ({ from, end }: Range) => {
      if (end > head.length && end - from <= Math.max(SAMPLE_BYTES, HEAD_BYTES))
        all.set(`${from}-${end}`, { from, end });
    };
    for (const range of ranges) add(range);
    while (this.#checkpoint <= head.length) this.#checkpoint = checkpointAfter(this.#checkpoint);
    this.#waiting = [...all.values()].sort((a, b) => b.from - a.from || b.end - a.end);
  }

  see(chunk: Uint8Array, offset: number): void {
    const to = offset + chunk.length;
    while ((this.#waiting.at(-1)?.from ?? Number.POSITIVE_INFINITY) < to) {
      const { from, end } = this.#waiting.pop()!;
      this.#open.push({ from, end, bytes: new Uint8Array(end - from) });
    }
    for (; rangeBefore(this.#checkpoint).from < to; this.#checkpoint = checkpointAfter(this.#checkpoint)) {
      this.#open.push({ ...rangeBefore(this.#checkpoint), bytes: new Uint8Array(SAMPLE_BYTES) });
    }
    if (this.#open.length === 0) return;
    this.#open = this.#open.filter(({ from, end, bytes }) => {
      const start = Math.max(from, offset);
      bytes.set(chunk.subarray(start - offset, Math.min(end, to) - offset), start - from);
      if (end > to) return true;
      this.#digests.set(`${from}-${end}`, digestOf(bytes));
      return false;
    });
  }

  readonly digestAt: DigestAt = (from, end) =>
    end <= this.#head.length ? digestOf(this.#head.subarray(from, end)) : (this.#digests.get(`${from}-${end}`) ?? null);
}

/** The fingerprints of the last lines of a text, of which more may follow at any time. */
export class TailCollector {
  #samples: Fingerprint[];
  #window: Uint8Array = new Uint8Array(0);
  /** Of the window, in bytes of the text. */
  #end = 0;

  /** @param old fingerprints of the text up to where it begins to pass by */
  constructor(old: readonly Fingerprint[]) {
    const checkpoints = new Set(checkpointsBetween(0, old.at(-1)?.end ?? 0));
    this.#samples = old.filter(({ from, end }) => (from > 0 || end <= SAMPLE_BYTES) && !checkpoints.has(end));
  }

  see(chunk: Uint8Array, offset: number): void {
    if (chunk.length === 0) return;
    const end = offset + chunk.length;
    this.#end = end;
    const most = TAIL_BYTES + SAMPLE_BYTES;
    this.#window = chunk.length >= most ? chunk.slice(-most) : Buffer.concat([this.#window, chunk]).subarray(-most);
    if (chunk.at(-1) !== LF) return;
    const { from } = rangeBefore(end);
    const bytes = this.#window.subarray(this.#window.length - (end - from));
    if (bytes.length === end - from) this.#samples.push({ from, end, digest: digestOf(bytes) });
    if (this.#samples.length > MOST_SAMPLES) this.#samples = thinned(this.#samples, end);
  }

  /** Of what lies in the last bytes that were seen. */
  digestAt(from: number, end: number): string | null {
    const start = this.#end - this.#window.length;
    return from < start || end > this.#end ? null : digestOf(this.#window.subarray(from - start, end - start));
  }

  at(end: number): Fingerprint[] {
    return [
      ...thinned([...this.#samples, ...tailFingerprints(this.#window, end)], end),
      ...lastLines(this.#window, end),
    ];
  }
}

/** The fingerprints of a text that was read up to `end`. */
export function fingerprintsAt(
  end: number,
  head: Uint8Array,
  old: readonly Fingerprint[],
  digestAt: DigestAt,
  tail: readonly Fingerprint[],
): Fingerprint[] {
  const known = new Map(old.map((fingerprint) => [`${fingerprint.from}-${fingerprint.end}`, fingerprint]));
  const checkpoints = checkpointsBetween(0, end).flatMap((to): Fingerprint[] => {
    const range = rangeBefore(to);
    const digest = digestAt(range.from, to) ?? known.get(`${range.from}-${to}`)?.digest ?? null;
    return digest === null ? [] : [{ ...range, digest }];
  });
  return inOrder([...headFingerprints(head.subarray(0, end)), ...checkpoints, ...tail]);
}
