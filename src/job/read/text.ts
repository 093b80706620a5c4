/** A file as the text in it: its state on the disk, and its bytes. Offsets are bytes of the text. */
import { type BigIntStats, closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { digestOf, HEAD_BYTES } from '../../history/streams/fingerprints.js';
import { LogscanError } from '../../model/errors.js';
import { archiveNotRead } from '../../sources/fault.js';
import { formatOf, HEAD_SIZE } from '../../sources/format.js';
import { openSource } from '../../sources/open.js';

/** What the system says of a file without opening it. */
export interface FileStat {
  readonly name: string;
  /** Device and inode. */
  readonly key: string;
  readonly size: number;
  /** Epoch milliseconds, with a fraction. */
  readonly modified: number;
}

/** @throws a system error, or LogscanError `input` for what is no regular file: a pipe can be read only once */
export function statFile(name: string): FileStat {
  return fileStatOf(name, statSync(name, { bigint: true }));
}

function fileStatOf(name: string, stats: BigIntStats): FileStat {
  if (stats.isDirectory()) throw Object.assign(new Error('is a folder'), { code: 'EISDIR' });
  if (!stats.isFile()) throw new LogscanError('input', 'is no regular file: it cannot be read a second time');
  return {
    name,
    key: `${stats.dev}:${stats.ino}`,
    size: Number(stats.size),
    modified: Number(stats.mtimeNs) / 1e6,
  };
}

/** Whether a file is unchanged between two examinations. */
export function isSame(a: FileStat, b: FileStat): boolean {
  return a.key === b.key && a.size === b.size && a.modified === b.modified;
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

  digestAt(from: number, end: number): string | null {
    const bytes = this.bytes(from, end);
    return bytes.length < end - from ? null : digestOf(bytes);
  }

  /** Where the last line ends that begins at or after `from` and ends by `to`; `from` where none does. */
  lastLineEnd(from: number, to: number): number {
    for (let end = to; end > from; ) {
      const begin = Math.max(from, end - LOOK_BACK);
      const at = this.bytes(begin, end).lastIndexOf(LF);
      if (at >= 0) return begin + at + 1;
      end = begin;
    }
    return from;
  }

  close(): void {
    closeSync(this.fd);
  }
}

const LF = 10;
/** Bytes that are searched for a line end at a time. */
const LOOK_BACK = 64 * 1024;

/** An opened file: plain, or one that must be decoded from its start. */
export type Opened =
  | { readonly stat: FileStat; readonly plain: PlainText }
  | {
      readonly stat: FileStat;
      readonly plain: null;
      /** Whether nothing can follow its end: so it is with compressed files, but not with UTF-16. */
      readonly final: boolean;
    };

/** @throws system errors as they are, and NotText for an archive */
export function openText(name: string): Opened {
  const fd = openSync(name, 'r');
  let keep = false;
  try {
    const stat = fileStatOf(name, fstatSync(fd, { bigint: true }));
    const head = new Uint8Array(HEAD_SIZE);
    const format = formatOf(head.subarray(0, readSync(fd, head, 0, head.length, 0)));
    keep = format.kind === 'text';
    if (format.kind === 'text') return { stat, plain: new PlainText(fd, format.mark) };
    if (format.kind === 'zip' || format.kind === 'tar') throw archiveNotRead(format.kind);
    return { stat, plain: null, final: !format.kind.startsWith('utf-16') };
  } finally {
    if (!keep) closeSync(fd);
  }
}

/** Decodes a file from its start; `see` returns false to stop. Fails with a LogscanError where it cannot be decoded on. */
export async function decodeFile(
  name: string,
  see: (chunk: Uint8Array, offset: number) => boolean | Promise<boolean>,
): Promise<void> {
  const source = await openSource(name);
  try {
    if (source.stream === null) throw new LogscanError('input', 'it changed while it was read');
    let offset = 0;
    for await (const chunk of source.stream as AsyncIterable<Uint8Array>) {
      if (!(await see(chunk, offset))) return;
      offset += chunk.length;
    }
  } finally {
    source.close();
  }
}

/** The beginning of a decoded text. */
export async function decodedHead(name: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  await decodeFile(name, (chunk) => {
    chunks.push(chunk.slice(0, HEAD_BYTES - length));
    length += chunks.at(-1)!.length;
    return length < HEAD_BYTES;
  });
  return Buffer.concat(chunks);
}
