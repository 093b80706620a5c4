/**
 * zstd: several frames in one file, and skippable ones, which hold no text. Frames and blocks are cut apart here, so
 * that every block before a fault is decoded, and the fault has a position, whichever decoder is used.
 */
import { ByteReader } from '../byte-reader.js';
import { corrupt, trailingGarbage, unexpectedEnd } from '../fault.js';
import type { Chunks } from '../peek.js';
import { type FrameDecoder, newFrameDecoder } from './decoder.js';
import { type Frame, headerSize, isSkippable, MAGIC, numberOf, readBlockHeader, readHeader } from './frame.js';
import { Xxh64 } from './xxh64.js';

export async function* unzstd(chunks: Chunks, newDecoder: () => Promise<FrameDecoder> = newFrameDecoder): Chunks {
  const reader = new ByteReader(chunks);
  try {
    for (;;) {
      const at = reader.position;
      const start = await reader.take(4);
      if (start.length === 0) return;
      const magic = numberOf(start);
      if (start.length === 4 && magic === MAGIC) {
        yield* readFrame(reader, start, await newDecoder());
      } else if (start.length === 4 && isSkippable(magic)) {
        const size = numberOf(await takeAll(reader, 4));
        if (!(await reader.skip(size))) throw unexpectedEnd('zstd', reader.position);
      } else {
        throw trailingGarbage('zstd', at);
      }
    }
  } finally {
    await reader.close();
  }
}

async function* readFrame(reader: ByteReader, magic: Uint8Array, decoder: FrameDecoder): Chunks {
  const start = reader.position - magic.length;
  try {
    const descriptor = await takeAll(reader, 1);
    const header = await takeAll(reader, headerSize(descriptor[0]!));
    const frame = readHeader(descriptor[0]!, header);
    if (typeof frame === 'string') throw corrupt('zstd', start, frame);
    await decoder.write(Buffer.concat([magic, descriptor, header]));
    yield* readBlocks(reader, frame, decoder);
  } finally {
    decoder.close();
  }
}

async function* readBlocks(reader: ByteReader, frame: Frame, decoder: FrameDecoder): Chunks {
  const hash = frame.hasChecksum && !decoder.verifies ? new Xxh64() : null;
  let size = 0;
  const taken = function* () {
    for (const piece of decoder.take()) {
      size += piece.length;
      hash?.update(piece);
      yield piece;
    }
  };
  /** For a truncated frame: what the decoder still holds, then the fault. */
  const cutOff = async function* (): Chunks {
    await decoder.finish();
    yield* taken();
    throw unexpectedEnd('zstd', reader.position);
  };
  for (let isLast = false; !isLast; ) {
    const at = reader.position;
    const header = await reader.take(3);
    if (header.length < 3) yield* cutOff();
    const block = readBlockHeader(header);
    if (block.type === 'reserved') throw corrupt('zstd', at, 'a block of no known type');
    if (block.size > frame.largestBlock) throw corrupt('zstd', at, `a block of more than ${frame.largestBlock} bytes`);
    const body = await reader.take(block.length);
    if (body.length < block.length) yield* cutOff();
    const result = await decoder.write(Buffer.concat([header, body]));
    yield* taken();
    if (result === 'failed') throw corrupt('zstd', at, decoder.failure!);
    isLast = block.isLast;
  }
  const at = reader.position;
  const checksum = await reader.take(frame.hasChecksum ? 4 : 0);
  if (frame.hasChecksum && checksum.length < 4) yield* cutOff();
  if (checksum.length > 0) await decoder.write(checksum);
  if (decoder.failure === null) await decoder.finish();
  yield* taken();
  if (decoder.failure !== null) throw corrupt('zstd', at, decoder.failure);
  if (hash !== null && Number(hash.digest() & 0xffffffffn) !== numberOf(checksum)) {
    throw corrupt('zstd', at, 'the checksum does not match');
  }
  if (frame.contentSize !== null && frame.contentSize !== size) {
    throw corrupt('zstd', at, `${size} bytes of text where ${frame.contentSize} were announced`);
  }
}

/** @throws where fewer than `count` bytes are left */
async function takeAll(reader: ByteReader, count: number): Promise<Uint8Array> {
  const bytes = await reader.take(count);
  if (bytes.length < count) throw unexpectedEnd('zstd', reader.position);
  return bytes;
}
