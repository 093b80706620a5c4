/** Which lines of a `LogFolder` are in a file, whatever it is packed in. */
import { constants, gunzipSync, inflateRawSync } from 'node:zlib';

const ZSTD = 0xfd2fb528;
const ZSTD_HEADER = 4 + 5 + 3;

/** One frame with one block that is not compressed, of up to 128 KiB. */
export function zstdOf(bytes: Buffer): Buffer {
  const header = Buffer.alloc(ZSTD_HEADER);
  header.writeUInt32LE(ZSTD, 0);
  // A single segment, its size in four bytes; then the block: the last one, raw.
  header.writeUInt8(0xa0, 4);
  header.writeUInt32LE(bytes.length, 5);
  header.writeUIntLE((bytes.length << 3) | 1, 9, 3);
  return Buffer.concat([header, bytes]);
}

export interface Lines {
  readonly whole: number[];
  /** A last line without its end, which a job leaves for later. */
  readonly unfinished: number | null;
}

export function linesIn(bytes: Buffer): Lines {
  const text = textIn(bytes);
  const whole = [...text.matchAll(/n(\d{6})\n/g)].map((match) => Number(match[1]));
  const last = /n(\d{6})$/.exec(text);
  return { whole, unfinished: last === null ? null : Number(last[1]) };
}

/** Of a truncated archive what is there, of a damaged one nothing. A zip archive may have one member. */
export function textIn(bytes: Buffer): string {
  if (bytes.length < 4) return bytes.toString('latin1');
  if (bytes.subarray(0, 2).toString('latin1') === '\x1f\x8b') {
    return textIn(unzip(bytes));
  }
  if (bytes.subarray(0, 4).toString('latin1') === 'PK\x03\x04') {
    const data = 30 + bytes.readUInt16LE(26) + bytes.readUInt16LE(28);
    return textIn(inflateRawSync(bytes.subarray(data)));
  }
  // Blocks are stored as they are.
  if (bytes.readUInt32LE(0) === ZSTD) return textIn(bytes.subarray(ZSTD_HEADER));
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || bytes[1] === 0) return bytes.toString('utf16le');
  return bytes.toString('latin1');
}

function unzip(bytes: Buffer): Buffer {
  try {
    return gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return Buffer.alloc(0);
  }
}
