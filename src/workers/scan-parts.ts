/**
 * Counts parts of sources that a plan has cut, from their bytes: one after the other, on this thread. Where a part begins
 * and ends is decided here, by line ends, so that each line is in one part, however the bytes come.
 */
import type { RunCounts } from '../aggregate/run-counts.js';
import type { UndatedEvents } from '../aggregate/tally.js';
import { LogscanError, usageError } from '../model/errors.js';
import { NOT_PLANNED, type PlannedPart } from '../model/source-plan.js';
import type { LineReader } from '../scan/line-reader.js';
import { reasonOf } from '../sources/inputs.js';
import { openChunks } from '../sources/open-chunks.js';
import { identityOfMember, PassingIdentity, type SourceIdentity } from '../sources/source-digest.js';
import type { Zone } from '../time/zone.js';
import { isInputError } from './input-error.js';
import type { ScanJob } from './scan-job.js';
import { newReader } from './scan-pieces.js';
import { Turns } from './turns.js';

/** The bytes of a part, from the one before its first on; those behind its end are needed up to a line feed. */
export interface PartBytes {
  readonly part: PlannedPart;
  /** Why they cannot be read, or null. */
  readonly error: string | null;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** What was counted of one source of a part. */
export interface PartResult {
  readonly part: PlannedPart;
  /** Of the source: that of the part, or of a member of it. */
  readonly name: string;
  readonly identity: SourceIdentity | null;
  readonly bytes: number;
  readonly lines: number;
  readonly matchedLines: number;
  readonly events: number;
  readonly lastTime: number;
  readonly undated: UndatedEvents | null;
  readonly error: string | null;
}

const LF = 10;
const INTERRUPTED = 'interrupted before its end';

/** @throws LogscanError `usage` for a part that comes twice */
export async function scanParts(
  job: ScanJob,
  timeZone: Zone,
  counts: RunCounts,
  parts: AsyncIterable<PartBytes>,
  signal: AbortSignal,
): Promise<PartResult[]> {
  const reader = await newReader(job, timeZone, counts, false, () => signal.aborted);
  const scan = new PartScan(reader, counts, signal);
  const results: PartResult[] = [];
  const seen = new Set<number>();
  for await (const bytes of parts) {
    const { error, part } = bytes;
    if (part.number !== NOT_PLANNED && seen.has(part.number)) {
      throw usageError(`part ${part.number}: expected once; got it twice`);
    }
    seen.add(part.number);
    if (error !== null) results.push(await scan.unread(part, error));
    else results.push(...(await (part.source.text === null ? scan.whole(bytes) : scan.range(bytes))));
    if (signal.aborted) break;
  }
  return results;
}

class PartScan {
  readonly #reader: LineReader;
  readonly #counts: RunCounts;
  readonly #signal: AbortSignal;
  readonly #turns = new Turns();
  #order = 0;

  constructor(reader: LineReader, counts: RunCounts, signal: AbortSignal) {
    this.#reader = reader;
    this.#counts = counts;
    this.#signal = signal;
  }

  unread(part: PlannedPart, error: string): Promise<PartResult> {
    const { size, digest } = part.source;
    const identity = size === null || digest === null ? null : { size, digest };
    return this.#result(
      part,
      part.source.name,
      false,
      async () => error,
      () => ({ bytes: 0, identity }),
    );
  }

  /** Lines of a text that start in the part. */
  async range({ part, chunks }: PartBytes): Promise<PartResult[]> {
    const { from, to, source } = part;
    const { mark, utc, head } = source.text!;
    const reader = this.#reader;
    const header = from === 0 ? {} : { header: head === null ? null : reader.headerOf(Buffer.from(head, 'base64')) };
    const reference = source.modified ?? Date.now();
    const identity =
      source.size === null || source.digest === null ? null : { size: source.size, digest: source.digest };
    let bytes = 0;
    /** The byte behind the last that has come, of whatever line. */
    let reached = Math.max(0, from - 1);
    const passed = async function* () {
      for await (const chunk of chunks) {
        reached += chunk.length;
        yield chunk;
      }
    };
    const begin = (offset: number) =>
      reader.begin(
        { name: source.name, reference, offset, lines: 0, ...(from === 0 ? {} : { utc }), ...header },
        (batch) => void this.#counts.add(batch),
      );
    const read = async () => {
      begin(from === 0 ? mark : from);
      const lines = linesIn(passed(), from === 0 ? null : from, to);
      let hasBegun = from === 0;
      try {
        for await (const { at, chunk } of lines) {
          if (!hasBegun) begin(at);
          hasBegun = true;
          const text = at < mark ? chunk.subarray(mark - at) : chunk;
          bytes += chunk.length;
          await this.#write(text);
        }
      } finally {
        // What was read before an error counts, including the unfinished last line.
        if (!this.#signal.aborted) reader.end();
      }
      return reader.fault ?? shortage(part, reached);
    };
    return [await this.#result(part, source.name, from > 0, read, () => ({ bytes, identity }))];
  }

  /** All sources of a part that is whole: compressed, UTF-16, an archive. */
  async whole({ part, chunks }: PartBytes): Promise<PartResult[]> {
    const { source } = part;
    const passing = new PassingIdentity();
    let isWhole = false;
    const passed = async function* () {
      for await (const chunk of chunks) {
        passing.add(chunk);
        yield chunk;
      }
      isWhole = true;
    };
    const results: PartResult[] = [];
    try {
      for await (const opened of openChunks(source.name, passed(), source.modified)) {
        let bytes = 0;
        const read = async () => {
          const { start, name, modified } = opened;
          bytes += start;
          const reference = modified ?? Date.now();
          this.#reader.begin({ name, reference, offset: start, lines: 0 }, (batch) => void this.#counts.add(batch));
          try {
            for await (const chunk of opened.stream as AsyncIterable<Uint8Array>) {
              bytes += chunk.length;
              await this.#write(chunk);
            }
          } finally {
            // What was read before an error counts, including the unfinished last line.
            this.#reader.end();
          }
          return this.#reader.fault;
        };
        results.push(await this.#result(part, opened.name, false, read, () => ({ bytes, identity: null })));
      }
    } catch (error) {
      results.push(
        await this.#result(
          part,
          source.name,
          false,
          async () => reasonFor(error),
          () => ({ bytes: 0, identity: null }),
        ),
      );
    }
    // Known only now that all bytes have passed.
    if (!isWhole) return results;
    const { identity } = passing;
    return results.map((result) => ({
      ...result,
      identity:
        result.name === source.name ? identity : identityOfMember(identity, result.name.slice(source.name.length + 2)),
    }));
  }

  async #result(
    part: PlannedPart,
    name: string,
    continues: boolean,
    read: () => Promise<string | null>,
    facts: () => Pick<PartResult, 'bytes' | 'identity'>,
  ): Promise<PartResult> {
    const { tally } = this.#counts;
    const before = tally.events;
    this.#counts.begin(this.#order++, continues);
    // Also where nothing of it can be read: what was counted of the part before is not of this one.
    this.#reader.begin({ name, reference: 0, offset: 0, lines: 0 }, () => {});
    let error: string | null;
    try {
      error = await read();
    } catch (thrown) {
      error = this.#signal.aborted ? INTERRUPTED : reasonFor(thrown);
    }
    const reader = this.#reader;
    reader.flushCounts();
    let undated = tally.takeUndated();
    // At the beginning of a source there is nothing before it that could have a time.
    if (!continues) {
      tally.addUndated(undated, Number.NaN);
      undated = null;
    }
    const { lines, matchedLines, lastTime } = reader;
    const events = tally.events - before;
    return { part, name, ...facts(), lines, matchedLines, events, lastTime, undated, error };
  }

  async #write(chunk: Uint8Array): Promise<void> {
    for (let from = 0; from < chunk.length; ) {
      if (this.#signal.aborted) throw new LogscanError('input', INTERRUPTED);
      const to = from + Math.min(SLICE, this.#reader.room.size);
      this.#reader.write(chunk.subarray(from, to));
      if (this.#reader.isOver) throw new LogscanError('input', this.#reader.fault!);
      if (this.#turns.isDue) await this.#turns.take();
      from = to;
    }
  }
}

const SLICE = 64 * 1024;

/** Why a part is not whole: its bytes ended before it did; else null. */
function shortage({ to, source }: PlannedPart, reached: number): string | null {
  const wanted = to ?? source.size;
  return wanted === null || reached >= wanted
    ? null
    : `became shorter while it was read: ${wanted} bytes, then ${reached}`;
}

/** @throws errors that are not the input's but a bug */
function reasonFor(error: unknown): string {
  if (!isInputError(error)) throw error;
  return reasonOf(error);
}

/**
 * The lines that start from `from` on and before `to`, each to its end, as chunks with their positions. The bytes begin with
 * the one before `from`, which tells whether a line starts there; null: with the first of the text.
 */
async function* linesIn(
  chunks: AsyncIterable<Uint8Array>,
  from: number | null,
  to: number | null,
): AsyncGenerator<{ readonly at: number; readonly chunk: Uint8Array }> {
  let position = from === null ? 0 : from - 1;
  let isInside = from === null;
  for await (const all of chunks) {
    let at = position;
    let chunk = all;
    position += all.length;
    if (!isInside) {
      const end = chunk.indexOf(LF);
      if (end < 0) continue;
      at += end + 1;
      chunk = chunk.subarray(end + 1);
      isInside = true;
      // No line starts in the part.
      if (to !== null && at >= to) return;
    }
    if (to !== null && position >= to) {
      // The last line is the one that has the last byte before `to`.
      const last = chunk.indexOf(LF, Math.max(0, to - 1 - at));
      if (last >= 0) {
        yield { at, chunk: chunk.subarray(0, last + 1) };
        return;
      }
    }
    if (chunk.length > 0) yield { at, chunk };
  }
}
