/** What `report --reread` would count again, and what it would keep, without doing either. */

import type { History } from '../history/history.js';
import { headDigests } from '../history/streams/fingerprints.js';
import type { KnownStreams, LogStream, Match } from '../history/streams/streams.js';
import { reasonOf } from '../sources/inputs.js';
import { largest } from '../text/numbers.js';
import { plural } from '../text/words.js';
import { momentText } from './edition-notes.js';
import { decodedHead, openText, statFile } from './read/text.js';

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
    const { text, stream } = error === null ? await examine(name, known) : { text: error, stream: null };
    if (stream !== null) there.add(stream.id);
    lines.push(`  ${shown(name)}: ${text}`);
  }
  if (history === null) return lines;
  const kept = await keptLines(history, known, there);
  return kept.length === 0 ? lines : [...lines, 'would keep as counted, as it is not there:', ...kept];
}

/** How much of a file would be counted again, in words, and the known text that it holds, if any. */
async function examine(name: string, known: KnownStreams): Promise<{ text: string; stream: LogStream | null }> {
  try {
    const { key } = statFile(name);
    const opened = openText(name);
    if (opened.plain === null) {
      const head = await decodedHead(name);
      const stream = textOf(known.matches(key, head.length, headDigests(head)));
      return { text: 'compressed or UTF-16: whether it is whole is known when it is decoded', stream };
    }
    const { plain: text } = opened;
    try {
      const size = text.size();
      const end = text.lastLineEnd(0, size);
      const stream = textOf(known.matches(key, size, (from, to) => text.digestAt(from, to)));
      if (stream === null) return { text: `${end} bytes, a new log`, stream };
      if (end >= stream.position) return { text: `${end} bytes`, stream };
      return { text: `not: it has ${end} of the ${stream.position} bytes that were counted`, stream: null };
    } finally {
      text.close();
    }
  } catch (error) {
    return { text: reasonOf(error), stream: null };
  }
}

function textOf([match]: readonly Match[]): LogStream | null {
  return match === undefined || match.stream.position === 0 ? null : match.stream;
}

/** By log: texts that no file holds any more, and those that the history has forgotten. */
async function keptLines({ db, zone }: History, known: KnownStreams, there: ReadonlySet<number>): Promise<string[]> {
  const logs = await db.rows<{ name: string; lines: number }>('SELECT name, lines FROM logs ORDER BY name');
  return logs.flatMap(({ name, lines }) => {
    const texts = [...known.all()].filter(({ log, position }) => log === name && position > 0);
    const missing = texts.filter(({ id }) => !there.has(id));
    const last = largest(missing.map(({ lastEvent }) => lastEvent));
    const forgotten = lines - texts.reduce((sum, text) => sum + text.lines, 0);
    const said: string[] = [];
    if (missing.length > 0) {
      const sum = missing.reduce((total, text) => total + text.lines, 0);
      const until = Number.isFinite(last) ? `, up to ${momentText(last, zone)}` : '';
      said.push(`  ${name}: ${sum} lines of ${missing.length} ${plural(missing.length, 'text')}${until}`);
    }
    if (forgotten > 0) said.push(`  ${name}: ${forgotten} lines of texts that are no longer remembered`);
    return said;
  });
}
