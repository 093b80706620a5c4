/**
 * What a text is known by: digests of some of its pieces. Texts only grow, so whoever holds the same text, under
 * whatever name, in whatever inode, compressed or not, has the same bytes there:
 *
 *     head   from the text's start to the end of each of its first lines, within its first 4096 bytes
 *     rungs  256 bytes before 4096, 5120, 6400, … : each a quarter further than the one before
 *     tail   256 bytes before the read position
 *
 * A file may be shorter than what was read of the text (a copy that is still being made, or one that missed the last
 * lines): the marks that fit into it decide. So the head has one for each line: a rotated file with two lines in it is
 * told from one with other two lines. Only digests are kept, never text.
 */
import { createHash } from 'node:crypto';

/** A piece of a text by its place in bytes, and its digest: 16 hexadecimal digits of SHA-256. */
export interface Fingerprint {
  readonly from: number;
  readonly end: number;
  readonly digest: string;
}

/** Bytes of a text's beginning that its head is made of, at most. */
export const HEAD_BYTES = 4096;
const HEAD_LINES = 32;
/** Bytes of a rung and of a tail. */
export const REACH = 256;
const LF = 10;

export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16);
}

/** The marks of a text's beginning: of its first `HEAD_BYTES` or all there is. */
export function headFingerprints(head: Uint8Array): Fingerprint[] {
  const fingerprints: Fingerprint[] = [];
  const fingerprint = (end: number) => fingerprints.push({ from: 0, end, digest: digestOf(head.subarray(0, end)) });
  const limit = Math.min(head.length, HEAD_BYTES);
  for (
    let at = head.indexOf(LF);
    at >= 0 && at < limit && fingerprints.length < HEAD_LINES;
    at = head.indexOf(LF, at + 1)
  ) {
    fingerprint(at + 1);
  }
  // A first line without an end still says what the text is.
  if (fingerprints.length === 0 && limit > 0) fingerprint(limit);
  return fingerprints;
}

/** Where the rungs of a text end, from the first after `from` up to `to`, both in bytes. */
export function checkpointsBetween(from: number, to: number): number[] {
  const ends: number[] = [];
  for (let end = HEAD_BYTES; end <= to; end += Math.max(1024, Math.floor(end / 4))) if (end > from) ends.push(end);
  return ends;
}

/** The piece that the rung or the tail with this end covers. */
export function pieceBefore(end: number): { readonly from: number; readonly end: number } {
  return { from: Math.max(0, end - REACH), end };
}

/** The digest of a piece of another text; null where it is not that long or cannot be had. */
export type DigestAt = (from: number, end: number) => string | null;

/**
 * How far another text agrees with the marks.
 * @param size bytes of the other text
 * @returns bytes up to the last mark that fits into it and agrees, 0 where none fits; -1 where one disagrees
 */
export function agreement(fingerprints: readonly Fingerprint[], size: number, digestAt: DigestAt): number {
  let agreed = 0;
  for (const { from, end, digest } of fingerprints) {
    if (end > size) continue;
    const other = digestAt(from, end);
    if (other === null) continue;
    if (other !== digest) return -1;
    agreed = Math.max(agreed, end);
  }
  return agreed;
}

/** Marks as one short line of text: `from-end:digest`, separated by blanks. */
export function formatFingerprints(fingerprints: readonly Fingerprint[]): string {
  return fingerprints.map(({ from, end, digest }) => `${from}-${end}:${digest}`).join(' ');
}

/** @throws Error for what `formatMarks` has not written */
export function parseFingerprints(text: string): Fingerprint[] {
  if (text === '') return [];
  return text.split(' ').map((part) => {
    const match = /^(\d+)-(\d+):([0-9a-f]{16})$/.exec(part);
    if (match === null) throw new Error(`not a mark: ${part}`);
    return { from: Number(match[1]), end: Number(match[2]), digest: match[3]! };
  });
}
