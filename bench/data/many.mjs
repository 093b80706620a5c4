/**
 * Inputs that are hard on memory, each with so many of one thing that a list of them would not fit: members of an archive,
 * files, damaged archives, values of a key, seconds. Made from their numbers alone, so always the same.
 */

import { once } from 'node:events';
import { createWriteStream, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, gzipSync } from 'node:zlib';

const START = Date.UTC(2026, 10, 2);
const CODES = [107000, 109004, 107100, 106000];

function line(n, step) {
  return `${new Date(START + n * step).toISOString()} service=svc-${n} code=${CODES[n % CODES.length]}\n`;
}

/** Kinds of input, by name: `make(path, count)` makes a file or a folder. */
const MAKE = {
  values: (path, count) => written(path, count, (n) => Buffer.from(line(n, 20))),
  seconds: (path, count) => written(path, count, (n) => Buffer.from(line(n, 60_000))),
  zip: makeZip,
  files: (path, count) => inFolder(path, count, (n) => [`svc-${n}.log`, line(n, 500).repeat(3)]),
  damaged: (path, count) => {
    const log = Array.from({ length: 2_000 }, (_, n) => line(n, 500)).join('');
    const whole = gzipSync(log);
    inFolder(path, count, (n) => [`svc-${n}.log.gz`, whole.subarray(0, whole.length - 100 - (n % 50))]);
  },
};

/** Makes it where it is not there yet. @returns its path */
export async function prepareMany(folder, kind, count) {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `many-${kind}-${count}`);
  if (existsSync(path)) return path;
  const unfinished = join(folder, `unfinished-many-${kind}`);
  rmSync(unfinished, { recursive: true, force: true });
  await MAKE[kind](unfinished, count);
  renameSync(unfinished, path);
  return path;
}

function inFolder(path, count, fileOf) {
  mkdirSync(path);
  for (let n = 0; n < count; n++) {
    const [name, content] = fileOf(n);
    writeFileSync(join(path, name), content);
  }
}

async function written(path, count, partOf) {
  const out = createWriteStream(path, { highWaterMark: 1 << 22 });
  for (let n = 0; n < count; n++) if (!out.write(partOf(n))) await once(out, 'drain');
  out.end();
  await once(out, 'close');
}

/** Members that are stored as they are. The zip format has room for 65,535; with more, a reader needs the end of zip64. */
async function makeZip(path, count) {
  const out = createWriteStream(path, { highWaterMark: 1 << 22 });
  let at = 0;
  const write = async (bytes) => {
    at += bytes.length;
    if (!out.write(bytes)) await once(out, 'drain');
  };
  const entries = [];
  for (let n = 0; n < count; n++) {
    const name = Buffer.from(`app/svc-${n}.log`);
    const body = Buffer.from(line(n, 500));
    const common = Buffer.alloc(26);
    // Version, flags, method, time, date, checksum, both sizes, length of the name, of extra fields.
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(((2026 - 1980) << 9) | (11 << 5) | 2, 8);
    common.writeUInt32LE(crc32(body), 10);
    common.writeUInt32LE(body.length, 14);
    common.writeUInt32LE(body.length, 18);
    common.writeUInt16LE(name.length, 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    entries.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, tail, name]));
    await write(Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, name, body]));
  }
  const start = at;
  for (const entry of entries) await write(entry);
  const size = at - start;
  const end64 = at;
  const record = Buffer.alloc(56);
  record.write('PK\x06\x06', 'latin1');
  record.writeBigUInt64LE(44n, 4);
  record.writeUInt16LE(45, 12);
  record.writeUInt16LE(45, 14);
  record.writeBigUInt64LE(BigInt(count), 24);
  record.writeBigUInt64LE(BigInt(count), 32);
  record.writeBigUInt64LE(BigInt(size), 40);
  record.writeBigUInt64LE(BigInt(start), 48);
  const locator = Buffer.alloc(20);
  locator.write('PK\x06\x07', 'latin1');
  locator.writeBigUInt64LE(BigInt(end64), 8);
  locator.writeUInt32LE(1, 16);
  const end = Buffer.alloc(22, 0xff);
  end.write('PK\x05\x06', 'latin1');
  end.fill(0, 4, 8);
  end.fill(0, 20);
  await write(Buffer.concat([record, locator, end]));
  out.end();
  await once(out, 'close');
}
