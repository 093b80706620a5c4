/**
 * Parts from the middle of texts, which have none of the events by which texts are found in others: they count, and it
 * is said that they count twice. They are looked for when all is read, among the texts that are new and lie within the
 * time of another one; nothing is kept for it, and lines are not looked at while they are counted.
 */

import type { Database } from '../../history/store/database.js';
import { compare, digestOf } from '../../history/streams/fingerprints.js';
import { hasSameMinutes, likelyParts, type Pair, whereIs } from '../../history/streams/parts.js';
import type { LogStream, StreamState } from '../../history/streams/streams.js';
import { MINUTE_MS } from '../../model/calendar.js';
import type { Reading } from './reading.js';
import type { PlainText } from './text.js';

/** Texts whose times are compared, and of them those whose bytes are, in one run. */
const MOST_COMPARED = 1_000_000;
const MOST_PAIRS = 100_000;
const MOST_SEARCHED = 100;
/** Lines of texts are nearly in the order of their times. Bytes. */
const DISORDER = 64 * 1024;
const MOST_BYTES = 32 << 20;
const LF = 10;

/** @returns one sentence for each new text that another one contains. All that was read must be committed. */
export async function partsOfOthers(reading: Reading): Promise<string[]> {
  const { known, shown } = reading;
  const { db } = reading.history;
  if (db === null) return [];
  const pairs = reading.hasNew ? nestedPairs(known.all(), (id) => reading.isNew(id)) : [];
  if (pairs.length === 0) return [];
  const said = new Map<number, string>();
  for (const pair of (await likelyParts(db, pairs)).slice(0, MOST_SEARCHED)) {
    if (said.has(pair.part)) continue;
    const place = await placeOf(reading, db, pair);
    if (place === null) continue;
    const { position, log } = known.get(pair.part)!;
    const name = shown(nameOf(reading, pair.part) ?? log);
    said.set(pair.part, `${name}: its ${position} bytes seem to be ${place}: they count twice`);
  }
  return [...said.values()];
}

function nameOf({ known }: Reading, text: number): string | null {
  return [...known.files.values()].find(({ stream }) => stream === text)?.name ?? null;
}

/** What a part seems to be; null where it is none. Where the text is compressed or gone, its minutes have to tell. */
async function placeOf(reading: Reading, db: Database, pair: Pair): Promise<string | null> {
  const { known, siblings, shown } = reading;
  const [part, whole] = await known.loaded([pair.part, pair.whole]);
  const sibling = siblings.find(whole!, '');
  if (sibling === null) {
    return (await hasSameMinutes(db, pair))
      ? `among those of ${shown(nameOf(reading, pair.whole) ?? whole!.log)}`
      : null;
  }
  try {
    const { time, at } = part!.anchors[0]!;
    const { from, end } = await whereIs(db, pair.whole, Math.floor(time / MINUTE_MS) * MINUTE_MS);
    const place = find(part!, sibling.plain, whole!.position, from - at - DISORDER, end - at + DISORDER);
    return place === null ? null : `those of ${shown(sibling.stat.name)} from byte ${place} on`;
  } finally {
    sibling.close();
  }
}

/** New texts whose events lie between the first and the last event of another one, which is longer. */
function nestedPairs(texts: Iterable<StreamState>, isNew: (id: number) => boolean): Pair[] {
  const all = [...texts].filter(
    ({ anchors, position, lastEvent }) => anchors.length > 0 && position > 0 && lastEvent > 0,
  );
  if (all.length < 2) return [];
  all.sort((a, b) => a.anchors[0]!.time - b.anchors[0]!.time || b.position - a.position);
  const pairs: Pair[] = [];
  let compared = 0;
  /** Those that may still contain what comes. */
  let open: StreamState[] = [];
  for (const text of all) {
    open = open.filter(({ lastEvent }) => lastEvent >= text.anchors[0]!.time);
    if (isNew(text.id) && text.overlap.bytes === 0) {
      for (const other of open) {
        if (other.lastEvent >= text.lastEvent && other.position > text.position)
          pairs.push({ part: text.id, whole: other.id });
      }
    }
    compared += open.length;
    if (compared > MOST_COMPARED || pairs.length > MOST_PAIRS) break;
    open.push(text);
  }
  return pairs;
}

/**
 * Where a text begins in another one, in bytes; null where it is not in it.
 * @param counted the other one is counted up to there
 */
function find(part: LogStream, other: PlainText, counted: number, from: number, end: number): number | null {
  const line = part.fingerprints.find((each) => each.from === 0);
  if (line === undefined) return null;
  const begin = Math.max(0, from);
  const bytes = other.bytes(begin, Math.min(counted, end, begin + MOST_BYTES));
  let next = begin === 0 ? 0 : bytes.indexOf(LF) + 1;
  for (let at = next; at + line.end <= bytes.length; at = next) {
    next = bytes.indexOf(LF, at) + 1;
    if (next === 0) return null;
    if (bytes[at + line.end - 1] === LF && digestOf(bytes.subarray(at, at + line.end)) === line.digest) {
      const place = begin + at;
      if (place + part.position <= counted && isAt(part, other, place)) return place;
    }
  }
  return null;
}

function isAt({ fingerprints, position }: LogStream, other: PlainText, place: number): boolean {
  const { agreed, differs } = compare(fingerprints, position, (from, end) => other.digestAt(place + from, place + end));
  return !differs && agreed === position;
}
