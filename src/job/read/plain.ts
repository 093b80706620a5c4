/** Reads what is new in a file of plain text: whole lines only, in portions, each verified before it counts. */
import { readSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import {
  agreement,
  checkpointsBetween,
  type Fingerprint,
  headFingerprints,
  pieceBefore,
} from '../../history/streams/fingerprints.js';
import type { LogStream } from '../../history/streams/streams.js';
import type { Scanner } from '../../scan/scanner.js';
import { declaresUtc, HEADER_SEARCH_BYTES } from '../../scan/source-head.js';
import type { WindowCutter } from '../../time/windows.js';
import type { LogCounts } from './log-counts.js';
import { PieceCounts } from './piece.js';
import type { FileStat, PlainText } from './text.js';

/** Bytes between two transactions. */
const PORTION = 128 << 20;
/** Bytes read before the event loop gets a turn. */
const TURN = 16 << 20;

export interface Portion {
  readonly stream: LogStream;
  readonly counts: LogCounts;
}

/** The file is not what it was when its reading began: what was read of it in this portion does not count. */
export class Changed extends Error {}

export interface Reading {
  readonly scanner: Scanner;
  /** Hours of the history. */
  readonly hours: WindowCutter;
  readonly signal: AbortSignal;
}

/**
 * Portions up to the end of the last whole line that was there at the beginning.
 * @param before marks of the text when it was opened, beside those that the stream has
 * @throws Changed where the text was replaced meanwhile, as a rotation by copy and truncation does
 */
export async function* readPlain(
  text: PlainText,
  look: FileStat,
  from: LogStream,
  before: readonly Fingerprint[],
  reading: Reading,
): AsyncGenerator<Portion> {
  const size = text.size();
  const fingerprints = [...before, ...from.fingerprints];
  let stream = from;
  while (stream.position < size && !reading.signal.aborted) {
    const end = portionEnd(text, stream.position, size);
    if (end === stream.position) return;
    const { counts, lastEvent } = await scan(text, look, stream, end, reading);
    const { scanner } = reading;
    const next: LogStream = {
      ...stream,
      position: end,
      lines: stream.lines + scanner.lines,
      lastTime: Number.isNaN(scanner.lastTime) ? stream.lastTime : scanner.lastTime,
      lastEvent,
      utc: stream.position === 0 ? declaresUtc(text.head()) : stream.utc,
      fingerprints: marksOf(text, stream.fingerprints, stream.position, end),
      gone: false,
    };
    // A truncation before this moment shows here; one after it cannot have changed what was read.
    if (text.size() < end || agreement(fingerprints, size, (a, b) => text.digestAt(a, b)) < 0) throw new Changed();
    stream = next;
    yield { stream, counts };
  }
}

function portionEnd(text: PlainText, position: number, size: number): number {
  for (let to = position + PORTION; ; to += PORTION) {
    const end = text.lastLineEnd(position, Math.min(to, size));
    // A line may be longer than a portion.
    if (end > position || to >= size) return end;
  }
}

async function scan(
  text: PlainText,
  { name, modified }: FileStat,
  { position, lines, lastTime, lastEvent, utc }: LogStream,
  end: number,
  { scanner, hours, signal }: Reading,
): Promise<{ counts: LogCounts; lastEvent: number }> {
  const piece = new PieceCounts(hours, { offset: position, lines, lastTime, lastEvent });
  const known = position === 0 ? {} : { utc, header: scanner.headerOf(text.piece(0, HEADER_SEARCH_BYTES)) };
  scanner.begin({ name, reference: modified, offset: position, lines, ...known }, (batch) => piece.add(batch));
  let turn = 0;
  for (let at = position; at < end; ) {
    const { memory, at: room, size } = scanner.room;
    const n = readSync(text.fd, memory, room, Math.min(size, end - at), text.start + at);
    if (n === 0) throw new Changed();
    scanner.filled(n);
    at += n;
    turn += n;
    if (turn >= TURN) {
      turn = 0;
      await setImmediate();
      if (signal.aborted) throw new Changed();
    }
  }
  piece.end(end, lines + scanner.lines);
  return { counts: piece.counts, lastEvent: piece.lastEvent };
}

/** The marks of a text that was read up to `end`: those of its head, all rungs, and a new tail. */
function marksOf(text: PlainText, old: readonly Fingerprint[], position: number, end: number): Fingerprint[] {
  const markAt = (end: number): Fingerprint[] => {
    const { from } = pieceBefore(end);
    const digest = text.digestAt(from, end);
    return digest === null ? [] : [{ from, end, digest }];
  };
  const head = headFingerprints(text.head());
  const oldRungs = new Set(checkpointsBetween(0, position));
  const kept = old.filter(({ from, end }) => from > 0 && oldRungs.has(end));
  const rungs = checkpointsBetween(position, end).flatMap(markAt);
  const tail = markAt(end);
  const fingerprints = new Map(
    [...head, ...kept, ...rungs, ...tail].map((fingerprint) => [`${fingerprint.from}-${fingerprint.end}`, fingerprint]),
  );
  return [...fingerprints.values()];
}
