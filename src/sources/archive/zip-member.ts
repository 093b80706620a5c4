/**
 * The bytes of a member of a zip archive. Their number and their checksum are verified here, because nothing else does.
 */
import { readSync } from 'node:fs';
import { crc32, inflateRawSync } from 'node:zlib';
import { corrupt } from '../fault.js';
import { FileBytes } from '../file-bytes.js';
import { gunzip } from '../gzip/gunzip.js';
import type { Chunks } from '../peek.js';

export interface Stored {
  readonly fd: number;
  /** Where its bytes stand in the file. */
  readonly start: number;
  readonly packedSize: number;
  readonly size: number;
  readonly crc: number;
  readonly isDeflated: boolean;
}

/** Members up to this size, packed and unpacked, are read at once: 30 µs, where a stream of zlib takes 700. */
const SMALL = 1 << 20;

/** `opened` is called with every reader of the file: its descriptor must stay open until that is done. */
export async function* memberBytes(member: Stored, opened: (part: FileBytes) => void): Chunks {
  const whole = smallMember(member);
  if (whole !== null) {
    yield whole;
    return;
  }
  const { fd, start, packedSize, isDeflated } = member;
  const packed = () => {
    const part = new FileBytes(fd, start, { end: start + packedSize });
    opened(part);
    return part.chunks();
  };
  yield* verified(isDeflated ? gunzip(packed(), packed, 'deflate') : packed(), member);
}

/** Null for a large member, and for one with any fault: the stream then finds out what and where. */
function smallMember({ fd, start, packedSize, size, crc, isDeflated }: Stored): Uint8Array | null {
  if (packedSize > SMALL || size > SMALL) return null;
  const packed = Buffer.allocUnsafe(packedSize);
  if (readSync(fd, packed, 0, packedSize, start) < packedSize) return null;
  const bytes = isDeflated ? inflated(packed, size) : packed;
  return bytes !== null && bytes.length === size && crc32(bytes) === crc ? bytes : null;
}

function inflated(packed: Uint8Array, size: number): Uint8Array | null {
  try {
    const options = { maxOutputLength: Math.max(1, size), info: true };
    // The result with `info` is missing in the types.
    const { buffer, engine } = inflateRawSync(packed, options) as unknown as Inflated;
    return engine.bytesWritten === packed.length ? buffer : null;
  } catch {
    return null;
  }
}

interface Inflated {
  readonly buffer: Uint8Array;
  readonly engine: { readonly bytesWritten: number };
}

async function* verified(chunks: Chunks, { size: announced, crc, start }: Stored): Chunks {
  let size = 0;
  let sum = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > announced) throw corrupt('zip', start, `more than the ${announced} bytes that were announced`);
    sum = crc32(chunk, sum);
    yield chunk;
  }
  if (size < announced) throw corrupt('zip', start, `${size} bytes where ${announced} were announced`);
  if (sum !== crc) throw corrupt('zip', start, 'the checksum does not match');
}
