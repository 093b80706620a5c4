/** The texts that a history knows, and the files that hold them. */
import type { Fingerprint } from './fingerprints.js';

/**
 * What is remembered of one text, but for its fingerprints. It is read once, whatever files hold it. Positions are bytes
 * of the text: decompressed, without a mark.
 */
export interface StreamState {
  readonly id: number;
  /** The log that it belongs to: see `logName`. */
  readonly log: string;
  /** It is counted up to here: always the end of a line. */
  readonly position: number;
  /** Lines before the position. */
  readonly lines: number;
  /** Of these, what is counted as a part of other texts, which have the same lines. */
  readonly overlap: Overlapped;
  /** What a line without a time of its own inherits, in epoch milliseconds; NaN where no line had one yet. */
  readonly lastTime: number;
  /** Time of the last event, NaN where there was none with a time yet. */
  readonly lastEvent: number;
  /** Its first event, and the last one of each of its latest readings; none where they are not known. */
  readonly anchors: readonly Anchor[];
  /** Its first line says that its times are UTC. */
  readonly utc: boolean;
  /** No file holds it any more. It is remembered in case it comes back. */
  readonly missing: boolean;
}

/** An event by which the text is found in others that contain it. */
export interface Anchor {
  /** Epoch milliseconds. */
  readonly time: number;
  /** Where its line begins, in bytes of the text. */
  readonly at: number;
}

/** The text may be read on while what contains its earlier end is not seen yet: so many ends are remembered. */
const LATEST_ENDS = 8;
/** Before them, of so many bytes one: a text that has only the middle of it is recognised by that. */
const BETWEEN_BYTES = 2 << 20;
const MOST_ENDS = 1024;

/**
 * @param first event of what was read now; null where there was none with a time
 * @param last later ones, ascending
 */
export function withAnchors(
  anchors: readonly Anchor[],
  first: Anchor | null,
  last: readonly Anchor[],
): readonly Anchor[] {
  const [begin = first, ...ends] = anchors;
  if (begin === null) return [];
  const all = [...ends, ...last.filter(({ at }) => at > begin.at)].slice(-MOST_ENDS);
  const kept: Anchor[] = [];
  for (const [i, end] of all.entries()) {
    const next = all[i + 1];
    const isLate = i >= all.length - LATEST_ENDS;
    if (isLate || next === undefined || next.at - (kept.at(-1) ?? begin).at > BETWEEN_BYTES) kept.push(end);
  }
  return [begin, ...kept];
}

export interface LogStream extends StreamState {
  readonly fingerprints: readonly Fingerprint[];
}

/** A file that holds a text. */
export interface KnownFile {
  /** Device and inode, behind a slash the number of a member; with `was:` in front where it holds another text by now. */
  readonly key: string;
  readonly stream: number;
  /** As it was last found. */
  readonly name: string;
  /** Where a symbolic link of that name led to; null where it was none. */
  readonly target: string | null;
  /** Bytes on the disk, and its times in epoch milliseconds, when it was last examined; `changed` null: not known. */
  readonly size: number;
  readonly modified: number;
  readonly changed: number | null;
  /** When it was last examined, and when it was last read from (0: never), in epoch milliseconds. */
  readonly looked: number;
  readonly readAt: number;
  /** The last time that a run saw it, once one has not; null: the last run saw it. Epoch milliseconds. */
  readonly unseen: number | null;
  /** Bytes of an unfinished last line. */
  readonly pending: number;
  /** Bytes at its end that were taken for a part of the text, but could not be compared with it. */
  readonly unverified: number;
  /** Nothing can follow its end: it is compressed, and was read to the end. */
  readonly whole: boolean;
  /** Something keeps it from being read to its end, which may pass: it is looked at again although it is unchanged. */
  readonly incomplete: boolean;
  /** The job does not name it: it was found beside a file that the job names, from which it was renamed. */
  readonly followed: boolean;
}

/** What of a text is counted as a part of other texts. */
export interface Overlapped {
  readonly bytes: number;
  readonly lines: number;
  /** Where: from inclusive, to exclusive, in bytes; ascending. */
  readonly ranges: readonly (readonly [from: number, end: number])[];
}

export const NO_OVERLAP: Overlapped = { bytes: 0, lines: 0, ranges: [] };

/** With one more range behind the others, of so many lines. */
export function withRange({ bytes, lines, ranges }: Overlapped, from: number, end: number, more: number): Overlapped {
  const last = ranges.at(-1);
  const joined: Overlapped['ranges'] =
    last?.[1] === from ? [...ranges.slice(0, -1), [last[0], end]] : [...ranges, [from, end]];
  return { bytes: bytes + end - from, lines: lines + more, ranges: joined };
}

/** The state of a text of which nothing was read. */
export function newText(id: number, log: string, fingerprints: readonly Fingerprint[]): LogStream {
  return {
    id,
    log,
    position: 0,
    lines: 0,
    overlap: NO_OVERLAP,
    lastTime: Number.NaN,
    lastEvent: Number.NaN,
    anchors: [],
    utc: false,
    fingerprints,
    missing: false,
  };
}

/** The key of a member of an archive. */
export function memberKey(key: string, number: number): string {
  return `${key}/${number}`;
}
