/** The files in a tar archive: POSIX, GNU and the oldest ones. */
import { LogscanError } from '../../model/errors.js';
import type { Chunks } from '../peek.js';
import { type ArchiveEntry, timeOf } from './entry.js';
import { type Part, type TarStream, Unpacking } from './tar-unpacking.js';

export async function* tarEntries(chunks: Chunks): AsyncGenerator<ArchiveEntry> {
  const { extract } = (await import('tar-stream')) as unknown as TarStream;
  // With this high-water mark every write is followed by the event `drain`, once the unpacker has worked through it.
  const unpacker = extract({ allowUnknownFormat: true, highWaterMark: 1 });
  const unpacking = new Unpacking(unpacker, chunks);
  try {
    for (let part = await unpacking.next(); part !== null; part = await unpacking.next()) {
      const entry = entryOf(part, unpacking);
      if (entry !== null) yield entry;
      await unpacking.skip(part);
    }
  } finally {
    unpacking.close();
  }
}

/** Null for what is not a file: folders, links, devices. */
function entryOf(part: Part, unpacking: Unpacking): ArchiveEntry | null {
  const { name: path, type, size, mtime, pax } = part.header;
  const modified = timeOf(mtime, 0);
  const isSparse = Object.keys(pax ?? {}).some((key) => key.startsWith('GNU.sparse.'));
  if (isSparse || (type === null && size > 0)) {
    const bytes = new LogscanError('input', 'is stored with holes, or in parts, which is not read: unpack it first');
    return { path: pax?.['GNU.sparse.name'] ?? path, modified, bytes };
  }
  const isFile = (type === 'file' || type === 'contiguous-file') && !path.endsWith('/');
  return isFile ? { path, modified, bytes: unpacking.bytesOf(part) } : null;
}
