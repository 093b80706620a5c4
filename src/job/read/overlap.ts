/**
 * Finds what a text has in common with others that are counted already: a log that was cut at its beginning, or appended
 * to another one, or joined with it. An event with the time of another text's last event may be that event. Then the
 * fingerprints of the other text must be found at the same distance from it.
 *
 *     other text   ······▪····▪···▪··▪▪▪▪┃ counted up to here
 *     this text          ▪····▪···▪··▪▪▪▪┃ what follows is new
 */
import { checkpointsBetween, type DigestAt, type Fingerprint } from '../../history/streams/fingerprints.js';
import type { KnownStreams } from '../../history/streams/known-streams.js';
import type { LogStream } from '../../history/streams/streams.js';
import type { Hit } from './portion-counts.js';

/** Where another text would lie in this one: its byte 0 at `-shift` of this text. */
export interface Alignment {
  readonly other: LogStream;
  readonly shift: number;
}

/** A range of this text, in bytes, that is counted as a part of another one. */
export interface Overlap {
  readonly from: number;
  readonly end: number;
  readonly other: LogStream;
  /** It goes as far as the other text was counted. */
  readonly toItsEnd: boolean;
  /** Bytes before it that may be counted twice, because there the two could not be compared. */
  readonly unsure: number;
}

/** Of one text, so many places are compared. */
const MOST_PLACES = 200;

/** @param self the text that has the events, which is not compared with itself */
export async function alignmentsOf(hits: readonly Hit[], known: KnownStreams, self: number): Promise<Alignment[]> {
  const shifts = new Map<number, Set<number>>();
  for (const { time, at } of hits) {
    for (const id of known.endingAt(time)) {
      const stream = known.get(id)!;
      if (id === self || stream.lastEventAt === null) continue;
      const its = shifts.get(id) ?? new Set();
      if (its.size < MOST_PLACES) its.add(stream.lastEventAt - at);
      shifts.set(id, its);
    }
  }
  const others = await known.loaded(shifts.keys());
  return others.flatMap((other) => [...shifts.get(other.id)!].map((shift) => ({ other, shift })));
}

/** The fingerprints of the other text, where they must be found in a range of this one. */
export function shiftedFingerprints(
  { other, shift }: Alignment,
  { from, end }: { readonly from: number; readonly end: number },
): Fingerprint[] {
  return other.fingerprints
    .filter((each) => each.from - shift >= 0 && each.end - shift > from && each.end - shift <= end)
    .map(({ from: first, end: last, digest }) => ({ from: first - shift, end: last - shift, digest }));
}

/** @returns what of the range the two texts have in common; null: nothing, as far as can be told */
export function overlapOf(
  alignment: Alignment,
  range: { readonly from: number; readonly end: number },
  digestAt: DigestAt,
): Overlap | null {
  const { other, shift } = alignment;
  const begin = Math.max(range.from, -shift);
  const end = Math.min(range.end, other.position - shift);
  if (end <= begin) return null;
  const fingerprints = shiftedFingerprints(alignment, { from: begin, end });
  // From the last one backwards, as far as they agree.
  let agreeing = fingerprints.length;
  while (agreeing > 0 && isAt(fingerprints[agreeing - 1]!, digestAt)) agreeing -= 1;
  const first = fingerprints[agreeing];
  if (first === undefined || fingerprints.at(-1)!.end !== end) return null;
  const toItsEnd = end === other.position - shift;
  if (agreeing === 0) return { from: begin, end, other, toItsEnd, unsure: 0 };
  // Checkpoints need not end where a line does.
  const checkpoints = new Set(checkpointsBetween(0, other.position));
  const from = fingerprints.slice(agreeing).find((each) => !checkpoints.has(each.end + shift))?.end ?? end;
  const before = fingerprints[agreeing - 1]!;
  return from >= end
    ? null
    : { from, end, other, toItsEnd, unsure: from - Math.max(begin, Math.min(from, before.end)) };
}

function isAt({ from, end, digest }: Fingerprint, digestAt: DigestAt): boolean {
  const there = digestAt(from, end);
  return there === null || there === digest;
}
