/**
 * Reads what is new in a file that must be decoded from its start: compressed, or UTF-16. It is decoded once to find
 * out which text it is, and once more where it has something new.
 */
import { agreement, digestOf, type Fingerprint, SAMPLE_BYTES } from '../../history/streams/fingerprints.js';
import type { LogStream, Match } from '../../history/streams/streams.js';
import { declaresUtc } from '../../scan/source-head.js';
import { fingerprintsAt, type Measured, measure } from './measure.js';
import type { Portion, ScanContext } from './plain.js';
import { PortionCounts } from './portion-counts.js';
import { decodeFile, type FileStat } from './text.js';

export interface RecognisedText {
  readonly measured: Measured;
  /** The known text that it is, or null for a new one. */
  readonly stream: LogStream | null;
  /** Where reading ends: at the end of the file where nothing can follow, else at that of the last whole line. */
  readonly end: number;
}

/**
 * @param matches texts whose beginning the file has
 * @param final nothing can follow the file's end
 */
export async function recognise(stat: FileStat, matches: readonly Match[], final: boolean): Promise<RecognisedText> {
  const measured = await measure(
    stat.name,
    matches.flatMap(({ stream }) => stream.fingerprints),
  );
  const end = final ? measured.size : measured.lastLineEnd;
  const byHead = new Map(measured.head.map(({ end: at, digest }) => [`0-${at}`, digest]));
  const digestAt = (from: number, at: number) =>
    byHead.get(`${from}-${at}`) ?? measured.digests.get(`${from}-${at}`) ?? null;
  const found = matches.find(({ stream }) => agreement(stream.fingerprints, measured.size, digestAt) >= 0);
  return { measured, stream: found?.stream ?? null, end };
}

/** From the stream's position to the end. */
export async function readDecoded(
  { name, modified }: FileStat,
  from: LogStream,
  { measured, end }: RecognisedText,
  { scanner, hours }: ScanContext,
): Promise<Portion> {
  const { position, lines, lastTime, lastEvent } = from;
  const portion = new PortionCounts(hours, { offset: position, lines, lastTime, lastEvent });
  const begin = (beginning: Uint8Array) => {
    const known = position === 0 ? {} : { utc: from.utc, header: scanner.headerOf(beginning) };
    scanner.begin({ name, reference: modified, offset: position, lines, ...known }, (batch) => portion.add(batch));
  };
  begin(new Uint8Array(0));
  let head: Uint8Array = new Uint8Array(0);
  let lastBytes: Uint8Array = new Uint8Array(0);
  await decodeFile(name, (chunk, offset) => {
    if (offset === 0) {
      head = chunk.slice(0, SAMPLE_BYTES);
      begin(chunk);
    }
    const fresh = chunk.subarray(0, Math.max(0, end - offset));
    lastBytes = Buffer.concat([lastBytes, fresh.subarray(-SAMPLE_BYTES)]).subarray(-SAMPLE_BYTES);
    if (offset + fresh.length > position) scanner.write(fresh.subarray(Math.max(0, position - offset)));
    return offset + chunk.length < end;
  });
  scanner.end();
  portion.end(end, lines + scanner.lines);
  const tail: Fingerprint = { from: end - lastBytes.length, end, digest: digestOf(lastBytes) };
  const stream: LogStream = {
    ...from,
    position: end,
    lines: lines + scanner.lines,
    lastTime: Number.isNaN(scanner.lastTime) ? lastTime : scanner.lastTime,
    lastEvent: portion.lastEvent,
    utc: position === 0 ? declaresUtc(head) : from.utc,
    fingerprints: fingerprintsAt(end, measured, tail),
    missing: false,
  };
  return { stream, counts: portion.counts };
}
