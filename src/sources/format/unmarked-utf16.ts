/**
 * UTF-16 without a mark: nearly all bytes at even or at odd positions are zero, few of the others are, and there is a
 * line end. Plain text may have thousands of NULs (a log that was truncated while its writer went on at its old
 * position), but then at all positions.
 */
import { isUtf8 } from 'node:buffer';

const LF = 10;
/** Percent: at least this many zeros at the positions of zeros; at most this many at the others. */
const MOST = 90;
const FEW = 10;

export type Order = 'utf-16le' | 'utf-16be';

/** The byte order of such a text that begins with `head`; null for any other text. */
export function unmarkedOrder(head: Uint8Array): Order | null {
  if (startsPlainly(head)) return null;
  const { zeros, all } = count(head);
  const isMade = (ofZeros: 0 | 1) => {
    const others = (1 - ofZeros) as 0 | 1;
    return 100 * zeros[ofZeros] >= MOST * all[ofZeros] && 100 * zeros[others] <= FEW * all[others];
  };
  if (all[1] === 0) return null;
  if (isMade(1) && hasLineEnd(head, 0)) return 'utf-16le';
  if (isMade(0) && hasLineEnd(head, 1)) return 'utf-16be';
  return null;
}

/** Whether more bytes, up to `size` in all, could make it one. */
export function mayBeUtf16(head: Uint8Array, size: number): boolean {
  if (startsPlainly(head)) return false;
  const { zeros, all } = count(head);
  const few = ((size / 2) * FEW) / 100;
  const others = [all[0] - zeros[0], all[1] - zeros[1]] as const;
  return (zeros[0] <= few && others[1] <= few) || (zeros[1] <= few && others[0] <= few);
}

/**
 * A first line without a NUL that is valid UTF-8 decides it, so that a writer who writes line by line into a pipe is
 * not kept waiting. (In UTF-16 such a line would have no ASCII letter, digit or blank.)
 */
function startsPlainly(head: Uint8Array): boolean {
  const end = head.indexOf(LF);
  if (end < 0) return false;
  // A text in UTF-16 may begin with an empty line.
  if (end === 0) return head.length > 1 && head[1] !== 0;
  const line = head.subarray(0, end);
  return !line.includes(0) && isUtf8(line);
}

/** Counts bytes at even and at odd positions. */
function count(head: Uint8Array): { zeros: readonly [number, number]; all: readonly [number, number] } {
  const zeros: [number, number] = [0, 0];
  for (let i = 0; i < head.length; i++) if (head[i] === 0) zeros[(i & 1) as 0 | 1] += 1;
  return { zeros, all: [Math.ceil(head.length / 2), Math.floor(head.length / 2)] };
}

/** Whether there is a line end whose nonzero byte stands at an even (0) or at an odd (1) position. */
function hasLineEnd(head: Uint8Array, parity: 0 | 1): boolean {
  for (let i = head.indexOf(LF); i >= 0; i = head.indexOf(LF, i + 1)) {
    if ((i & 1) === parity && head[parity === 0 ? i + 1 : i - 1] === 0) return true;
  }
  return false;
}
