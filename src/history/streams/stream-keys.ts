/**
 * By which beginnings a text is found: of a few lengths, so that among many texts with the same first lines only those
 * are compared with a file that may be its text.
 *
 *     first     the first fingerprint of the head
 *     middle    the first one of at least 256 bytes, and of at least 1024
 *     longest   the checkpoint at 4096 bytes; of a shorter text, the last fingerprint of its head
 */
import { type DigestAt, type Fingerprint, HEAD_BYTES, rangeBefore } from './fingerprints.js';

const LENGTHS = [1, 256, 1024];

function keyOf({ from, end, digest }: Fingerprint): string {
  return `${from}-${end}:${digest}`;
}

/** The keys that are kept as one string. */
export function keysIn(text: string): string[] {
  return text.split(' ').filter((key) => key !== '');
}

/**
 * A key as a number, by which it is looked up: 48 bits of its digest. Two keys with one number cost a comparison, and
 * nothing else.
 */
export function numberOf(key: string): number {
  return Number.parseInt(key.slice(key.indexOf(':') + 1, key.indexOf(':') + 13), 16);
}

/** Where the beginning ends that a key is of, in bytes. */
export function endOf(key: string): number {
  return Number(/-(\d+):/.exec(key)![1]);
}

/** The keys of a text, the longest last; none for an empty one. */
export function beginningsOf(fingerprints: readonly Fingerprint[]): string[] {
  const { from, end } = rangeBefore(HEAD_BYTES);
  const heads = fingerprints.filter((fingerprint) => fingerprint.from === 0 && fingerprint.end <= HEAD_BYTES);
  const checkpoint = fingerprints.find((fingerprint) => fingerprint.from === from && fingerprint.end === end);
  const last = checkpoint ?? heads.at(-1);
  const picked = [
    ...LENGTHS.flatMap((least) => heads.find((head) => head.end >= least) ?? []),
    ...(last ? [last] : []),
  ];
  return [...new Set(picked.map(keyOf))];
}

/**
 * The keys by which the text of a file is found.
 * @param heads fingerprints of its head
 * @param size bytes of the file's text
 * @param unended further ends at which the beginning of a text may end
 * @returns `exact`: longest keys that texts may have which it begins with; `longest`: a key that all texts have which
 *   begin with it, null where there is none
 */
export function lookUps(
  heads: readonly Fingerprint[],
  size: number,
  digestAt: DigestAt,
  unended: Iterable<number>,
): { readonly exact: readonly string[]; readonly longest: string | null } {
  const exact = heads.map(keyOf);
  for (const end of unended) {
    const digest = end <= size ? digestAt(0, end) : null;
    if (digest !== null) exact.push(keyOf({ from: 0, end, digest }));
  }
  const { from, end } = rangeBefore(HEAD_BYTES);
  const digest = size >= end ? digestAt(from, end) : null;
  if (digest !== null) return { exact: [...exact, keyOf({ from, end, digest })], longest: null };
  const picked = LENGTHS.flatMap((least) => heads.find((head) => head.end >= least) ?? []);
  return { exact, longest: picked.length === 0 ? null : keyOf(picked.at(-1)!) };
}
