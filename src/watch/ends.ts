/** What `scan` counts of files beyond their whole lines, when nothing comes any more: last lines without an end, and marks. */
import { readSync } from 'node:fs';
import type { LogStream } from '../history/streams/streams.js';
import { isFault } from '../job/read/decoded.js';
import { inheritTime, KeptEvents } from '../job/read/kept-events.js';
import { statFile } from '../job/read/text.js';
import type { Plan } from '../pipeline.js';
import { HEADER_SEARCH_BYTES } from '../scan/source-head.js';
import { openSources } from '../sources/open.js';
import type { OpenSource } from '../sources/open-source.js';
import { lineReader } from './line-reader.js';
import { shownCodes } from './live-counts.js';
import type { LiveRun } from './live-run.js';

export async function countEnds(run: LiveRun, plan: Plan): Promise<void> {
  const counted = new Set<number>();
  for (const { name, stream: id, whole, key } of run.store.files) {
    const stream = run.store.stream(id);
    if (stream === undefined || counted.has(id) || key.includes('/') || key.startsWith('was:')) continue;
    try {
      if (statFile(name).key !== key) continue;
      for await (const source of openSources(name)) {
        if (source.archive !== null) break;
        counted.add(id);
        if (source.start > 0) run.takeLines(id, name, { lines: 0, bytes: source.start, matched: 0 });
        if (!whole) await countRest(run, plan, { source, stream, name });
      }
    } catch (error) {
      // It is gone, or cannot be read: that was said where it was followed.
      if (!isFault(error)) throw error;
    }
  }
}

interface Unended {
  readonly source: OpenSource;
  readonly stream: LogStream;
  readonly name: string;
}

/** Counts what stands behind the last whole line. */
async function countRest(run: LiveRun, plan: Plan, { source, stream, name }: Unended): Promise<void> {
  const { head, rest } = await endOf(source, stream.position);
  if (rest.length === 0) return;
  const scanner = await lineReader(plan);
  const { position, lines, utc, lastTime, id } = stream;
  const header = position === 0 ? {} : { utc, header: scanner.headerOf(head) };
  const kept = new KeptEvents(shownCodes(plan));
  const part = { name, reference: source.modified ?? Date.now(), offset: position, lines, ...header };
  scanner.begin(part, (batch) => kept.add(batch), null);
  scanner.write(rest);
  scanner.end();
  inheritTime(kept.batches, lastTime);
  run.takeEvents(id, name, kept.batches);
  run.takeLines(id, name, { lines: scanner.lines, bytes: rest.length, matched: scanner.matchedLines });
}

/** The first bytes of a text, and those from `from` on. */
async function endOf(
  source: OpenSource,
  from: number,
): Promise<{ readonly head: Uint8Array; readonly rest: Uint8Array }> {
  const { file, stream, start } = source;
  if (file !== null) {
    const bytes = (at: number, length: number) => {
      const into = new Uint8Array(Math.max(0, length));
      return into.subarray(0, readSync(file.fd, into, 0, into.length, file.position + start + at));
    };
    return { head: bytes(0, HEADER_SEARCH_BYTES), rest: bytes(from, file.size - start - from) };
  }
  const heads: Uint8Array[] = [];
  const rests: Uint8Array[] = [];
  let at = 0;
  for await (const chunk of stream ?? []) {
    const bytes = chunk as Uint8Array;
    // What decoded it may use its memory again.
    if (at < HEADER_SEARCH_BYTES) heads.push(bytes.slice(0, HEADER_SEARCH_BYTES - at));
    if (at + bytes.length > from) rests.push(bytes.slice(Math.max(0, from - at)));
    at += bytes.length;
  }
  return { head: Buffer.concat(heads), rest: Buffer.concat(rests) };
}
