/**
 * Reads a text that must be decoded from its start: compressed, UTF-16, or a member of an archive. It is recognised and
 * read in one pass: what it may be is assumed by its beginning, and known at its end. Where the assumption was wrong, the
 * caller reads it once more.
 */

import type { DigestAt, Fingerprint } from '../../history/streams/fingerprints.js';
import { HEAD_BYTES } from '../../history/streams/fingerprints.js';
import { type Anchor, type LogStream, withAnchors, withRange } from '../../history/streams/streams.js';
import { declaresUtc, HEADER_SEARCH_BYTES } from '../../scan/source-head.js';
import type { OpenSource } from '../../sources/open-source.js';
import type { WantedTimes } from './anchors.js';
import { keptEvents } from './count-piece.js';
import { DigestCollector, fingerprintsAt, TailCollector } from './digest-collector.js';
import { JoinedPieces } from './join-pieces.js';
import { LogCounts } from './log-counts.js';
import { PieceCounts } from './piece-counts.js';
import type { ScanContext, Skipped } from './plain.js';

/** What is assumed of a text before it is read. */
export interface Assumed {
  /** The text that it is, read up to its position. */
  readonly stream: LogStream;
  readonly skipped: readonly Skipped[];
  /** Ranges of which digests are needed to find out whether that is right. */
  readonly ranges: readonly { readonly from: number; readonly end: number }[];
  /** Its last line counts, although it has no end: nothing can follow. */
  readonly final: boolean;
  /** Nothing behind this byte is read; null: no limit. */
  readonly limit: number | null;
}

export interface DecodedRead {
  /** As read to its end, or to the end of its last whole line. */
  readonly stream: LogStream;
  readonly counts: LogCounts;
  readonly hits: readonly Anchor[];
  /** Bytes that could be decoded. */
  readonly size: number;
  readonly lastLineEnd: number;
  /** There were so many counts that the last lines were not counted. */
  readonly isShort: boolean;
  /** More was counted than whole lines, as a line was too long to wait for its end. */
  readonly isTooFar: boolean;
  readonly head: Uint8Array;
  readonly digestAt: DigestAt;
  /** Why it could not be decoded on; null: it came to its end. */
  readonly fault: Error | null;
}

/** A run was interrupted. */
export class Interrupted extends Error {}

const LF = 10;
/** Bytes of a line that are kept until its end is seen. */
const LONGEST_WAIT = 1 << 20;
/** `size` of counts at which it is enough: the rest takes another pass, so they are many. */
const MOST_COUNTS = 300_000;
/** Bytes until it is looked at again. */
const STEP_BYTES = 4 << 20;

/**
 * @param assume called with the beginning of the text: its first `HEAD_BYTES`, or all of it
 * @throws Interrupted where the signal says so
 */
export async function readDecoded(
  source: OpenSource,
  assume: (head: Uint8Array) => Promise<Assumed>,
  wanted: WantedTimes | null,
  context: ScanContext,
): Promise<DecodedRead> {
  let first: Uint8Array = new Uint8Array(0);
  let pass: Pass | null = null;
  let fault: Error | null = null;
  const start = async () => {
    const beginning = first.slice(0, HEADER_SEARCH_BYTES);
    pass = new Pass(source, beginning, await assume(beginning.subarray(0, HEAD_BYTES)), wanted, context);
    pass.see(first);
    return pass;
  };
  try {
    for await (const chunk of source.stream as AsyncIterable<Uint8Array>) {
      if (context.signal.aborted) throw new Interrupted();
      if (pass !== null) (pass as Pass).see(chunk);
      else {
        first = first.length === 0 ? chunk : Buffer.concat([first, chunk]);
        if (first.length >= HEADER_SEARCH_BYTES) await start();
      }
    }
  } catch (error) {
    if (error instanceof Interrupted || !isFault(error)) throw error;
    fault = error as Error;
  }
  return (pass ?? (await start())).end(fault);
}

/** Whether an error is of what is decoded, or of the system. */
export function isFault(error: unknown): boolean {
  const { name, code } = error as NodeJS.ErrnoException;
  return name === 'LogscanError' || typeof code === 'string';
}

class Pass {
  readonly #source: OpenSource;
  /** The first bytes, as far as a header is looked for, and the first ones that fingerprints are taken of. */
  readonly #beginning: Uint8Array;
  readonly #head: Uint8Array;
  readonly #assumed: Assumed;
  readonly #wanted: WantedTimes | null;
  readonly #context: ScanContext;
  readonly #digests: DigestCollector;
  readonly #tail: TailCollector;
  readonly #counts: LogCounts;
  readonly #hits: Anchor[] = [];
  #stream: LogStream;
  /** Where it is looked at how many counts there are; nothing behind the limit is counted. */
  #nextLook = STEP_BYTES;
  #limit: number | null;
  #isShort = false;
  /** The range of equal treatment that is being read, and what is counted in it. */
  #portion: { readonly counts: PieceCounts; readonly end: number; readonly skipped: Skipped | null } | null = null;
  #size = 0;
  #lastLineEnd = 0;
  /** The beginning of a line whose end was not seen. */
  #rest: Uint8Array[] = [];
  #restBytes = 0;
  /** Bytes that were handed on to be counted. */
  #at = 0;

  constructor(
    source: OpenSource,
    beginning: Uint8Array,
    assumed: Assumed,
    wanted: WantedTimes | null,
    context: ScanContext,
  ) {
    this.#source = source;
    this.#beginning = beginning;
    this.#head = beginning.subarray(0, HEAD_BYTES);
    this.#assumed = assumed;
    this.#limit = assumed.limit;
    this.#wanted = wanted;
    this.#context = context;
    this.#counts = new LogCounts(context.hours);
    this.#stream = assumed.stream;
    this.#digests = new DigestCollector(beginning, assumed.ranges);
    this.#tail = new TailCollector(assumed.stream.fingerprints);
  }

  see(chunk: Uint8Array): void {
    this.#digests.see(chunk, this.#size);
    const at = chunk.lastIndexOf(LF);
    if (at >= 0) {
      for (const part of this.#rest) this.#take(part);
      this.#take(chunk.subarray(0, at + 1));
      this.#lastLineEnd = this.#size + at + 1;
      if (this.#at >= this.#nextLook) this.#look();
      this.#rest = [];
      this.#restBytes = 0;
    }
    const rest = chunk.subarray(at + 1);
    this.#size += chunk.length;
    if (rest.length === 0) return;
    // The decoder may use its memory again.
    this.#rest.push(rest.slice());
    this.#restBytes += rest.length;
    if (this.#restBytes > LONGEST_WAIT) this.#flush();
  }

  end(fault: Error | null): DecodedRead {
    const { final } = this.#assumed;
    if (final && fault === null) this.#flush();
    this.#close();
    const end = this.#at;
    const { stream } = this.#assumed;
    const digestAt: DigestAt = (first, last) => this.#digests.digestAt(first, last) ?? this.#tail.digestAt(first, last);
    const read = end > stream.position;
    const tail = this.#tail.at(Math.max(end, stream.position));
    return {
      stream: {
        ...this.#stream,
        utc: stream.position === 0 ? declaresUtc(this.#head) : stream.utc,
        fingerprints: read ? fingerprintsAt(end, this.#head, stream.fingerprints, digestAt, tail) : stream.fingerprints,
      },
      counts: this.#counts,
      hits: this.#hits,
      size: this.#size,
      lastLineEnd: this.#lastLineEnd,
      isShort: this.#isShort,
      isTooFar: !(final && fault === null) && end > this.#lastLineEnd,
      head: this.#head,
      digestAt,
      fault,
    };
  }

  /** Between two lines. */
  #look(): void {
    this.#nextLook = this.#at + STEP_BYTES;
    if (this.#isShort || this.#counts.size + (this.#portion?.counts.size ?? 0) < MOST_COUNTS) return;
    this.#close();
    this.#limit = this.#at;
    this.#isShort = true;
  }

  #flush(): void {
    for (const part of this.#rest) this.#take(part);
    this.#rest = [];
    this.#restBytes = 0;
  }

  /** The next bytes of the text, to be counted where they are new. */
  #take(chunk: Uint8Array): void {
    const offset = this.#at;
    const limit = this.#limit;
    const fresh = limit === null ? chunk : chunk.subarray(0, Math.max(0, limit - offset));
    this.#at += fresh.length;
    this.#tail.see(fresh, offset);
    const { position } = this.#assumed.stream;
    for (let at = Math.max(offset, position); at < this.#at; ) {
      const portion = this.#portionAt(at);
      const end = Math.min(this.#at, portion.end);
      this.#context.scanner.write(fresh.subarray(at - offset, end - offset));
      if (end === portion.end) this.#close(end);
      at = end;
    }
  }

  #portionAt(at: number) {
    if (this.#portion !== null) return this.#portion;
    const { scanner, hours, onOtherOrder, eventLines } = this.#context;
    const { lines, utc } = this.#stream;
    const { skipped } = this.#assumed;
    const counts = new PieceCounts(hours, { offset: at, lines }, this.#wanted, keptEvents(eventLines));
    const facts = { name: this.#source.name, reference: this.#source.modified ?? 0, offset: at, lines };
    const declared = at === 0 ? {} : { utc: this.#assumed.stream.position === 0 ? declaresUtc(this.#head) : utc };
    const header = at === 0 ? {} : { header: scanner.headerOf(this.#beginning) };
    scanner.onOtherOrder = onOtherOrder;
    scanner.begin({ ...facts, ...declared, ...header }, (batch) => counts.add(batch, scanner.matchedLines), counts);
    const borders = skipped.flatMap(({ from, end }) => [from, end]).filter((border) => border > at);
    this.#portion = {
      counts,
      end: borders.reduce((least, border) => Math.min(least, border), Number.POSITIVE_INFINITY),
      skipped: skipped.find(({ from, end }) => at >= from && at < end) ?? null,
    };
    return this.#portion;
  }

  /** Ends the range that is being read. */
  #close(end = this.#at): void {
    if (this.#portion === null) return;
    const { scanner, hours } = this.#context;
    const { counts: piece, skipped } = this.#portion;
    this.#portion = null;
    scanner.end();
    scanner.flushCounts();
    const { position, lines, overlap, anchors } = this.#stream;
    const joined = new JoinedPieces(hours, this.#stream, this.#wanted);
    joined.add(piece.end(end, lines + scanner.lines, scanner.matchedLines), scanner.lastTime);
    const { counts, hits, first, last, lastTime, lastEvent } = joined;
    const isSkipped = skipped !== null && (!skipped.ifTimed || counts.hasOwnTimes);
    if (!isSkipped) this.#counts.merge(counts);
    this.#hits.push(...hits);
    this.#stream = {
      ...this.#stream,
      position: end,
      lines: lines + scanner.lines,
      overlap: isSkipped ? withRange(overlap, position, end, scanner.lines) : overlap,
      lastTime,
      lastEvent,
      anchors: withAnchors(anchors, first, last),
      missing: false,
    };
  }
}

/** Ranges that are compared to find out which of some texts it is. */
export function rangesOf(texts: readonly { readonly stream: LogStream }[]): Fingerprint[] {
  return texts.flatMap(({ stream }) => stream.fingerprints);
}
