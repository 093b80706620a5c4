/** Cuts the inputs into pieces that threads take one after the other. */
import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { SPLIT_FROM } from '../model/limits.js';
import { declaresUtc } from '../scan/source-head.js';
import type { Share } from '../sources/archive/entry.js';
import { standingOf } from '../sources/file-position.js';
import { type Format, formatOf, HEAD_SIZE } from '../sources/format.js';
import type { Input } from '../sources/inputs.js';

/** A part of the work: a whole input, or a range of a large plain file. */
export interface Piece {
  /** Number of the input, from 0. */
  readonly input: number;
  /** As the user named it. */
  readonly name: string;
  /** The bytes of the file whose lines are meant: those that start from `from` on and before `to`; null: all of it. */
  readonly range: Range | null;
  /** Which members of a zip archive are meant; null: all, or it is none. */
  readonly members: Share | null;
}

export interface Range {
  /** Positions in the file. */
  readonly from: number;
  readonly to: number;
  /** Where the source starts in the file: not at 0 for a standard input that was read from before. */
  readonly base: number;
  /** Where the text starts: behind a byte order mark. */
  readonly start: number;
  /** Modification time in epoch milliseconds. */
  readonly modified: number;
  /** The file says that its times are UTC. */
  readonly utc: boolean;
}

/** Ranges are not smaller: the look for a line start, and what is handed over a range, must not show. */
const SMALLEST_RANGE = 4 << 20;
/**
 * Each range is this part of what a thread still has to do. So they get smaller towards the end, where a thread that is
 * done waits for the others: 2 ms then, and not as long as a sixteenth of the file takes.
 */
const PART_OF_SHARE = 1 / 4;

/** A zip archive of this size may be of tens of megabytes of log, which takes a thread some tenths of a second. */
const ZIP_FROM = 1 << 20;

export interface Cut {
  readonly pieces: readonly Piece[];
  /** Bytes of the files whose size is known: compressed ones count as they lie on the disk, but for zip archives. */
  readonly bytes: number;
}

/** `threads`: how many will share the work; 1 cuts nothing. Files that cannot be looked at are left for the reader to report. */
export async function cutPieces(inputs: readonly Input[], threads: number): Promise<Cut> {
  const pieces: Piece[] = [];
  let bytes = 0;
  for (const [input, { name, error }] of inputs.entries()) {
    if (error !== null) continue;
    const size = sizeOf(name);
    const zip = threads > 1 && size >= ZIP_FROM ? await membersOf(input, name, threads) : null;
    bytes += zip?.bytes ?? size;
    const ranges = threads > 1 && size >= SPLIT_FROM && zip === null ? rangesOf(input, name, threads) : null;
    pieces.push(...(zip?.pieces ?? ranges ?? [{ input, name, range: null, members: null }]));
  }
  return { pieces, bytes };
}

/** 0 for what is no file, or cannot be looked at. */
function sizeOf(name: string): number {
  try {
    const stats = name === '-' ? fstatSync(STDIN) : statSync(name, { throwIfNoEntry: false });
    return stats?.isFile() ? stats.size : 0;
  } catch {
    return 0;
  }
}

const STDIN = 0;

/** The members of a zip archive; null for what is none. */
async function membersOf(input: number, name: string, threads: number): Promise<Cut | null> {
  if (!isZip(name)) return null;
  const { sharesOf } = await import('../sources/archive/shares.js');
  // Members cannot be cut, so that shares differ in what they take: several a thread.
  const cut = await sharesOf(name, threads * 4);
  if (cut === null || cut.shares.length < 2) return null;
  return { pieces: cut.shares.map((members) => ({ input, name, range: null, members })), bytes: cut.bytes };
}

function isZip(name: string): boolean {
  return lookInto(name, ({ base, format }) => base === 0 && format.kind === 'zip') ?? false;
}

/** The ranges of a plain text file; null for any other, or one that cannot be read. */
function rangesOf(input: number, name: string, threads: number): Piece[] | null {
  return lookInto(name, ({ fd, base, head, format }) => {
    if (format.kind !== 'text') return null;
    const { size, mtimeMs: modified } = fstatSync(fd);
    const start = base + format.mark;
    const utc = declaresUtc(head.subarray(format.mark));
    const pieces: Piece[] = [];
    let to = start;
    for (let from = start; from < size; from = to) {
      to = from + Math.max(SMALLEST_RANGE, Math.ceil(((size - from) / threads) * PART_OF_SHARE));
      // The last range has no end: a file that grows meanwhile is read to where it ends then, as by one thread.
      if (to >= size) to = Number.POSITIVE_INFINITY;
      pieces.push({ input, name, range: { from, to, base, start, modified, utc }, members: null });
    }
    return pieces;
  });
}

interface Beginning {
  readonly fd: number;
  /** Where it starts in the file. */
  readonly base: number;
  readonly head: Uint8Array;
  readonly format: Format;
}

/** Null also for a file that cannot be read: whoever reads it says why. */
function lookInto<T>(name: string, look: (beginning: Beginning) => T | null): T | null {
  let fd: number | null = null;
  try {
    fd = name === '-' ? STDIN : openSync(name, 'r');
    const base = fd === STDIN ? standingOf(fd) : 0;
    if (base === null) return null;
    const bytes = new Uint8Array(HEAD_SIZE);
    const head = bytes.subarray(0, readSync(fd, bytes, 0, bytes.length, base));
    return look({ fd, base, head, format: formatOf(head) });
  } catch {
    return null;
  } finally {
    if (fd !== null && fd !== STDIN) closeSync(fd);
  }
}
