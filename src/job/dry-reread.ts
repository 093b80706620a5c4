/** What `report --reread` would count again, and what it would keep, without doing either. */

import type { History } from '../history/history.js';
import { HEAD_BYTES, headDigests } from '../history/streams/fingerprints.js';
import type { KnownStreams, Match } from '../history/streams/known-streams.js';
import { memberKey, type StreamState } from '../history/streams/streams.js';
import { reasonOf } from '../sources/inputs.js';
import { decodedSources } from '../sources/open.js';
import type { OpenSource } from '../sources/open-source.js';
import { largest } from '../text/numbers.js';
import { plural } from '../text/words.js';
import { momentText } from './edition-notes.js';
import { OpenedFile, statFile } from './read/text.js';

/** @returns lines for people */
export async function dryReread(
  history: History | null,
  known: KnownStreams,
  inputs: readonly { readonly name: string; readonly error: string | null }[],
  shown: (name: string) => string,
): Promise<string[]> {
  const lines = ['would read from the beginning:'];
  const there = new Set<number>();
  for (const { name, error } of inputs) {
    const { text, streams } = error === null ? await examine(name, known) : { text: error, streams: [] };
    for (const { id } of streams) there.add(id);
    lines.push(`  ${shown(name)}: ${text}`);
  }
  if (history === null) return lines;
  const kept = await keptLines(history, known, there);
  return kept.length === 0 ? lines : [...lines, 'would keep as counted, as it is not there:', ...kept];
}

/** How much of a file would be counted again, in words, and the known text that it holds, if any. */
async function examine(name: string, known: KnownStreams): Promise<{ text: string; streams: readonly StreamState[] }> {
  try {
    const { key } = statFile(name);
    const opened = new OpenedFile(name);
    try {
      const { plain: text } = opened;
      if (text === null) {
        const said = 'compressed, an archive or UTF-16: whether it is whole is known when it is decoded';
        return { text: said, streams: await decodedTexts(opened, known) };
      }
      const size = text.size();
      const end = text.lastLineEnd(0, size);
      const stream = textOf(await known.matches(key, size, text.head(), (from, to) => text.digestAt(from, to)));
      if (stream === null) return { text: `${end} bytes, a new log`, streams: [] };
      if (end >= stream.position) return { text: `${end} bytes`, streams: [stream] };
      return { text: `not: it has ${end} of the ${stream.position} bytes that were counted`, streams: [] };
    } finally {
      opened.close();
    }
  } catch (error) {
    return { text: reasonOf(error), streams: [] };
  }
}

/** The known texts that the file, or the members of the archive, begin as. */
async function decodedTexts({ stat, fd }: OpenedFile, known: KnownStreams): Promise<StreamState[]> {
  const texts: StreamState[] = [];
  let number = 0;
  for await (const source of decodedSources(stat.name, fd, stat)) {
    const head = await headOf(source);
    const key = source.archive === null ? stat.key : memberKey(stat.key, number);
    const stream = textOf(await known.matches(key, head.length, head, headDigests(head)));
    if (stream !== null) texts.push(stream);
    number += 1;
  }
  return texts;
}

async function headOf(source: OpenSource): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of source.stream as AsyncIterable<Uint8Array>) {
    chunks.push(chunk.slice(0, HEAD_BYTES - length));
    length += chunks.at(-1)!.length;
    if (length >= HEAD_BYTES) break;
  }
  return Buffer.concat(chunks);
}

function textOf(matches: readonly Match[]): StreamState | null {
  const match = matches.find(({ differs }) => !differs);
  return match === undefined || match.stream.position === 0 ? null : match.stream;
}

/** By log: texts that no file holds any more, and those that the history has forgotten. */
async function keptLines({ db, zone }: History, known: KnownStreams, there: ReadonlySet<number>): Promise<string[]> {
  const logs = await db.rows<{ name: string; lines: number }>('SELECT name, lines FROM logs ORDER BY name');
  return logs.flatMap(({ name, lines }) => {
    const texts = [...known.all()].filter(({ log, position }) => log === name && position > 0);
    const missing = texts.filter(({ id }) => !there.has(id));
    const last = largest(missing.map(({ lastEvent }) => lastEvent));
    const forgotten = lines - texts.reduce((sum, text) => sum + text.lines - text.overlap.lines, 0);
    const said: string[] = [];
    if (missing.length > 0) {
      const sum = missing.reduce((total, text) => total + text.lines - text.overlap.lines, 0);
      const until = Number.isFinite(last) ? `, up to ${momentText(last, zone)}` : '';
      said.push(`  ${name}: ${sum} lines of ${missing.length} ${plural(missing.length, 'text')}${until}`);
    }
    if (forgotten > 0) said.push(`  ${name}: ${forgotten} lines of texts that are no longer remembered`);
    return said;
  });
}
