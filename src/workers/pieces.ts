/** Cuts the inputs into pieces of work. Each thread takes the next one when it is done with its last. */
import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { MIN_SPLIT_BYTES } from '../model/limits.js';
import { declaresUtc } from '../scan/source-head.js';
import type { MemberRange } from '../sources/archive/entry.js';
import { startPosition } from '../sources/file-position.js';
import { type Format, formatOf, HEAD_SIZE } from '../sources/format.js';
import type { Input } from '../sources/inputs.js';
import type { FileState } from '../sources/shortened.js';

/** A piece of work for one thread: a whole input, a range of a large plain file, or some members of a zip archive. */
export interface Piece {
  /** Number of the input, from 0. */
  readonly input: number;
  /** As the user named it. */
  readonly name: string;
  /** The lines that start at or after `from` and before `to`; null: the whole input. */
  readonly range: Range | null;
  /** Which members of a zip archive; null: all of them, or the input is no zip archive. */
  readonly members: MemberRange | null;
}

export interface Range {
  /** Byte positions in the file; `to` is Infinity for the last range. */
  readonly from: number;
  readonly to: number;
  /** Where the source starts in the file: above 0 for a standard input of which another process has read a part. */
  readonly base: number;
  /** Where the text starts in the file: behind a byte order mark. */
  readonly start: number;
  /** The file, when it was cut. */
  readonly file: CutFile;
  /** Whether the file's first line declares that its times are UTC. */
  readonly utc: boolean;
}

export interface CutFile extends FileState {
  /** The numbers by which the system knows it: its name may lead to another file by the time that a range is read. */
  readonly dev: number;
  readonly ino: number;
}

/** Below 4 MiB the fixed cost of a range (finding the first line start, passing the result) is no longer negligible. */
const MIN_RANGE_BYTES = 4 << 20;
/**
 * Each range is a quarter of the remaining bytes per thread. Ranges thus get smaller towards the end of the file, so that
 * all threads finish at about the same time: within 2 ms, where equal ranges would differ by a sixteenth of the run.
 */
const FRACTION_OF_REMAINING = 1 / 4;

/** Zip archives from 1 MiB on are divided: they may hold tens of megabytes of log, some 0.1 s of work for one thread. */
const MIN_ZIP_BYTES = 1 << 20;

export interface CutInput {
  readonly pieces: readonly Piece[];
  /** Size of the files whose size is known, in bytes: for zip archives unpacked, else on disk. */
  readonly bytes: number;
}

/**
 * Files that cannot be opened are one piece: the thread that reads it reports the error.
 * @param threads how many will work on the pieces; with 1 nothing is cut
 */
export async function cutPieces(inputs: readonly Input[], threads: number): Promise<CutInput> {
  const pieces: Piece[] = [];
  let bytes = 0;
  for (const [input, { name, error }] of inputs.entries()) {
    if (error !== null) continue;
    const size = sizeOf(name);
    const zip = threads > 1 && size >= MIN_ZIP_BYTES ? await membersOf(input, name, threads) : null;
    bytes += zip?.bytes ?? size;
    const ranges = threads > 1 && size >= MIN_SPLIT_BYTES && zip === null ? rangesOf(input, name, threads) : null;
    pieces.push(...(zip?.pieces ?? ranges ?? [{ input, name, range: null, members: null }]));
  }
  return { pieces, bytes };
}

/** 0 for what is no regular file or cannot be accessed. */
function sizeOf(name: string): number {
  try {
    const stats = name === '-' ? fstatSync(STDIN_FD) : statSync(name, { throwIfNoEntry: false });
    return stats?.isFile() ? stats.size : 0;
  } catch {
    return 0;
  }
}

const STDIN_FD = 0;

/** The members of a zip archive, divided into ranges; null for other files, and for archives that cannot be divided. */
async function membersOf(input: number, name: string, threads: number): Promise<CutInput | null> {
  if (!isZip(name)) return null;
  const { memberRanges } = await import('../sources/archive/member-ranges.js');
  // A member cannot be cut, so ranges are of unequal size. Several a thread even that out.
  const cut = await memberRanges(name, threads * 4);
  if (cut === null || cut.ranges.length < 2) return null;
  return { pieces: cut.ranges.map((members) => ({ input, name, range: null, members })), bytes: cut.bytes };
}

function isZip(name: string): boolean {
  return withFileHead(name, ({ base, format }) => base === 0 && format.kind === 'zip') ?? false;
}

/** The ranges of a plain text file; null for other files, and for those that cannot be read. */
function rangesOf(input: number, name: string, threads: number): Piece[] | null {
  return withFileHead(name, ({ fd, base, head, format }) => {
    if (format.kind !== 'text') return null;
    const { size, mtimeMs: modified, dev, ino } = fstatSync(fd);
    const start = base + format.mark;
    const utc = declaresUtc(head.subarray(format.mark));
    const pieces: Piece[] = [];
    let to = start;
    for (let from = start; from < size; from = to) {
      to = from + Math.max(MIN_RANGE_BYTES, Math.ceil(((size - from) / threads) * FRACTION_OF_REMAINING));
      // The last range is open: a file that grows meanwhile is read to its end then, as one thread would do.
      if (to >= size) to = Number.POSITIVE_INFINITY;
      pieces.push({
        input,
        name,
        range: { from, to, base, start, file: { size, modified, dev, ino }, utc },
        members: null,
      });
    }
    return pieces;
  });
}

interface FileHead {
  readonly fd: number;
  /** See `Range`. */
  readonly base: number;
  /** The first bytes of the source. */
  readonly head: Uint8Array;
  readonly format: Format;
}

/** Opens the file for `use`. Null also where it cannot be read: the thread that reads the piece reports why. */
function withFileHead<T>(name: string, use: (file: FileHead) => T | null): T | null {
  let fd: number | null = null;
  try {
    fd = name === '-' ? STDIN_FD : openSync(name, 'r');
    const base = startPosition(fd);
    if (base === null) return null;
    const bytes = new Uint8Array(HEAD_SIZE);
    const head = bytes.subarray(0, readSync(fd, bytes, 0, bytes.length, base));
    return use({ fd, base, head, format: formatOf(head) });
  } catch {
    return null;
  } finally {
    if (fd !== null && fd !== STDIN_FD) closeSync(fd);
  }
}
