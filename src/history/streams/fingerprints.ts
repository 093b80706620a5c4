/**
 * How a text is recognised: by digests of some of its parts. Texts only grow, so a file with the same text, under any
 * name, in any inode, compressed or not, has the same bytes there:
 *
 *     head         from the text's start to the end of each of its first lines, within its first 4096 bytes
 *     checkpoints  256 bytes before 4096, 5120, 6400, … : each a quarter further than the one before
 *     tail         256 bytes before the read position
 *
 * A file may be shorter than what was read of the text (a copy that is still being made, or that lacks the last lines):
 * then the fingerprints that fit into it decide. So the head has one for each line: it tells a rotated file of two
 * lines from one with two other lines. Only digests are kept, never text.
 */
import { createHash } from 'node:crypto';

/** A range of a text in bytes, and its digest: 16 hexadecimal digits of SHA-256. */
export interface Fingerprint {
  readonly from: number;
  readonly end: number;
  readonly digest: string;
}

/** The head covers at most this many bytes of a text's beginning. */
export const HEAD_BYTES = 4096;
const HEAD_LINES = 32;
/** Length of a checkpoint and of a tail. */
export const SAMPLE_BYTES = 256;
const LF = 10;

export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16);
}

/** The fingerprints of a text's beginning: of its first `HEAD_BYTES`, or all there is. */
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
  // A first line without an end is still a fingerprint of the text.
  if (fingerprints.length === 0 && limit > 0) fingerprint(limit);
  return fingerprints;
}

/** Where the checkpoints of a text end, from the first after `from` up to `to`, all in bytes. */
export function checkpointsBetween(from: number, to: number): number[] {
  const ends: number[] = [];
  for (let end = HEAD_BYTES; end <= to; end += Math.max(1024, Math.floor(end / 4))) if (end > from) ends.push(end);
  return ends;
}

/** The range of the checkpoint or the tail that ends here. */
export function rangeBefore(end: number): { readonly from: number; readonly end: number } {
  return { from: Math.max(0, end - SAMPLE_BYTES), end };
}

/** The digest of a range of another text; null where the text is shorter, or the range cannot be read. */
export type DigestAt = (from: number, end: number) => string | null;

/** The digests of a text of which only the beginning is at hand, as `headFingerprints` has them. */
export function headDigests(head: Uint8Array): DigestAt {
  const digests = new Map(headFingerprints(head).map(({ end, digest }) => [end, digest]));
  return (from, end) => (from === 0 ? (digests.get(end) ?? null) : null);
}

/**
 * How far another text agrees with the fingerprints.
 * @param size bytes of the other text
 * @returns the end of the last fingerprint that fits into it and agrees, 0 where none fits; -1 where one disagrees
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

/** Fingerprints as one short line of text: `from-end:digest`, separated by blanks. */
export function formatFingerprints(fingerprints: readonly Fingerprint[]): string {
  return fingerprints.map(({ from, end, digest }) => `${from}-${end}:${digest}`).join(' ');
}

/** @throws Error for text that `formatFingerprints` has not written */
export function parseFingerprints(text: string): Fingerprint[] {
  if (text === '') return [];
  return text.split(' ').map((part) => {
    const match = /^(\d+)-(\d+):([0-9a-f]{16})$/.exec(part);
    if (match === null) throw new Error(`not a mark: ${part}`);
    return { from: Number(match[1]), end: Number(match[2]), digest: match[3]! };
  });
}
