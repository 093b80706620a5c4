/** Reads what is new in a file of plain text: whole lines, in portions, each of which is verified before it counts. */
import {
  checkpointsBetween,
  type Fingerprint,
  headFingerprints,
  inOrder,
  isStill,
  lastLines,
  rangeBefore,
  tailFingerprints,
  thinned,
} from '../../history/streams/fingerprints.js';
import { type Anchor, type LogStream, withAnchors, withRange } from '../../history/streams/streams.js';
import { declaresUtc } from '../../scan/source-head.js';
import type { WantedTimes } from './anchors.js';
import { countRange, type RangeCounter, type RangeCounts } from './count-range.js';
import type { LogCounts } from './log-counts.js';
import type { AtStep } from './steps.js';
import type { FileStat, PlainText } from './text.js';

/** Bytes from one transaction to the next. */
const PORTION = 128 << 20;

/** A range of a text that is read without being counted, because other texts have it. Bytes. */
export interface Skipped {
  readonly from: number;
  readonly end: number;
  /** Only where it has events with times of their own: the same lines without a time may be written by anyone. */
  readonly ifTimed: boolean;
}

export interface Portion {
  readonly stream: LogStream;
  /** Null: other texts have what was read. */
  readonly counts: LogCounts | null;
  readonly hits: readonly Anchor[];
}

/** The file was changed or replaced during reading: what was read in this portion does not count. */
export class ChangedFile extends Error {}

/** What a text is read with. */
export interface ScanContext extends RangeCounter {
  /** Called at most once a portion, with the text of a line whose date is possible only in the other date order. */
  readonly onOtherOrder: (source: string, line: string) => void;
  readonly atStep?: AtStep | undefined;
}

/**
 * Reads the next portion: up to the end of the last whole line that was there when the file was opened, to the next
 * border of a skipped range, or to where there are very many counts.
 * @param before fingerprints of the text when it was opened
 * @param unended behind the position no line ends before this byte
 * @returns null: there is no further whole line
 * @throws ChangedFile where the text was replaced meanwhile, as a rotation by copy and truncation does
 */
export async function readPortion(
  text: PlainText,
  stat: FileStat,
  from: LogStream,
  {
    size,
    before,
    unended,
  }: { readonly size: number; readonly before: readonly Fingerprint[]; readonly unended: number },
  skipped: readonly Skipped[],
  wanted: WantedTimes | null,
  context: ScanContext,
): Promise<Portion | null> {
  const { position } = from;
  const borders = skipped.flatMap((range) => [range.from, range.end]).filter((border) => border > position);
  const most = portionEnd(
    text,
    position,
    Math.max(position, unended),
    borders.reduce((least, border) => Math.min(least, border), size),
  );
  if (most === position) return null;
  const lastBytes = fingerprintBefore(text, most);
  const utc = position === 0 ? declaresUtc(text.head()) : from.utc;
  const counted = await count(text, stat, { ...from, utc }, most, wanted, context);
  // The lines of a range are numbered from its start.
  for (const batch of counted.counts.batches) for (let i = 0; i < batch.count; i++) batch.lines[i]! += from.lines;
  const { counts, end, lines, lastTime, lastEvent, first, last, hits } = counted;
  const isSkipped = skipped.some(
    (range) => position >= range.from && end <= range.end && (!range.ifTimed || counts.hasOwnTimes),
  );
  const stream: LogStream = {
    ...from,
    position: end,
    lines: from.lines + lines,
    overlap: isSkipped ? withRange(from.overlap, position, end, lines) : from.overlap,
    lastTime,
    lastEvent,
    anchors: withAnchors(from.anchors, first, last),
    utc,
    fingerprints: fingerprintsOf(text, from.fingerprints, position, end),
    missing: false,
  };
  await context.atStep?.('verify', stat.name);
  // A truncation before this moment is noticed here; a later one cannot have changed what was read.
  const expected = inOrder([...before, ...from.fingerprints, ...lastBytes]);
  if (text.size() < most || !isStill(expected, most, (a, b) => text.digestAt(a, b))) throw new ChangedFile();
  return { stream, counts: isSkipped ? null : counts, hits };
}

/** @param unended no line ends between the position and this byte */
function portionEnd(text: PlainText, position: number, unended: number, size: number): number {
  let searched = unended;
  for (let to = position + PORTION; ; to += PORTION) {
    const until = Math.min(to, size);
    const end = until > searched ? text.lastLineEnd(searched, until) : searched;
    if (end > searched) return end;
    // A line may be longer than a portion.
    if (to >= size) return position;
    searched = Math.max(searched, until);
  }
}

/** @throws ChangedFile where the file has become shorter, or the run is to end */
async function count(
  { fd, start }: PlainText,
  { name, modified }: FileStat,
  { position, lastTime, lastEvent, utc }: LogStream,
  end: number,
  wanted: WantedTimes | null,
  context: ScanContext,
): Promise<RangeCounts> {
  const text = { fd, start, name, modified, utc };
  const counted = await countRange(text, { from: position, to: end, lastTime, lastEvent }, wanted, context);
  if (counted === null) throw new ChangedFile();
  if (counted.otherOrder !== null) context.onOtherOrder(name, counted.otherOrder);
  return counted;
}

function fingerprintBefore(text: PlainText, end: number): Fingerprint[] {
  const { from } = rangeBefore(end);
  const digest = text.digestAt(from, end);
  return digest === null ? [] : [{ from, end, digest }];
}

/** The fingerprints of a text that was read up to `end`: of its head, of all checkpoints, and of its last lines. */
function fingerprintsOf(text: PlainText, old: readonly Fingerprint[], position: number, end: number): Fingerprint[] {
  const head = headFingerprints(text.head().subarray(0, end));
  const oldCheckpoints = new Set(checkpointsBetween(0, position));
  const kept = old.filter(({ from, end: at }) => from > 0 && oldCheckpoints.has(at));
  const checkpoints = checkpointsBetween(position, end).flatMap((at) => fingerprintBefore(text, at));
  const oldTail = old.filter(({ from, end: at }) => (from > 0 || at <= 256) && !oldCheckpoints.has(at));
  const tail = thinned([...oldTail, ...between(text, position, end), ...tailFingerprints(text.tail(end), end)], end);
  return inOrder([...head, ...kept, ...checkpoints, ...tail, ...lastLines(text.tail(end), end)]);
}

/** Of line ends in what was read, the rarer the farther from its end. */
function between(text: PlainText, position: number, end: number): Fingerprint[] {
  const fingerprints: Fingerprint[] = [];
  for (let distance = 1024; distance < end - position; distance = Math.ceil(distance * 1.25)) {
    const at = text.lastLineEnd(Math.max(position, end - distance - 65_536), end - distance);
    if (at > position) fingerprints.push(...fingerprintBefore(text, at));
  }
  return fingerprints;
}
