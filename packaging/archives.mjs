/** Writes folders of files as zip and tar.gz: the same files give the same bytes, whenever and wherever. */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import tar from 'tar-stream';
import yazl from 'yazl';

/** Of every file in them. A zip has no time before 1980, and none has a zone. */
export const TIME = new Date(Number(process.env.SOURCE_DATE_EPOCH ?? 946_684_800) * 1000);

const MODE = 0o100644;
const EXECUTABLE = 0o100755;

/** @param files `{ path, bytes, isExecutable }`; @param folder in which they are in the archive; @param level of packing, 1 to 9 */
export async function writeZip(target, folder, files, level) {
  const zip = new yazl.ZipFile();
  for (const { path, bytes, isExecutable } of files) {
    const mode = isExecutable ? EXECUTABLE : MODE;
    zip.addBuffer(bytes, `${folder}/${path}`, { mtime: TIME, mode, compressionLevel: level, forceDosTimestamp: true });
  }
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(target));
}

export async function writeTarGz(target, folder, files, level) {
  const pack = tar.pack();
  const written = pipeline(pack, createGzip({ level }), createWriteStream(target));
  for (const { path, bytes, isExecutable } of files) {
    const header = { name: `${folder}/${path}`, mode: (isExecutable ? EXECUTABLE : MODE) & 0o777, mtime: TIME };
    await new Promise((resolve, reject) => {
      pack.entry(header, bytes, (error) => (error ? reject(error) : resolve()));
    });
  }
  pack.finalize();
  await written;
}

/** SHA-256 of a file, in hexadecimal. */
export async function checksumOf(file) {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest('hex');
}
