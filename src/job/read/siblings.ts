/**
 * Other plain files that hold a known text. Fingerprints say that two texts agree at some places; while both files are
 * there, their bytes say up to where.
 */
import { compare } from '../../history/streams/fingerprints.js';
import type { KnownStreams, Match } from '../../history/streams/known-streams.js';
import type { LogStream } from '../../history/streams/streams.js';
import { isFault } from './decoded.js';
import { OpenedFile, type PlainText } from './text.js';

/** Bytes that are compared at a time. */
const CHUNK = 1 << 20;
/** Of a text's files so many are opened. */
const MOST_FILES = 4;

export type Sibling = OpenedFile & { readonly plain: PlainText };

export class Siblings {
  readonly #known: KnownStreams;
  /** Names by text, as this run and earlier ones have seen them; null: none was asked for yet. */
  #names: Map<number, Set<string>> | null = null;

  constructor(known: KnownStreams) {
    this.#known = known;
  }

  /** A plain file was seen, which holds a text as far as can be told. */
  see(text: number, name: string): void {
    if (this.#names === null) return;
    const names = this.#names.get(text);
    if (names === undefined) this.#names.set(text, new Set([name]));
    else names.add(name);
  }

  /**
   * A match, with what the bytes of another file say of it, if there is one.
   * @param key of the file that may hold the text
   */
  exactly(match: Match, key: string, text: PlainText): Match {
    const { stream, agreed, differs } = match;
    const end = Math.min(text.size(), stream.position);
    if (agreed === 0 || agreed >= end || (!differs && end === stream.position)) return match;
    const sibling = this.find(stream, key);
    if (sibling === null) return match;
    try {
      const equal = equalTo(sibling.plain, text, agreed, end);
      return sibling.plain.size() < stream.position ? match : { stream, agreed: equal, differs: equal < end };
    } finally {
      sibling.close();
    }
  }

  /**
   * Another file that holds a text as far as it was counted; null where none does. To be closed.
   * @param key of the file that is not meant
   */
  find(stream: LogStream, key: string): Sibling | null {
    for (const name of this.#namesOf(stream.id)) {
      const opened = openIfThere(name);
      if (opened === null) continue;
      if (opened.stat.key !== key && holds(opened, stream)) return opened;
      opened.close();
    }
    return null;
  }

  #namesOf(text: number): string[] {
    if (this.#names === null) {
      this.#names = new Map();
      for (const { stream, name, whole, unverified } of this.#known.files.values()) {
        if (!whole && unverified === 0) this.see(stream, name);
      }
    }
    return [...(this.#names.get(text) ?? [])].slice(-MOST_FILES);
  }
}

function openIfThere(name: string): OpenedFile | null {
  try {
    return new OpenedFile(name);
  } catch {
    return null;
  }
}

function holds(opened: OpenedFile, { fingerprints, position }: LogStream): opened is Sibling {
  const { plain } = opened;
  if (plain === null || plain.size() < position) return false;
  return !compare(fingerprints, position, (from, end) => plain.digestAt(from, end)).differs;
}

/** Up to where two texts are equal that agree up to `from`; `to` at most. */
function equalTo(a: PlainText, b: PlainText, from: number, to: number): number {
  for (let at = from; at < to; at += CHUNK) {
    const end = Math.min(to, at + CHUNK);
    const equal = equalBytes(a.bytes(at, end), b.bytes(at, end));
    if (equal < end - at) return at + equal;
  }
  return to;
}

/** Up to where a text is equal to what is decoded, which may come to its end by a fault. */
export async function equalToStream(text: PlainText, decoded: AsyncIterable<Uint8Array>): Promise<number> {
  let at = 0;
  try {
    for await (const chunk of decoded) {
      const equal = equalBytes(chunk, text.bytes(at, at + chunk.length));
      at += equal;
      if (equal < chunk.length) break;
    }
  } catch (error) {
    if (!isFault(error)) throw error;
  }
  return at;
}

/** How many bytes are equal from the beginning on. */
function equalBytes(a: Uint8Array, b: Uint8Array): number {
  if (Buffer.compare(a, b) === 0) return a.length;
  const first = a.findIndex((byte, i) => byte !== b[i]);
  return first < 0 ? a.length : first;
}
