/** Reads what is new in a file of plain text: whole lines, in portions, each of which is verified before it counts. */
import { readSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import {
  agreement,
  checkpointsBetween,
  type Fingerprint,
  headFingerprints,
  rangeBefore,
} from '../../history/streams/fingerprints.js';
import type { LogStream } from '../../history/streams/streams.js';
import type { Scanner } from '../../scan/scanner.js';
import { declaresUtc, HEADER_SEARCH_BYTES } from '../../scan/source-head.js';
import type { WindowCutter } from '../../time/windows.js';
import type { LogCounts } from './log-counts.js';
import { PortionCounts } from './portion-counts.js';
import type { AtStep } from './steps.js';
import type { FileStat, PlainText } from './text.js';

/** Bytes from one transaction to the next. */
const PORTION = 128 << 20;
/** Bytes that are read before the event loop gets to run. */
const YIELD_AFTER = 16 << 20;

export interface Portion {
  readonly stream: LogStream;
  readonly counts: LogCounts;
}

/** The file was changed or replaced during reading: what was read in this portion does not count. */
export class ChangedFile extends Error {}

/** What a text is read with. */
export interface ScanContext {
  readonly scanner: Scanner;
  /** The hours of the history's zone. */
  readonly hours: WindowCutter;
  readonly signal: AbortSignal;
  readonly atStep?: AtStep | undefined;
}

/**
 * Reads portions, up to the end of the last whole line that was there at the beginning.
 * @param before fingerprints of the text when it was opened, beside those that the stream has
 * @throws ChangedFile where the text was replaced meanwhile, as a rotation by copy and truncation does
 */
export async function* readPlain(
  text: PlainText,
  stat: FileStat,
  from: LogStream,
  before: readonly Fingerprint[],
  context: ScanContext,
): AsyncGenerator<Portion> {
  const size = text.size();
  const fingerprints = [...before, ...from.fingerprints];
  let stream = from;
  while (stream.position < size && !context.signal.aborted) {
    const end = portionEnd(text, stream.position, size);
    if (end === stream.position) return;
    const { counts, lastEvent } = await scan(text, stat, stream, end, context);
    const { scanner } = context;
    const next: LogStream = {
      ...stream,
      position: end,
      lines: stream.lines + scanner.lines,
      lastTime: Number.isNaN(scanner.lastTime) ? stream.lastTime : scanner.lastTime,
      lastEvent,
      utc: stream.position === 0 ? declaresUtc(text.head()) : stream.utc,
      fingerprints: fingerprintsOf(text, stream.fingerprints, stream.position, end),
      missing: false,
    };
    await context.atStep?.('verify', stat.name);
    // A truncation before this moment is noticed here; a later one cannot have changed what was read.
    if (text.size() < end || agreement(fingerprints, size, (a, b) => text.digestAt(a, b)) < 0) throw new ChangedFile();
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
  { scanner, hours, signal }: ScanContext,
): Promise<{ counts: LogCounts; lastEvent: number }> {
  const portion = new PortionCounts(hours, { offset: position, lines, lastTime, lastEvent });
  const known = position === 0 ? {} : { utc, header: scanner.headerOf(text.bytes(0, HEADER_SEARCH_BYTES)) };
  scanner.begin({ name, reference: modified, offset: position, lines, ...known }, (batch) => portion.add(batch));
  let sinceYield = 0;
  for (let at = position; at < end; ) {
    const { memory, at: room, size } = scanner.room;
    const n = readSync(text.fd, memory, room, Math.min(size, end - at), text.start + at);
    if (n === 0) throw new ChangedFile();
    scanner.filled(n);
    at += n;
    sinceYield += n;
    if (sinceYield >= YIELD_AFTER) {
      sinceYield = 0;
      await setImmediate();
      if (signal.aborted) throw new ChangedFile();
    }
  }
  portion.end(end, lines + scanner.lines);
  return { counts: portion.counts, lastEvent: portion.lastEvent };
}

/** The fingerprints of a text that was read up to `end`: of its head, of all checkpoints, and a new tail. */
function fingerprintsOf(text: PlainText, old: readonly Fingerprint[], position: number, end: number): Fingerprint[] {
  const fingerprintBefore = (at: number): Fingerprint[] => {
    const { from } = rangeBefore(at);
    const digest = text.digestAt(from, at);
    return digest === null ? [] : [{ from, end: at, digest }];
  };
  const head = headFingerprints(text.head());
  const oldCheckpoints = new Set(checkpointsBetween(0, position));
  const kept = old.filter(({ from, end }) => from > 0 && oldCheckpoints.has(end));
  const checkpoints = checkpointsBetween(position, end).flatMap(fingerprintBefore);
  const tail = fingerprintBefore(end);
  const fingerprints = new Map(
    [...head, ...kept, ...checkpoints, ...tail].map((fingerprint) => [
      `${fingerprint.from}-${fingerprint.end}`,
      fingerprint,
    ]),
  );
  return [...fingerprints.values()];
}
