/** A file of plain text: which text it holds, and what of it is new. */
import { headFingerprints } from '../../history/streams/fingerprints.js';
import type { Match } from '../../history/streams/known-streams.js';
import type { Anchor, KnownFile, LogStream } from '../../history/streams/streams.js';
import { declaresUtc } from '../../scan/source-head.js';
import { alignmentsOf, type Compared, type Overlap, overlapsOf, unsureBytes } from './overlap.js';
import { ChangedFile, readPortion, type Skipped } from './plain.js';
import { Portions } from './portions.js';
import type { Reading } from './reading.js';
import type { OpenedFile, PlainText } from './text.js';

/** Bytes. */
const LONG_LINE = 1 << 20;

export async function readPlainFile(
  reading: Reading,
  opened: OpenedFile & { readonly plain: PlainText },
  { followed, before: earlier }: { readonly followed: boolean; readonly before: readonly number[] },
): Promise<void> {
  const { known, options, staged } = reading;
  const { stat, plain: text } = opened;
  await options.atStep?.('look', stat.name);
  const size = text.size();
  const head = text.head();
  const digestAt = (from: number, end: number) => text.digestAt(from, end);
  const lengthAt = (at: number) => text.lineLength(at);
  const found = await known.matches(stat.key, size, head, digestAt, earlier);
  const matches = found.map((each) => reading.siblings.exactly(each, stat.key, text));
  const match = matches.find(({ differs }) => !differs);
  reading.supersede(match?.stream, matches);
  const before = headFingerprints(head);
  if (match === undefined && size === 0 && !known.files.has(stat.key)) return;
  let stream = match?.stream ?? reading.newStream(stat.name, before);
  stream = (await options.replaced?.start(stream, stat.name, text.lastLineEnd(0, size), staged)) ?? stream;
  const skipped: Skipped[] = [...(options.replaced?.skippedIn(stream.id) ?? [])];
  const decided = options.replaced?.decidedTo(stream.id) ?? 0;
  const prefix = stream.position === 0 && decided === 0 ? sharedPrefix(matches, stream, text) : null;
  if (prefix !== null) skipped.push({ ...prefix, ifTimed: true });
  const from = stream.position;
  const unended = unendedTo(known.files.get(stat.key), stream, text);
  await options.atStep?.('read', stat.name);
  const judged = new Set<string>();
  const overlapping: Overlap[] = [];
  const isNew = from === 0 && skipped.length === 0 && known.wanted.times.size === 0;
  const early = isNew ? options.early?.take(stat.key) : null;
  const portions = early ?? new Portions(text, stat, declaresUtc(head), [], known.wanted, options);
  try {
    while (!options.signal.aborted) {
      const borders = skipped.flatMap((range) => [range.from, range.end]);
      const portion = await portions.take(stream.position, stream.utc, { size, unended, borders });
      if (portion === null) break;
      const read = await readPortion(text, stat.name, stream, portion, before, skipped, options);
      const range = { from: stream.position, end: read.stream.position };
      const hits = range.end > decided ? read.hits : [];
      // To the end of the text: further portions may have no hit.
      const rest = { from: range.from, end: text.lastLineEnd(range.end, size) };
      const overlaps = outside(await overlapsIn(reading, stream, hits, rest, { digestAt, lengthAt }, judged), skipped);
      if (overlaps.length > 0) {
        for (const overlap of overlaps) skipped.push({ ...overlap, ifTimed: false });
        overlapping.push(...overlaps);
        continue;
      }
      if (prefix !== null && range.from === 0 && read.counts === null) overlapping.push(prefix);
      stream = read.stream;
      staged.stream(stream, read.counts);
      await reading.commitIfFull();
    }
  } finally {
    await portions.drop();
  }
  // Emptied since it was opened: what it had then is somewhere else now, or lost.
  if (text.size() < size) throw new ChangedFile();
  // Interrupted before the end: the file must not be recorded as read.
  if (options.signal.aborted) return;
  const bound = known.files.get(stat.key)?.stream;
  reading.sayOverlaps(stat.name, stream, overlapping, new Set(bound === undefined ? earlier : [...earlier, bound]));
  if (stream.position === 0) {
    stream = { ...stream, fingerprints: before };
    staged.stream(stream, null);
  }
  const unverified = size < stream.position ? Math.max(0, text.lastLineEnd(0, size) - (match?.agreed ?? 0)) : 0;
  reading.see({
    stat,
    key: stat.key,
    stream,
    isRead: stream.position > from,
    pending: Math.max(0, size - stream.position),
    unverified,
    whole: false,
    incomplete: false,
    followed,
  });
  reading.inPlain.add(stream.id);
  if (unverified === 0) reading.siblings.see(stream.id, stat.name);
}

/** Up to where a long line was searched for its end when the file was last read. A short one is searched anew. */
function unendedTo(file: KnownFile | undefined, { id, position }: LogStream, { start }: PlainText): number {
  return file?.stream === id && file.pending > LONG_LINE ? file.size - start : position;
}

/** The beginning of a text that goes on differently than a known one which begins with the same lines. */
function sharedPrefix(matches: readonly Match[], self: LogStream, text: PlainText): Overlap | null {
  const others = matches.filter(({ differs, stream }) => differs && stream.id !== self.id && stream.position > 0);
  if (others.length === 0) return null;
  const { stream: other, agreed } = others.reduce((a, b) => (b.agreed > a.agreed ? b : a));
  return prefixOf(other, text.lastLineEnd(0, Math.min(agreed, other.position)), agreed);
}

/**
 * @param end of the last line that both have, as far as is known
 * @param agreed up to where they agree, as far as is known, in bytes
 */
export function prefixOf(other: LogStream, end: number, agreed: number): Overlap | null {
  if (end === 0) return null;
  // How much further they agree is not known: to the next fingerprint at most.
  const next = other.fingerprints.find((each) => each.end > agreed)?.end ?? end;
  return { from: 0, end, other, toItsEnd: end === other.position, unsure: unsureBytes(other)(end, next) };
}

/** Overlaps that are not skipped yet. */
export function outside(overlaps: readonly Overlap[], skipped: readonly Skipped[]): Overlap[] {
  return overlaps.filter(({ from, end }) => !skipped.some((range) => range.from <= from && end <= range.end));
}

/** What of a range is counted as a part of other texts. @param judged places that were compared before; added to */
export async function overlapsIn(
  { known }: Reading,
  self: LogStream,
  hits: readonly Anchor[],
  range: { readonly from: number; readonly end: number },
  { digestAt, lengthAt }: Pick<Compared, 'digestAt' | 'lengthAt'>,
  judged: Set<string>,
): Promise<Overlap[]> {
  if (hits.length === 0) return [];
  const overlaps: Overlap[] = [];
  for (const alignment of await alignmentsOf(hits, known, { self: self.id, end: range.end, digestAt, lengthAt })) {
    const place = `${alignment.other.id}:${alignment.shift}:${range.from}`;
    if (judged.has(place)) continue;
    judged.add(place);
    overlaps.push(...overlapsOf(alignment, range, digestAt));
  }
  return overlaps;
}
