/**
 * A text that must be decoded from its start: which one it is, and what of it is new. Where it has very many counts it is
 * read in several passes, each of which counts on from where the one before it has ended.
 */
import { checkpointsBetween, compare, headDigests, headFingerprints } from '../../history/streams/fingerprints.js';
import type { Match } from '../../history/streams/known-streams.js';
import { type LogStream, memberKey } from '../../history/streams/streams.js';
import { MINUTE_MS } from '../../model/calendar.js';
import { reasonOf } from '../../sources/inputs.js';
import { decodedSources } from '../../sources/open.js';
import type { OpenSource } from '../../sources/open-source.js';
import { type Assumed, type DecodedRead, rangesOf, readDecoded } from './decoded.js';
import { gapAfter } from './missing.js';
import { alignmentsOf, mayOverlap, type Overlap, shiftedFingerprints } from './overlap.js';
import { ChangedFile } from './plain.js';
import { outside, overlapsIn, prefixOf } from './plain-file.js';
import type { Reading } from './reading.js';
import { equalToStream } from './siblings.js';
import type { StillThere } from './still-there.js';
import { isSame, type OpenedFile } from './text.js';

/** A file that cannot be decoded to its end, and that has not grown for this long, will not become whole. Milliseconds. */
const BEING_WRITTEN_MS = 10 * MINUTE_MS;
/** A text is read at most so many times until what was assumed of it is right. */
const MOST_READS = 6;

export class PackedText {
  readonly #reading: Reading;
  readonly #opened: OpenedFile;
  readonly #still: StillThere;
  /** Of the member in the archive; null: the file is the text. */
  readonly #number: number | null;
  readonly #found: { readonly followed: boolean; readonly before: readonly number[] };
  readonly #key: string;
  #matches: readonly Match[] = [];
  readonly #overlaps: Overlap[] = [];
  #assumed: Assumed | null = null;
  /** What could not be compared of a text that ends within a known one. */
  #unverified = 0;
  /** Texts of which another file has shown that this is none of their copies. */
  readonly #others = new Set<number>();

  constructor(
    reading: Reading,
    opened: OpenedFile,
    still: StillThere,
    number: number | null,
    found: { readonly followed: boolean; readonly before: readonly number[] },
  ) {
    this.#reading = reading;
    this.#opened = opened;
    this.#still = still;
    this.#number = number;
    this.#found = found;
    this.#key = number === null ? opened.stat.key : memberKey(opened.stat.key, number);
  }

  /** @returns why it could not be read; null: it was, or there is a gap that says so, or it may still become whole */
  async read(source: OpenSource): Promise<string | null> {
    const { known, options, staged } = this.#reading;
    const { name } = source;
    await options.atStep?.('look', name);
    const judged = new Set<string>();
    let read = await this.#verified(name, judged, await this.#pass(source, name));
    const from = this.#assumed!.stream.position;
    while (read.isShort) {
      staged.stream(read.stream, read.counts);
      await this.#reading.commitIfFull();
      this.#assumed = { ...this.#assumed!, stream: read.stream };
      read = await this.#verified(name, judged, await this.#again((next) => this.#pass(next, name)));
    }
    const assumed = this.#assumed!;
    const { stream, size, lastLineEnd, fault } = read;
    const isNew = stream.position > assumed.stream.position;
    const bound = known.files.get(this.#key)?.stream;
    const { before } = this.#found;
    const overlaps = stream.overlap.bytes > 0 ? this.#overlaps : [];
    this.#reading.sayOverlaps(name, stream, overlaps, new Set(bound === undefined ? before : [...before, bound]));
    if (isNew || known.get(stream.id) === undefined) staged.stream(stream, isNew ? read.counts : null);
    await this.#reading.commitIfFull();
    return this.#see(name, stream, { isRead: stream.position > from, size, lastLineEnd, fault, final: assumed.final });
  }

  /** Reads it again until all that was assumed of it is right. @throws ChangedFile where it is another file by now */
  async #verified(name: string, judged: Set<string>, first: DecodedRead): Promise<DecodedRead> {
    let read = first;
    for (let n = 1; ; n++) {
      const corrected = await this.#corrected(name, this.#assumed!, read, judged);
      if (corrected === null && (await this.#isVerified(read))) break;
      if (n === MOST_READS) throw new ChangedFile();
      this.#assumed = corrected ?? this.#assumed;
      read = await this.#again((source) => this.#pass(source, name));
    }
    await this.#reading.options.atStep?.('verify', name);
    // One that is still being written may have grown.
    if (!this.#still.isSo(read.fault !== null)) throw new ChangedFile();
    return read;
  }

  /** By the beginning of the text. */
  async #assume(name: string, head: Uint8Array): Promise<Assumed> {
    const { known, inPlain, options } = this.#reading;
    const { before } = this.#found;
    this.#matches = await known.matches(this.#key, head.length, head, headDigests(head), before);
    const match = this.#matches.find(({ differs }) => !differs);
    // While a plain file has the same text, its last line may still grow there.
    const sibling = this.#matches.some(({ stream, differs }) => !differs && inPlain.has(stream.id));
    const stream = match?.stream ?? this.#reading.newStream(name, headFingerprints(head));
    await options.atStep?.('read', name);
    return {
      stream,
      skipped: [],
      ranges: rangesOf(this.#matches),
      final: this.#opened.final && !sibling,
      limit: null,
    };
  }

  /** Where the text was read in the wrong way: what is to be assumed instead; null: all was right. */
  async #corrected(name: string, assumed: Assumed, pass: DecodedRead, judged: Set<string>): Promise<Assumed | null> {
    const { digestAt, size } = pass;
    const whole = this.#matches.filter(
      ({ stream }) => !this.#others.has(stream.id) && !compare(stream.fingerprints, size, digestAt).differs,
    );
    const isBeginning =
      assumed.stream.position === 0 || !this.#matches.some(({ stream }) => stream.id === assumed.stream.id);
    const right = whole[0]?.stream ?? null;
    if (right !== null && right.id !== assumed.stream.id) return this.#from(right, assumed);
    if (right === null && this.#matches.some(({ stream }) => stream.id === assumed.stream.id)) {
      return this.#from(this.#reading.newStream(name, headFingerprints(pass.head)), assumed);
    }
    const end = assumed.final && pass.fault === null ? size : pass.lastLineEnd;
    if (this.#reading.options.replaced !== null) {
      const start = await this.#reading.options.replaced.start(assumed.stream, name, end, this.#reading.staged);
      const skipped = this.#reading.options.replaced.skippedIn(start.id);
      if (start.position !== assumed.stream.position) return { ...this.#from(start, assumed), skipped };
    }
    if (pass.isTooFar) return { ...assumed, limit: pass.lastLineEnd };
    if (isBeginning && !judged.has('prefix') && !this.#reading.options.replaced?.texts.has(assumed.stream.id)) {
      judged.add('prefix');
      const prefix = await this.#prefix(assumed.stream, pass);
      if (prefix !== null) {
        this.#overlaps.push(prefix);
        return { ...assumed, skipped: [...assumed.skipped, { ...prefix, ifTimed: true }] };
      }
    }
    const { known } = this.#reading;
    const decided = this.#reading.options.replaced?.decidedTo(assumed.stream.id) ?? 0;
    // To the end of the text, also where this pass did not count so far: a further one may have no hit.
    const range = { from: Math.max(assumed.stream.position, decided), end };
    const hits = pass.hits.filter(({ at }) => at >= range.from);
    const lengthAt = () => null;
    const compared = { self: assumed.stream.id, end, digestAt, lengthAt };
    const places = await alignmentsOf(hits, known, compared);
    // Mostly the two only meet: one ends in the second in which the other begins, which the bytes at hand show.
    const open = places.filter(
      (place) => !judged.has(`asked:${place.other.id}:${place.shift}`) && mayOverlap(place, range, digestAt),
    );
    if (open.length > 0 && range.end > range.from) {
      // The digests that tell whether it is so are taken in another pass.
      for (const { other, shift } of open) judged.add(`asked:${other.id}:${shift}`);
      const ranges = open.flatMap((place) => shiftedFingerprints(place, range));
      return { ...assumed, ranges: [...assumed.ranges, ...ranges] };
    }
    const found = await overlapsIn(this.#reading, assumed.stream, hits, range, compared, judged);
    const overlaps = outside(found, assumed.skipped);
    if (overlaps.length === 0) {
      this.#reading.supersede(right ?? undefined, this.#matches);
      return null;
    }
    this.#overlaps.push(...overlaps);
    return { ...assumed, skipped: [...assumed.skipped, ...overlaps.map((each) => ({ ...each, ifTimed: false }))] };
  }

  /**
   * Compares what ends within a known text with another file of it, where the fingerprints do not say all.
   * @returns false: it is another text
   */
  async #isVerified({ stream, size, digestAt, lastLineEnd, fault }: DecodedRead): Promise<boolean> {
    const end = this.#assumed!.final && fault === null ? size : lastLineEnd;
    const { agreed } = compare(stream.fingerprints, size, digestAt);
    this.#unverified = size < stream.position ? Math.max(0, end - agreed) : 0;
    if (this.#unverified === 0) return true;
    const equal = await this.#equalTo(stream);
    if (equal === null) return true;
    if (equal.bytes < end) this.#others.add(stream.id);
    else this.#unverified = 0;
    return equal.bytes >= end;
  }

  /** Up to where another file that holds a known text has the same; null where there is none. */
  async #equalTo(stream: LogStream): Promise<{ readonly bytes: number; readonly lineEnd: number } | null> {
    const sibling = this.#reading.siblings.find(stream, this.#opened.stat.key);
    if (sibling === null) return null;
    try {
      const { plain } = sibling;
      const bytes = await this.#again((source) => equalToStream(plain, source.stream as AsyncIterable<Uint8Array>));
      const lineEnd = plain.lastLineEnd(0, Math.min(bytes, stream.position));
      return plain.size() < stream.position ? null : { bytes, lineEnd };
    } finally {
      sibling.close();
    }
  }

  #from(stream: LogStream, assumed: Assumed): Assumed {
    return { ...assumed, stream, skipped: [], limit: null };
  }

  async #prefix(self: LogStream, { size, digestAt, lastLineEnd }: DecodedRead) {
    for (const { stream } of this.#matches) {
      if (stream.id === self.id || stream.position === 0) continue;
      const { agreed, differs } = compare(stream.fingerprints, size, digestAt);
      if (!differs && !this.#others.has(stream.id)) continue;
      const equal = await this.#equalTo(stream);
      if (equal !== null) return prefixOf(stream, equal.lineEnd, equal.bytes);
      // Checkpoints need not end where a line does.
      const checkpoints = new Set(checkpointsBetween(0, agreed));
      const most = Math.min(agreed, stream.position, lastLineEnd);
      const end = stream.fingerprints.findLast((each) => each.end <= most && !checkpoints.has(each.end))?.end;
      if (end !== undefined) return prefixOf(stream, end, agreed);
    }
    return null;
  }

  async #again<T>(use: (source: OpenSource) => Promise<T>): Promise<T> {
    let n = 0;
    for await (const source of decodedSources(this.#opened.stat.name, this.#opened.fd, this.#opened.stat)) {
      if (n++ === (this.#number ?? 0)) return await use(source);
    }
    throw new ChangedFile();
  }

  /** Reads it by what is assumed of it: the first time, by its beginning. */
  #pass(source: OpenSource, name: string): Promise<DecodedRead> {
    const { known, options } = this.#reading;
    const assume = async (head: Uint8Array) => {
      this.#assumed ??= await this.#assume(name, head);
      return this.#assumed;
    };
    return readDecoded(source, assume, known.wanted, options);
  }

  /** Records it. @returns why it could not be read, as `read` does */
  #see(
    name: string,
    stream: LogStream,
    found: { isRead: boolean; size: number; lastLineEnd: number; fault: Error | null; final: boolean },
  ): string | null {
    const { fault, size, final, lastLineEnd } = found;
    const { options } = this.#reading;
    const { stat } = this.#opened;
    const pending = Math.max(0, size - stream.position);
    // Else another file holds more of the text.
    const isDamaged = stream.position <= lastLineEnd;
    const known = this.#reading.known.files.get(this.#key);
    const isSaid =
      known?.stream === stream.id && isSame({ ...known, key: stat.key, changed: null }, stat) && !known.incomplete;
    const mayGrow = fault !== null && this.#isBeingWritten();
    const sibling = this.#opened.final && !final && pending > 0;
    this.#reading.see({
      stat,
      key: this.#key,
      stream,
      isRead: found.isRead,
      pending: fault === null ? pending : 0,
      unverified: this.#unverified,
      whole: final && fault === null,
      incomplete: mayGrow || sibling,
      followed: this.#found.followed,
    });
    if (fault === null) return null;
    if (mayGrow) {
      options.progress(`${this.#reading.shown(name)}: not whole yet, read as far as it goes`);
      return null;
    }
    const reason = reasonOf(fault);
    if (!isDamaged) return reason;
    if (isSaid) return null;
    const words = `${this.#reading.shown(name)}: ${reason}: counted to byte ${stream.position} of its text`;
    this.#reading.gapFor(stream.id, gapAfter(stream, options.now(), words));
    return null;
  }

  #isBeingWritten(): boolean {
    const now = this.#reading.options.now();
    const { size, modified } = this.#opened.stat;
    const known = this.#reading.known.files.get(this.#key);
    // Its own time may lie in the future, or be set anew for ever: from when it was first seen with this size, it counts.
    if (known?.size === size && !known.incomplete) return false;
    const since = known?.size === size ? known.looked : now;
    return now - Math.min(since, modified) < BEING_WRITTEN_MS;
  }
}
