/**
 * Finds what a text has in common with others that are counted already: a log that was cut at its beginning, or appended
 * to another one, or joined with it. An event with the time of another text's anchor may be that event. Then the
 * fingerprints of the other text must be found at the same distances from it.
 *
 *     other text   ······▪····▪···▪··▪▪▪▪┃ counted up to here
 *     this text          ▪····▪···▪··▪▪▪▪┃ what follows is new
 */
import { checkpointsBetween, type DigestAt, denseEnds, type Fingerprint } from '../../history/streams/fingerprints.js';
import type { KnownStreams } from '../../history/streams/known-streams.js';
import type { Anchor, LogStream } from '../../history/streams/streams.js';

/** Where another text would lie in this one: its byte 0 at `-shift` of this text. */
export interface Alignment {
  readonly other: LogStream;
  readonly shift: number;
  /** Where lines begin in this text that seem to be lines of the other one. */
  readonly at: readonly number[];
}

interface Range {
  readonly from: number;
  readonly end: number;
}

/** A range of this text, in bytes, that is counted as a part of another one. */
export interface Overlap extends Range {
  readonly other: LogStream;
  /** It goes as far as the other text was counted. */
  readonly toItsEnd: boolean;
  /** Bytes beside it that may be counted twice, because there the two could not be compared. */
  readonly unsure: number;
}

/** Of one text, so many places are compared. */
const MOST_PLACES = 200;

/** What lines of a text are compared with. */
export interface Compared {
  /** The text itself, which is not compared with itself. */
  readonly self: number;
  /** Up to where it is compared, in bytes. */
  readonly end: number;
  readonly digestAt: DigestAt;
  /** Bytes of the line that begins there, with its LF; null: not known. */
  readonly lengthAt: (at: number) => number | null;
}

export async function alignmentsOf(
  hits: readonly Anchor[],
  known: KnownStreams,
  { self, end, digestAt, lengthAt }: Compared,
): Promise<Alignment[]> {
  const places = new Map<number, Map<number, number[]>>();
  const add = (id: number, anchor: number, at: number) => {
    if (id === self) return;
    const its = places.get(id) ?? new Map<number, number[]>();
    places.set(id, its);
    const lines = its.get(anchor - at);
    if (lines !== undefined) lines.push(at);
    else if (its.size < MOST_PLACES) its.set(anchor - at, [at]);
  };
  for (const [time, lines] of byTime(hits)) {
    const many = await known.anchorsAt(time);
    if (many === null) {
      const anchors = [...known.anchoredAt(time)].flatMap((id) =>
        known.get(id)!.anchors.flatMap((each) => (each.time === time ? { id, at: each.at } : [])),
      );
      for (const at of lines) for (const anchor of anchors) add(anchor.id, anchor.at, at);
    } else {
      for (const at of lines) {
        for (const anchor of many.find({ at, length: lengthAt(at) }, end, digestAt)) add(anchor.id, anchor.at, at);
      }
    }
  }
  const others = await known.loaded(places.keys());
  return others.flatMap((other) => [...places.get(other.id)!].map(([shift, at]) => ({ other, shift, at })));
}

function byTime(hits: readonly Anchor[]): Map<number, number[]> {
  const lines = new Map<number, number[]>();
  for (const { time, at } of hits) {
    const its = lines.get(time);
    if (its === undefined) lines.set(time, [at]);
    else its.push(at);
  }
  return lines;
}

/** The fingerprints of the other text, where they must be found in a range of this one. */
export function shiftedFingerprints({ other, shift }: Alignment, { from, end }: Range): Fingerprint[] {
  return other.fingerprints
    .filter((each) => each.from - shift >= 0 && each.end - shift > from && each.end - shift <= end)
    .map(({ from: first, end: last, digest }) => ({ from: first - shift, end: last - shift, digest }));
}

/** Whether the digests at hand leave it open that a line which seems to be one of the other text is one. */
export function mayOverlap(alignment: Alignment, range: Range, digestAt: DigestAt): boolean {
  const begin = Math.max(range.from, -alignment.shift);
  const end = Math.min(range.end, alignment.other.position - alignment.shift);
  const fingerprints = end <= begin ? [] : shiftedFingerprints(alignment, { from: begin, end });
  return alignment.at.some((line) => {
    const over = fingerprints.find((each) => each.end > line);
    return over !== undefined && isAt(over, digestAt);
  });
}

/** What of a range the two texts have in common: at its beginning, at its end, or all of it. */
export function overlapsOf(alignment: Alignment, range: Range, digestAt: DigestAt): Overlap[] {
  const { other, shift, at } = alignment;
  const begin = Math.max(range.from, -shift);
  const end = Math.min(range.end, other.position - shift);
  const fingerprints = end <= begin ? [] : shiftedFingerprints(alignment, { from: begin, end });
  // From both sides, as far as they agree.
  let agreeing = 0;
  while (agreeing < fingerprints.length && isAt(fingerprints[agreeing]!, digestAt)) agreeing += 1;
  let again = fingerprints.length;
  while (again > agreeing && isAt(fingerprints[again - 1]!, digestAt)) again -= 1;
  const isWhole = agreeing === fingerprints.length;
  const isLineEnd = lineEnds(other);
  const unsureAt = unsureBytes(other);
  const overlaps: Overlap[] = [];
  const add = (from: number, to: number, unsure: number) => {
    const isSeen = at.some((line) => line >= from && line < to);
    if (isSeen) overlaps.push({ from, end: to, other, toItsEnd: to === other.position - shift, unsure });
  };
  const before = fingerprints.slice(0, agreeing).findLast((each) => isLineEnd(each.end + shift));
  if (before !== undefined) {
    const differing = isWhole ? end : fingerprints[agreeing]!.end;
    add(begin, before.end, unsureAt(before.end + shift, differing + shift));
  }
  if (!isWhole && fingerprints.at(-1)!.end === end) {
    const after = fingerprints.slice(again).find((each) => isLineEnd(each.end + shift));
    if (after !== undefined) {
      const differing = fingerprints[again - 1]!.end;
      add(after.end, end, unsureAt(differing + shift, after.end + shift));
    }
  }
  return overlaps;
}

/** Whether the fingerprint that ends there ends with a line: checkpoints need not. */
function lineEnds({ position }: LogStream): (end: number) => boolean {
  const checkpoints = new Set(checkpointsBetween(0, position));
  return (end) => end === position || !checkpoints.has(end);
}

/**
 * How many bytes two texts may share from an end on at which they agree up to the next fingerprint, where they do not:
 * none where each line there has a fingerprint of its own, as then it is the line that differs.
 */
export function unsureBytes({ fingerprints, position }: LogStream): (end: number, next: number) => number {
  const dense = denseEnds(fingerprints, position);
  return (end, next) => (dense.isOneLine(end, next) ? 0 : next - end);
}

function isAt({ from, end, digest }: Fingerprint, digestAt: DigestAt): boolean {
  const there = digestAt(from, end);
  return there === null || there === digest;
}
