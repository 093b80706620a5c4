/**
 * The members of an archive as sources of their own, and those of archives in it. They are read one after the other:
 * each before the next one is asked for.
 *
 *     archive ─▶ entries ─▶ decoded, as a file is ─▶ text:    a source
 *        ▲                                           archive: its members
 *        └──────────────────────────────────────────────┘
 */
import { LogscanError } from '../../model/errors.js';
import { type Bounds, DEEPEST } from '../bounds.js';
import { type DecodedArchive, type DecodedText, decode, type RawBytes } from '../decode.js';
import type { ArchiveKind } from '../format.js';
import type { OpenSource } from '../open-source.js';
import type { Chunks } from '../peek.js';
import { TextStream } from '../text-stream.js';
import type { ArchiveEntry, MemberRange } from './entry.js';
import { Names } from './names.js';
import { spool } from './spool.js';

/** An archive as bytes, or a zip archive in a file; its descriptor stays the caller's. */
export type Packed =
  | DecodedArchive
  | { readonly archive: 'zip'; readonly fd: number; readonly range: MemberRange | null };

export interface ArchiveFacts {
  readonly name: string;
  /** Of the archive itself, for members without a time of their own; null where it has none. */
  readonly modified: number | null;
  /** Those of the input that the archive is, or is in. */
  readonly bounds: Bounds;
}

/**
 * A fault of the archive itself becomes the error of a source with its name. An archive without members becomes a
 * source without lines. A source that is not read to its end is closed.
 */
export function membersOf(packed: Packed, facts: ArchiveFacts): AsyncGenerator<OpenSource> {
  return members(packed, facts, 1);
}

async function* members(packed: Packed, facts: ArchiveFacts, depth: number): AsyncGenerator<OpenSource> {
  const { name, modified, bounds } = facts;
  const names = new Names(name);
  let isEmpty = true;
  try {
    for await (const entry of entriesOf(packed)) {
      bounds.countMember();
      isEmpty = false;
      const path = names.of(entry.path);
      if (entry.bytes === null) continue;
      const member = { name: path, modified: entry.modified ?? modified, bounds };
      yield* sourcesOf(entry.bytes, member, packed.archive, depth);
    }
  } catch (failure) {
    yield sourceOf(failing(failure), facts, packed.archive);
    return;
  }
  if (isEmpty) yield sourceOf(nothing(), facts, packed.archive);
}

async function* entriesOf(packed: Packed): AsyncGenerator<ArchiveEntry> {
  if (packed.archive === 'tar') {
    const { tarEntries } = await import('./tar.js');
    yield* tarEntries((packed as DecodedArchive).chunks);
    return;
  }
  const { zipEntries } = await import('./zip.js');
  if ('fd' in packed) {
    yield* zipEntries(packed.fd, packed.range);
    return;
  }
  const spooled = await spool(packed.chunks);
  try {
    yield* zipEntries(spooled.fd);
  } finally {
    spooled.close();
  }
}

/** The sources of one member: itself, or the members of an archive in it. */
async function* sourcesOf(
  bytes: RawBytes | Error,
  facts: ArchiveFacts,
  kind: ArchiveKind,
  depth: number,
): AsyncGenerator<OpenSource> {
  const decoded = bytes instanceof Error ? bytes : await decodeMember(bytes, facts.bounds);
  if (decoded instanceof Error) yield sourceOf(failing(decoded), facts, kind);
  else if (decoded.archive === null) {
    const source = sourceOf(decoded, facts, kind);
    try {
      yield source;
    } finally {
      source.close();
    }
  } else if (depth === DEEPEST) {
    decoded.close();
    const words = `is an archive inside of ${DEEPEST} others: not read; unpack it first`;
    yield sourceOf(failing(new LogscanError('input', words)), facts, kind);
  } else {
    try {
      yield* members(decoded, facts, depth + 1);
    } finally {
      decoded.close();
    }
  }
}

async function decodeMember(raw: RawBytes, bounds: Bounds): Promise<DecodedText | DecodedArchive | Error> {
  try {
    return await decode({ ...raw, chunks: () => bounds.giving(raw.chunks()) }, bounds);
  } catch (error) {
    return error as Error;
  }
}

function sourceOf(text: DecodedText, { name, modified }: ArchiveFacts, kind: ArchiveKind): OpenSource {
  return { ...text, name, modified, archive: kind, file: null, pipe: null, close: () => text.stream.destroy() };
}

function nothing(): DecodedText {
  return plain(chunksOf(null));
}

/** Fails as soon as it is read. */
function failing(failure: unknown): DecodedText {
  return plain(chunksOf({ failure }));
}

async function* chunksOf(end: { readonly failure: unknown } | null): Chunks {
  yield* [];
  if (end !== null) throw end.failure;
}

function plain(chunks: Chunks): DecodedText {
  const stream = new TextStream(chunks, () => {});
  return { archive: null, encoding: 'utf-8', marked: false, compression: 'none', start: 0, stream };
}
