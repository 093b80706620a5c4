/** A file as the text in it: its state on the disk, and its bytes. Offsets are bytes of the text. */
import { type BigIntStats, closeSync, fstatSync, openSync, readSync, realpathSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { digestOf, HEAD_BYTES, TAIL_BYTES } from '../../history/streams/fingerprints.js';
import { LogscanError } from '../../model/errors.js';
import { formatOf, HEAD_SIZE } from '../../sources/format.js';

/** What the system says of a file. */
export interface FileStat {
  readonly name: string;
  /** Device and inode; a digest of the path on file systems that do not number files. */
  readonly key: string;
  readonly size: number;
  /** When its content and its inode were changed, in epoch milliseconds with a fraction. */
  readonly modified: number;
  readonly changed: number;
}

/** @throws a system error, or LogscanError `input` for what is no regular file: a pipe can be read only once */
export function statFile(name: string): FileStat {
  return fileStatOf(name, statSync(name, { bigint: true }));
}

/** The key of an open file; null for what is none. */
export function keyOfOpen(fd: number): string | null {
  try {
    return fileStatOf('', fstatSync(fd, { bigint: true })).key;
  } catch {
    return null;
  }
}

function fileStatOf(name: string, stats: BigIntStats): FileStat {
  if (stats.isDirectory()) throw Object.assign(new Error('is a folder'), { code: 'EISDIR' });
  if (!stats.isFile()) throw new LogscanError('input', 'is no regular file: it cannot be read a second time');
  return {
    name,
    key: stats.ino === 0n ? `path:${digestOf(Buffer.from(realpathSync(name)))}` : `${stats.dev}:${stats.ino}`,
    size: Number(stats.size),
    modified: Number(stats.mtimeNs) / 1e6,
    changed: Number(stats.ctimeNs) / 1e6,
  };
}

/** Where a name leads to through symbolic links, of the file or of its folders; null where it goes through none. */
export function targetOf(name: string): string | null {
  try {
    const target = realpathSync(name);
    return target === resolve(name) ? null : target;
  } catch {
    return null;
  }
}

/** Whether a file is unchanged between two examinations. `changed` is null where it is not known. */
export function isSame(
  a: Pick<FileStat, 'key' | 'size' | 'modified'> & { readonly changed: number | null },
  b: FileStat,
): boolean {
  return (
    a.key === b.key && a.size === b.size && a.modified === b.modified && (a.changed === null || a.changed === b.changed)
  );
}

/** An open file. It stays what it was when it was opened, whatever happens to its name. */
export class OpenedFile {
  readonly stat: FileStat;
  readonly fd: number;
  /** Plain text, which can be read at any position; null: it must be decoded from its start. */
  readonly plain: PlainText | null;
  /** Whether nothing can follow its end: so it is with compressed files and archives, but not with text. */
  readonly final: boolean;

  /** @throws system errors as they are */
  constructor(name: string) {
    this.fd = openSync(name, 'r');
    try {
      this.stat = fileStatOf(name, fstatSync(this.fd, { bigint: true }));
      const head = new Uint8Array(HEAD_SIZE);
      const format = formatOf(head.subarray(0, readSync(this.fd, head, 0, head.length, 0)));
      this.plain = format.kind === 'text' ? new PlainText(this.fd, format.mark) : null;
      this.final = !(format.kind === 'text' || format.kind.startsWith('utf-16'));
    } catch (error) {
      closeSync(this.fd);
      throw error;
    }
  }

  /** As it is now. */
  restat(): FileStat {
    return fileStatOf(this.stat.name, fstatSync(this.fd, { bigint: true }));
  }

  close(): void {
    closeSync(this.fd);
  }
}

/** Plain text: any range of it can be read at once. */
export class PlainText {
  readonly fd: number;
  /** Bytes of the byte order mark before the text. */
  readonly start: number;

  constructor(fd: number, start: number) {
    this.fd = fd;
    this.start = start;
  }

  /** Bytes of text right now. */
  size(): number {
    return Math.max(0, fstatSync(this.fd).size - this.start);
  }

  /** The bytes of a range; fewer where the text ends before. */
  bytes(from: number, end: number): Uint8Array {
    const bytes = new Uint8Array(end - from);
    let length = 0;
    while (length < bytes.length) {
      const n = readSync(this.fd, bytes, length, bytes.length - length, this.start + from + length);
      if (n === 0) break;
      length += n;
    }
    return bytes.subarray(0, length);
  }

  head(): Uint8Array {
    return this.bytes(0, HEAD_BYTES);
  }

  /** The last bytes before a position. */
  tail(end: number): Uint8Array {
    return this.bytes(Math.max(0, end - TAIL_BYTES), end);
  }

  digestAt(from: number, end: number): string | null {
    const bytes = this.bytes(from, end);
    return bytes.length < end - from ? null : digestOf(bytes);
  }

  /** Bytes of the line that begins there, with its LF; null where that is further than a few. */
  lineLength(at: number): number | null {
    const end = this.bytes(at, at + SHORT_LINE).indexOf(LF);
    return end < 0 ? null : end + 1;
  }

  /** Where the last line ends that begins at or after `from` and ends by `to`; `from` where none does. */
  lastLineEnd(from: number, to: number): number {
    let length = FIRST_LOOK_BACK;
    for (let end = to; end > from; length = LOOK_BACK) {
      const begin = Math.max(from, end - length);
      const at = this.bytes(begin, end).lastIndexOf(LF);
      if (at >= 0) return begin + at + 1;
      end = begin;
    }
    return from;
  }
}

const LF = 10;
const SHORT_LINE = 512;
/** Bytes that are searched for a line end at a time, at first and then. */
const FIRST_LOOK_BACK = 4 * 1024;
const LOOK_BACK = 64 * 1024;
