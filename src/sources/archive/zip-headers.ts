/**
 * The members of a zip archive whose end is missing, and with it the directory. They are found by the header before
 * each, as far as these headers have sizes. (A writer into a pipe does not know a size yet, and writes it behind the
 * member.)
 */
import { readSync } from 'node:fs';
import type * as Yauzl from 'yauzl';
import type { Member } from './zip-directory.js';

const HEADER = 30;
const MARK = 0x04034b50;
const SIZE_BEHIND = 8;
/** This size says that the sizes stand in an extra field, unpacked and packed. */
const LONG = 0xffffffff;
const LONG_SIZES = 1;

export function* membersByHeader(yauzl: typeof Yauzl, fd: number): Generator<Member> {
  for (let at = 0; ; ) {
    const member = memberAt(yauzl, fd, at);
    if (member === null) return;
    yield member;
    at = member.start + member.compressedSize;
  }
}

/** Null where there is no header, or one without the length of the member. */
function memberAt(yauzl: typeof Yauzl, fd: number, at: number): (Member & { readonly start: number }) | null {
  const header = piece(fd, at, HEADER);
  if (header.length < HEADER || header.readUInt32LE(0) !== MARK) return null;
  const entry = new yauzl.Entry();
  entry.versionMadeBy = 0;
  entry.externalFileAttributes = 0;
  entry.generalPurposeBitFlag = header.readUInt16LE(6);
  entry.compressionMethod = header.readUInt16LE(8);
  entry.lastModFileTime = header.readUInt16LE(10);
  entry.lastModFileDate = header.readUInt16LE(12);
  entry.crc32 = header.readUInt32LE(14);
  entry.compressedSize = header.readUInt32LE(18);
  entry.uncompressedSize = header.readUInt32LE(22);
  const [nameLength, extraLength] = [header.readUInt16LE(26), header.readUInt16LE(28)];
  const rest = piece(fd, at + HEADER, nameLength + extraLength);
  if (rest.length < nameLength + extraLength || entry.generalPurposeBitFlag & SIZE_BEHIND) return null;
  entry.extraFields = extraFieldsOf(yauzl, rest.subarray(nameLength));
  if (entry.compressedSize === LONG || entry.uncompressedSize === LONG) {
    const sizes = entry.extraFields.find(({ id, data }) => id === LONG_SIZES && data.length >= 16)?.data;
    if (sizes === undefined) return null;
    entry.uncompressedSize = Number(sizes.readBigUInt64LE(0));
    entry.compressedSize = Number(sizes.readBigUInt64LE(8));
  }
  const name = rest.subarray(0, nameLength);
  const path = yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag, name, entry.extraFields, false);
  const start = at + HEADER + rest.length;
  return Object.assign(entry, { path, start, findStart: async () => start });
}

function extraFieldsOf(yauzl: typeof Yauzl, bytes: Buffer): Yauzl.ExtraField[] {
  try {
    return yauzl.parseExtraFields(bytes);
  } catch {
    return [];
  }
}

/** Fewer bytes where the file ends before; none where no file can be so long. */
function piece(fd: number, at: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  if (!Number.isSafeInteger(at + length)) return bytes.subarray(0, 0);
  return bytes.subarray(0, readSync(fd, bytes, 0, length, at));
}
