/** Reads what is new in a file of plain text: whole lines, in portions, each of which is verified before it counts. */
import {
  checkpointsBetween,
  type Fingerprint,
  headFingerprints,
  inOrder,
  isStill,
  lastLines,
  tailFingerprints,
  thinned,
} from '../../history/streams/fingerprints.js';
import { type Anchor, type LogStream, withAnchors, withRange } from '../../history/streams/streams.js';
import type { RangeCounter } from './count-range.js';
import type { LogCounts } from './log-counts.js';
import { fingerprintBefore, type Portion } from './portions.js';
import type { AtStep } from './steps.js';
import type { PlainText } from './text.js';

/** A range of a text that is read without being counted, because other texts have it. Bytes. */
export interface Skipped {
  readonly from: number;
  readonly end: number;
  /** Only where it has events with times of their own: the same lines without a time may be written by anyone. */
  readonly ifTimed: boolean;
}

export interface ReadPortion {
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
 * Reads a portion. It may end before its end, where there are very many counts.
 * @param before fingerprints of the text when it was opened
 * @throws ChangedFile where the text was replaced meanwhile, as a rotation by copy and truncation does; where it has
 * become shorter, or the run is to end
 */
export async function readPortion(
  text: PlainText,
  name: string,
  from: LogStream,
  portion: Portion,
  before: readonly Fingerprint[],
  skipped: readonly Skipped[],
  context: ScanContext,
): Promise<ReadPortion> {
  const { position } = from;
  const { utc } = portion;
  const counted = await portion.count.counts(from);
  if (counted === null) throw new ChangedFile();
  if (counted.otherOrder !== null) context.onOtherOrder(name, counted.otherOrder);
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
  await context.atStep?.('verify', name);
  // A truncation before this moment is noticed here; a later one cannot have changed what was read.
  const isUnchanged = (expected: readonly Fingerprint[]) =>
    isStill(inOrder(expected), portion.end, (a, b) => text.digestAt(a, b));
  // Each head by itself: of two with the same range only one would be compared.
  const expected = [...before, ...from.fingerprints, ...portion.last];
  if (text.size() < portion.end || !isUnchanged(expected) || !isUnchanged(portion.head)) throw new ChangedFile();
  return { stream, counts: isSkipped ? null : counts, hits };
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
