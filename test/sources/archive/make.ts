/** Makes archives, good ones and bad ones, byte by byte. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface Member {
  readonly path: string;
  readonly bytes: Uint8Array | string;
  /** Deflated unless it is given: 0 is stored. */
  readonly method?: number;
  readonly crc?: number;
  /** What is said of its size, packed and unpacked. */
  readonly size?: number;
  readonly packedSize?: number;
  /** Bit 0: encrypted. */
  readonly flags?: number;
  /** Of Unix: kind and permissions. */
  readonly mode?: number;
  /** As MS-DOS has it: date << 16 | time. */
  readonly time?: number;
}

/** 25 November 2026, 12:00. */
const TIME = (((2026 - 1980) << 25) | (11 << 21) | (25 << 16) | (12 << 11)) >>> 0;

function fields(...parts: readonly (readonly [size: 2 | 4 | 8, value: number])[]): Buffer {
  return Buffer.concat(
    parts.map(([size, value]) => {
      const bytes = Buffer.alloc(size);
      if (size === 8) bytes.writeBigUInt64LE(BigInt(value));
      else bytes.writeUIntLE(value, 0, size);
      return bytes;
    }),
  );
}

/** `zip64`: every size and position in the long form. */
export function zipOf(members: readonly Member[], { zip64 = false } = {}): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  const long = 0xffffffff;
  for (const { path, bytes, method = 8, crc, size, packedSize, flags = 0x800, mode, time = TIME } of members) {
    const plain = Buffer.from(bytes as Uint8Array);
    const data = method === 8 ? deflateRawSync(plain) : plain;
    const name = Buffer.from(path);
    const sizes = [packedSize ?? data.length, size ?? plain.length] as const;
    const extra = zip64 ? fields([2, 1], [2, 24], [8, sizes[1]], [8, sizes[0]], [8, at]) : Buffer.alloc(0);
    const [shownPacked, shownSize, shownAt] = zip64 ? [long, long, long] : [...sizes, at];
    const common = fields(
      ...([
        [2, flags],
        [2, method],
        [4, time],
        [4, crc ?? crc32(plain)],
      ] as const),
      ...([
        [4, shownPacked!],
        [4, shownSize!],
        [2, name.length],
      ] as const),
    );
    parts.push(Buffer.from('PK\x03\x04'), fields([2, 45]), common, fields([2, 0]), name, data);
    const attributes = mode === undefined ? 0 : (mode << 16) >>> 0;
    directory.push(
      Buffer.from('PK\x01\x02'),
      fields([2, (3 << 8) | 45], [2, 45]),
      common,
      fields([2, extra.length], [2, 0], [2, 0], [2, 0], [4, attributes], [4, shownAt!]),
      name,
      extra,
    );
    at += 30 + name.length + data.length;
  }
  const central = Buffer.concat(directory);
  const end64 = Buffer.concat([
    Buffer.from('PK\x06\x06'),
    fields([8, 44], [2, 45], [2, 45], [4, 0], [4, 0], [8, members.length], [8, members.length]),
    fields([8, central.length], [8, at]),
    Buffer.from('PK\x06\x07'),
    fields([4, 0], [8, at + central.length], [4, 1]),
  ]);
  const count = zip64 ? 0xffff : members.length;
  return Buffer.concat([
    ...parts,
    central,
    ...(zip64 ? [end64] : []),
    Buffer.from('PK\x05\x06'),
    fields([2, 0], [2, 0], [2, count], [2, count], [4, zip64 ? long : central.length], [4, zip64 ? long : at], [2, 0]),
  ]);
}

export interface TarMember {
  readonly path: string;
  readonly bytes?: Uint8Array | string;
  /** The letter of its kind; `0` is a file. */
  readonly kind?: string;
  /** Seconds since 1970. */
  readonly time?: number;
  /** What is said of its size. */
  readonly size?: number;
}

/** `magic`: what stands behind the name of a linked file: `ustar` and the version, or nothing in the oldest ones. */
export function tarOf(members: readonly TarMember[], { magic = 'ustar\x0000', end = true } = {}): Buffer {
  const blocks = members.flatMap(({ path, bytes = '', kind = '0', time = 1_795_608_000, size }) => {
    const data = Buffer.from(bytes as Uint8Array);
    const header = Buffer.alloc(512);
    const octal = (value: number, digits: number) => value.toString(8).padStart(digits, '0');
    header.write(path, 0, 100, 'latin1');
    header.write(`${octal(0o644, 7)}\0${octal(0, 7)}\0${octal(0, 7)}\0`, 100, 'latin1');
    header.write(`${octal(size ?? data.length, 11)}\0${octal(time, 11)}\0${' '.repeat(8)}${kind}`, 124, 'latin1');
    header.write(magic, 257, 'latin1');
    header.write(
      `${octal(
        header.reduce((sum, byte) => sum + byte, 0),
        6,
      )}\0 `,
      148,
      'latin1',
    );
    return [header, data, Buffer.alloc((512 - (data.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(end ? 1024 : 0)]);
}

/** What POSIX writes before a member: `path`, `size`, `GNU.sparse.major` and the like. */
export function paxOf(values: Readonly<Record<string, string>>): TarMember {
  const records = Object.entries(values).map(([key, value]) => {
    const rest = ` ${key}=${value}\n`;
    let length = Buffer.byteLength(rest) + 2;
    while (Buffer.byteLength(`${length}${rest}`) !== length) length += 1;
    return `${length}${rest}`;
  });
  return { path: 'PaxHeader', kind: 'x', bytes: records.join('') };
}
