/** The headers of zstd frames and blocks, as RFC 8878 has them. Numbers are little-endian. */

/** In bytes. Above this zstd(1) too refuses to read, unless an option allows so much memory. */
const LARGEST_WINDOW = 128 << 20;
const LARGEST_BLOCK = 128 << 10;
export const MAGIC = 0xfd2fb528;

/** Frames that hold no text: 0x184D2A50 to 0x184D2A5F. */
export function isSkippable(magic: number): boolean {
  return magic >>> 4 === 0x184d2a5;
}

/** Bytes of the frame header behind the magic number and `descriptor`, the byte after it. */
export function headerSize(descriptor: number): number {
  const { isSingle, dictionarySize, contentSizeSize } = flagsOf(descriptor);
  return (isSingle ? 0 : 1) + dictionarySize + contentSizeSize;
}

export interface Frame {
  readonly hasChecksum: boolean;
  /** Bytes of text in the frame; null where it does not say. */
  readonly contentSize: number | null;
  /** A block is not larger than this. */
  readonly largestBlock: number;
}

/** `header`: `headerSize` bytes. A string says why the frame cannot be read. */
export function readHeader(descriptor: number, header: Uint8Array): Frame | string {
  const { isSingle, dictionarySize, contentSizeSize, hasChecksum, isReserved } = flagsOf(descriptor);
  if (isReserved) return 'a reserved bit of the frame header is set';
  const at = isSingle ? 0 : 1;
  if (header.subarray(at, at + dictionarySize).some((byte) => byte !== 0)) return 'it needs a dictionary';
  const written = numberOf(header.subarray(at + dictionarySize));
  const contentSize = contentSizeSize === 0 ? null : contentSizeSize === 2 ? written + 256 : written;
  const window = isSingle ? contentSize! : windowOf(header[0]!);
  if (window > LARGEST_WINDOW) return `its window of ${window} bytes is larger than ${LARGEST_WINDOW}`;
  return { hasChecksum, contentSize, largestBlock: Math.min(window, LARGEST_BLOCK) };
}

function flagsOf(descriptor: number) {
  const isSingle = (descriptor & 0x20) !== 0;
  return {
    isSingle,
    hasChecksum: (descriptor & 4) !== 0,
    isReserved: (descriptor & 8) !== 0,
    dictionarySize: [0, 1, 2, 4][descriptor & 3]!,
    contentSizeSize: [isSingle ? 1 : 0, 2, 4, 8][descriptor >> 6]!,
  };
}

function windowOf(byte: number): number {
  const base = 2 ** (10 + (byte >> 3));
  return base + (base / 8) * (byte & 7);
}

const TYPES = ['raw', 'repeated', 'compressed', 'reserved'] as const;

export interface Block {
  readonly isLast: boolean;
  readonly type: (typeof TYPES)[number];
  /** Bytes that follow its header. */
  readonly length: number;
  /** Bytes of its text; if compressed, of the block itself. In both cases at most the frame's `largestBlock`. */
  readonly size: number;
}

/** `header`: 3 bytes. */
export function readBlockHeader(header: Uint8Array): Block {
  const number = numberOf(header);
  const type = TYPES[(number >> 1) & 3]!;
  const size = number >> 3;
  return { isLast: (number & 1) === 1, type, size, length: type === 'repeated' ? 1 : size };
}

/** At most 8 bytes; not exact above 2^53. */
export function numberOf(bytes: Uint8Array): number {
  return bytes.reduceRight((number, byte) => number * 256 + byte, 0);
}
