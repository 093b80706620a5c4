/**
 * How a text is recognised: by digests of some of its parts. Texts only grow, so a file with the same text, under any
 * name, in any inode, compressed or not, has the same bytes there:
 *
 *     head         from the text's start to the end of each of its first lines, within its first 4096 bytes
 *     checkpoints  256 bytes before 4096, 5120, 6400, … : each a quarter further than the one before
 *     tail         256 bytes before each of the last line ends before the read position, and before line ends further
 *                  back, which get rarer with the distance
 *
 * A file may be shorter than what was read of the text (a copy that is still being made, or that lacks the last lines):
 * then the fingerprints that fit into it decide. So there is one for each of the first and of the last lines: they tell
 * a rotated file of two lines from one with two other lines, and a file that lost its last lines is followed from the
 * very line where it goes on differently. Only digests are kept, never text.
 */
import { createHash, type Hash } from 'node:crypto';

/** A range of a text in bytes, and its digest: 16 hexadecimal digits of SHA-256. */
export interface Fingerprint {
  readonly from: number;
  readonly end: number;
  readonly digest: string;
}

/** The head covers at most this many bytes of a text's beginning, and this many lines. */
export const HEAD_BYTES = 4096;
const HEAD_LINES = 128;
/** Length of a checkpoint and of a fingerprint of the tail. */
export const SAMPLE_BYTES = 256;
/** Each of so many last lines has a fingerprint, as far as they lie within so many bytes. */
const TAIL_LINES = 64;
export const TAIL_BYTES = 64 * 1024;
/** Before them, the distance to the read position grows by at least this factor from one to the next. */
const TAIL_GROWTH = 1.25;
const LF = 10;
const DIGEST_BYTES = 8;

export function digestOf(bytes: Uint8Array): string {
  return shortened(createHash('sha256').update(bytes));
}

/** Not cut out of the whole digest as text: V8 would keep that, five times as long, for as long as the part. */
function shortened(hash: Hash): string {
  return hash.digest().toString('hex', 0, DIGEST_BYTES);
}

/** The fingerprints of a text's beginning: of its first `HEAD_BYTES`, or all there is. */
export function headFingerprints(head: Uint8Array): Fingerprint[] {
  const fingerprints: Fingerprint[] = [];
  const limit = Math.min(head.length, HEAD_BYTES);
  const hash = createHash('sha256');
  let from = 0;
  for (
    let at = head.indexOf(LF);
    at >= 0 && at < limit && fingerprints.length < HEAD_LINES;
    at = head.indexOf(LF, from)
  ) {
    hash.update(head.subarray(from, at + 1));
    from = at + 1;
    fingerprints.push({ from: 0, end: from, digest: shortened(hash.copy()) });
  }
  // A first line without an end is still a fingerprint of the text.
  if (fingerprints.length === 0 && limit > 0) {
    fingerprints.push({ from: 0, end: limit, digest: digestOf(head.subarray(0, limit)) });
  }
  return fingerprints;
}

/** Where the checkpoints of a text end, from the first after `from` up to `to`, all in bytes. */
export function checkpointsBetween(from: number, to: number): number[] {
  const ends: number[] = [];
  for (let end = HEAD_BYTES; end <= to; end = checkpointAfter(end)) if (end > from) ends.push(end);
  return ends;
}

/** Where the one after it ends. */
export function checkpointAfter(end: number): number {
  return end + Math.max(1024, Math.floor(end / 4));
}

/** The range of the checkpoint, or of the fingerprint of the tail, that ends here. */
export function rangeBefore(end: number): { readonly from: number; readonly end: number } {
  return { from: Math.max(0, end - SAMPLE_BYTES), end };
}

/**
 * The fingerprints of the last lines of a text.
 * @param bytes the last bytes of the text before byte `end`: up to `TAIL_BYTES`
 */
export function tailFingerprints(bytes: Uint8Array, end: number): Fingerprint[] {
  const fingerprints: Fingerprint[] = [];
  const start = end - bytes.length;
  for (let to = bytes.length; to > 0 && fingerprints.length < TAIL_LINES; to = bytes.lastIndexOf(LF, to - 2) + 1) {
    const { from } = rangeBefore(start + to);
    if (from >= start) {
      fingerprints.push({ from, end: start + to, digest: digestOf(bytes.subarray(from - start, to)) });
    }
    if (to < 2) break;
  }
  return fingerprints.reverse();
}

/** Of so many last lines there is one of the line alone, for texts that have no more in common. */
const LAST_LINES = 8;

/** Fingerprints of the last lines, each alone. @param bytes as in `tailFingerprints` */
export function lastLines(bytes: Uint8Array, end: number): Fingerprint[] {
  const fingerprints: Fingerprint[] = [];
  const start = end - bytes.length;
  for (let to = bytes.length; to > 1 && fingerprints.length < LAST_LINES; ) {
    const from = bytes.lastIndexOf(LF, to - 2) + 1;
    // The first one may begin before what is at hand.
    if (from === 0 && start > 0) break;
    if (to - from < SAMPLE_BYTES) {
      fingerprints.push({ from: start + from, end: start + to, digest: digestOf(bytes.subarray(from, to)) });
    }
    to = from;
  }
  return fingerprints;
}

/**
 * Leaves out fingerprints of the tail that are too near to each other for their distance from its end.
 * @param tail those of ends before `end`, in any order
 */
export function thinned(tail: readonly Fingerprint[], end: number): Fingerprint[] {
  const latestFirst = [...new Map(tail.map((fingerprint) => [fingerprint.end, fingerprint])).values()];
  latestFirst.sort((a, b) => b.end - a.end);
  const kept = latestFirst.slice(0, TAIL_LINES);
  let distance = end - (kept.at(-1)?.end ?? end);
  for (const fingerprint of latestFirst.slice(TAIL_LINES)) {
    if (end - fingerprint.end < distance * TAIL_GROWTH) continue;
    kept.push(fingerprint);
    distance = end - fingerprint.end;
  }
  return kept;
}

/**
 * Where each line of a text has a fingerprint that ends with it: among its first and among its last lines.
 * @param position the text was read up to there
 */
export function denseEnds(fingerprints: readonly Fingerprint[], position: number) {
  const checkpoints = new Set(checkpointsBetween(0, position));
  const heads = fingerprints.filter(({ from, end }) => from === 0 && !checkpoints.has(end)).map(({ end }) => end);
  const all = fingerprints.filter(({ end }) => !checkpoints.has(end) || end === position).map(({ end }) => end);
  const tail = [...new Set(all)].slice(-TAIL_LINES).filter((end) => end > position - TAIL_BYTES);
  const [firstHead, lastHead] = [0, heads.at(-1) ?? 0];
  const [firstTail, lastTail] = [tail[0] ?? position, tail.at(-1) ?? position];
  return {
    /** Whether a range is no more than a line, or a part of one. */
    isOneLine(from: number, to: number): boolean {
      const ends = from >= firstHead && to <= lastHead ? heads : from >= firstTail && to <= lastTail ? tail : null;
      return ends !== null && !ends.some((end) => end > from && end < to);
    },
  };
}

/** In the order in which `compare` needs them, each once. */
export function inOrder(fingerprints: readonly Fingerprint[]): Fingerprint[] {
  const all = new Map(fingerprints.map((fingerprint) => [`${fingerprint.from}-${fingerprint.end}`, fingerprint]));
  return [...all.values()].sort((a, b) => a.end - b.end || a.from - b.from);
}

/** The digest of a range of another text; null where the text is shorter, or the range cannot be read. */
export type DigestAt = (from: number, end: number) => string | null;

/** The digests of a text of which only the beginning is at hand, as `headFingerprints` has them. */
export function headDigests(head: Uint8Array): DigestAt {
  const digests = new Map(headFingerprints(head).map(({ end, digest }) => [end, digest]));
  return (from, end) => {
    if (end > head.length) return null;
    return (from === 0 ? digests.get(end) : undefined) ?? digestOf(head.subarray(from, end));
  };
}

export interface Comparison {
  /** The end of the last fingerprint up to which all agree; 0 where none fits. */
  readonly agreed: number;
  /** Whether one that fits disagrees. */
  readonly differs: boolean;
}

/**
 * How far another text agrees with the fingerprints of a text.
 * @param fingerprints in order
 * @param size bytes of the other text
 */
export function compare(fingerprints: readonly Fingerprint[], size: number, digestAt: DigestAt): Comparison {
  let agreed = 0;
  for (const { from, end, digest } of fingerprints) {
    if (end > size) break;
    const other = digestAt(from, end);
    if (other === null) continue;
    if (other !== digest) return { agreed, differs: true };
    agreed = end;
  }
  return { agreed, differs: false };
}

/**
 * Whether a file that was recognised before still holds the text, as far as a few digests tell: that of the head, and
 * the last ones that fit. Enough where a text only grows or is replaced; `compare` tells where it differs.
 */
export function isStill(fingerprints: readonly Fingerprint[], size: number, digestAt: DigestAt): boolean {
  const fitting = fingerprints.filter(({ end }) => end <= size);
  const head = fitting.findLast(({ from }) => from === 0);
  return [...(head === undefined ? [] : [head]), ...fitting.slice(-2)].every(({ from, end, digest }) => {
    const other = digestAt(from, end);
    return other === null || other === digest;
  });
}

/** Fingerprints as one short line of text: `from-end:digest`, separated by blanks. */
export function formatFingerprints(fingerprints: readonly Fingerprint[]): string {
  return fingerprints.map(({ from, end, digest }) => `${from}-${end}:${digest}`).join(' ');
}

/** @throws Error for text that `formatFingerprints` has not written */
export function parseFingerprints(text: string): Fingerprint[] {
  if (text === '') return [];
  const fingerprints = text.split(' ').map((part) => {
    const match = /^(\d+)-(\d+):([0-9a-f]{16})$/.exec(part);
    if (match === null) throw new Error(`expected a fingerprint such as 0-46:0123456789abcdef; got ${part}`);
    return { from: Number(match[1]), end: Number(match[2]), digest: match[3]! };
  });
  return inOrder(fingerprints);
}
