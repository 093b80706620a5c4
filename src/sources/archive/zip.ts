/** The files in a zip archive that lies in a file which can be read at any position. */
import { LogscanError } from '../../model/errors.js';
import type { RawBytes } from '../decode.js';
import type { FileBytes } from '../file-bytes.js';
import { type ArchiveEntry, type MemberRange, timeOf } from './entry.js';
import { directoryOf, inWords, type Member, NoDirectory } from './zip-directory.js';
import { membersByHeader } from './zip-headers.js';
import { memberBytes } from './zip-member.js';

const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 99;
const METHODS: Readonly<Record<number, string>> = {
  9: 'deflate64',
  12: 'bzip2',
  14: 'LZMA',
  93: 'zstd',
  95: 'xz',
  98: 'PPMd',
};
/** Systems whose archives say what kind of file a member is: Unix and macOS. */
const WITH_MODES = [3, 19];
const KIND = 0o170000;
const REGULAR = 0o100000;
/** The kind of a member that zip makes from its standard input: it has bytes. */
const PIPE = 0o010000;
/** The first time that MS-DOS can write. */
const FIRST_TIME = Date.UTC(1980, 0, 1);

/**
 * In the order of the directory. The descriptor stays the caller's. Members outside of the range have no bytes.
 * @param range members by their number; null: all
 */
export async function* zipEntries(fd: number, range: MemberRange | null = null): AsyncGenerator<ArchiveEntry> {
  const parts = new Parts(fd);
  let number = -1;
  try {
    for await (const member of membersIn(fd)) {
      number += 1;
      if (range !== null && number >= range.to) return;
      const { path } = member;
      if (!isFile(member)) continue;
      const isInRange = range === null || number >= range.from;
      const modified = timeOf(member.getLastModDate({ timezone: 'UTC' }), FIRST_TIME);
      yield { path, modified, bytes: isInRange ? await bytesOf(member, parts) : null };
      await parts.close();
    }
  } finally {
    await parts.close();
  }
}

/** By the directory. Where it is missing: by the header before each member, and then the fault. */
async function* membersIn(fd: number): AsyncGenerator<Member> {
  try {
    yield* directoryOf(fd);
  } catch (error) {
    if (error instanceof NoDirectory) yield* membersByHeader(await import('yauzl'), fd);
    throw error;
  }
}

/** Whether it is not a folder, link or device. */
function isFile({ path, versionMadeBy, externalFileAttributes, uncompressedSize }: Member): boolean {
  if (path.endsWith('/')) return false;
  const kind = WITH_MODES.includes(versionMadeBy >> 8) ? (externalFileAttributes >>> 16) & KIND : 0;
  return kind === 0 || kind === REGULAR || (kind === PIPE && uncompressedSize > 0);
}

async function bytesOf(member: Member, parts: Parts): Promise<RawBytes | Error> {
  const { compressionMethod: method } = member;
  if (member.isEncrypted() || method === ENCRYPTED) {
    return new LogscanError('input', 'is encrypted: unpack it with its password first');
  }
  if (method !== STORED && method !== DEFLATED) {
    const name = METHODS[method] ?? `method ${method}`;
    return new LogscanError('input', `is compressed by ${name}, which is not read in a zip archive: unpack it first`);
  }
  try {
    const start = await member.findStart();
    const chunks = () =>
      memberBytes(
        {
          fd: parts.fd,
          start,
          packedSize: member.compressedSize,
          size: member.uncompressedSize,
          crc: member.crc32,
          isDeflated: method === DEFLATED,
        },
        (part) => parts.add(part),
      );
    return { chunks, again: chunks, close: () => parts.end() };
  } catch (error) {
    return inWords(error, member.relativeOffsetOfLocalHeader);
  }
}

/** The parts of the file that are being read: its descriptor must stay open until that is over. */
class Parts {
  readonly fd: number;
  #open: FileBytes[] = [];

  constructor(fd: number) {
    this.fd = fd;
  }

  add(part: FileBytes): void {
    this.#open.push(part);
  }

  /** Ends the reading of all so far. */
  end(): void {
    for (const part of this.#open) part.close();
  }

  async close(): Promise<void> {
    this.end();
    await Promise.all(this.#open.map(({ idle }) => idle));
    this.#open = [];
  }
}
