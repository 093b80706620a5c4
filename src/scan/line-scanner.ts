/**
 * The scanner for lines in a form of the user's own: bytes to lines by `split2`, lines to codes and times by the form,
 * else by the reference. Slower than the kernel; what comes out is the same batches of events.
 */
import { Writable } from 'node:stream';
import split2 from 'split2';
import { groupValue } from '../kernel/group-value.js';
import type { ExtraFields, LineFormat } from '../model/line-format.js';
import type { LineRules } from '../model/rules.js';
import { readCandidates } from '../reference/candidates.js';
import { LONGEST_VALUE, lineValue } from '../reference/line-value.js';
import { findTimestamp } from '../reference/timestamps/index.js';
import { type Zone, zoneOf } from '../time/zone.js';
import { LineBound } from './bound-lines.js';
import { EventLines } from './event-lines.js';
import { JsonRows } from './json-rows.js';
import { LineNotes } from './line-notes.js';
import { type OwnForm, ownForm } from './own-form.js';
import { packedZone } from './own-time.js';
import { type Consume, declaresUtc, type ScannerPiece } from './scanner.js';
import { TimeResolver } from './times.js';

export interface LineScannerOptions {
  readonly format: LineFormat;
  readonly rules: LineRules;
  /** Zone of stamps that are written without one. */
  readonly timeZone: Zone;
  readonly count: 'lines' | 'occurrences';
  /** Keys whose values come with the events, lower case. */
  readonly groupKeys?: readonly string[];
}

interface Line {
  /** One character a byte, without the line's end. */
  readonly bytes: string;
  readonly number: number;
  readonly offset: number;
}

export class LineScanner {
  readonly #options: LineScannerOptions;
  readonly #form: OwnForm;
  readonly #events: EventLines;
  #notes: LineNotes;
  #piece: ScannerPiece = { name: '', reference: 0, offset: 0, lines: 0 };
  #times: TimeResolver;
  #offset = 0;
  /** Lines of the piece so far. */
  lines = 0;
  /** Lines of the piece with at least one accepted code. */
  matchedLines = 0;
  /** What a line without a time would inherit after the piece, in epoch milliseconds; NaN where it has no timestamp. */
  lastTime = Number.NaN;
  /** Called once a source with the text of a line whose date only the other date order allows. */
  onOtherOrder: ((source: string, line: string) => void) | null = null;
  #toldOtherOrder = false;

  /** @throws LogscanError `usage` for a form that cannot be read */
  constructor(options: LineScannerOptions) {
    this.#options = options;
    this.#form = ownForm(options.format, options.rules);
    this.#events = new EventLines(this.#form.fields, options.groupKeys?.length ?? 0);
    this.#notes = new LineNotes(options.format);
    this.#times = new TimeResolver(options.timeZone, 0);
  }

  begin(piece: ScannerPiece, consume: Consume): void {
    this.#piece = piece;
    this.#events.begin(piece.name, consume);
    this.#notes = new LineNotes(this.#options.format);
    this.#setUtc(piece.utc === true);
    this.#offset = piece.offset;
    this.lines = 0;
    this.matchedLines = 0;
    this.lastTime = Number.NaN;
    this.#toldOtherOrder = false;
  }

  /** Scans what is written to it: the bytes of the piece that has begun. */
  sink(): Writable {
    const bound = new LineBound();
    const rows = this.#form.fromRow === null ? null : new JsonRows<Line>((line, row) => this.#row(line, row));
    const splitter = split2(
      /\n/,
      (text: string) => {
        const line = this.#next(text, bound.cutAfter(text.length));
        if (rows === null) this.#take(line, this.#form.fromText?.(utf8(line.bytes)) ?? null);
        else rows.add(line, utf8(line.bytes));
        // Nothing comes out of the splitter: it hands over each line here.
        return undefined;
      },
      { decodeStrings: false },
    );
    splitter.resume();
    const turn = (done: () => void) => {
      const finish = () => {
        this.#events.flush();
        done();
      };
      if (rows === null) finish();
      else rows.flush(finish);
    };
    return new Writable({
      highWaterMark: 1 << 20,
      write: (chunk: Buffer, _encoding, done) => {
        splitter.write(bound.take(chunk), (error) => (error ? done(error) : turn(done)));
      },
      final: (done) => {
        bound.end();
        splitter.end(() => turn(done));
      },
      destroy: (error, done) => {
        splitter.destroy();
        rows?.close();
        done(error);
      },
    });
  }

  /** What the user should know of the piece, one sentence each. */
  get notes(): readonly string[] {
    return this.#notes.sentences(this.lines);
  }

  #next(text: string, cut: number): Line {
    const line = {
      bytes: text.endsWith('\r') ? text.slice(0, -1) : text,
      number: this.lines + 1,
      offset: this.#offset,
    };
    this.#offset += text.length + cut + 1;
    this.lines += 1;
    if (cut > 0) this.#notes.count('cut', line.number);
    const { utc, lines } = this.#piece;
    if (utc === undefined && lines === 0 && this.lines === 1) this.#setUtc(declaresUtc(Buffer.from(text, 'latin1')));
    return line;
  }

  #row(line: Line, row: unknown): void {
    if (row === undefined && line.bytes.trim() !== '') this.#notes.count('notJson', line.number);
    this.#take(line, row === undefined ? null : this.#form.fromRow!(row));
  }

  #take(line: Line, own: ReturnType<NonNullable<OwnForm['fromRow']>>): void {
    const { rules, count, groupKeys } = this.#options;
    if (own !== null) this.#notes.fits(own);
    const inherited = !this.#readTime(line, own?.time ?? null);
    const found =
      own?.codes ??
      readCandidates(line.bytes, rules)
        .filter(({ accepted }) => accepted)
        .map(({ code }) => code);
    if (found.length === 0) return;
    this.matchedLines += 1;
    const fields = own?.fields ?? null;
    const extras = { fields, groups: (groupKeys ?? []).map((key) => this.#groupValue(key, line, fields)) };
    for (const code of count === 'lines' ? new Set(found) : found) {
      this.#events.add(code, this.lastTime, inherited, this.#piece.lines + line.number, line.offset, extras);
    }
  }

  /** The value of a group key: that of the pattern's group of this name, in any case, else the one on the line. */
  #groupValue(key: string, line: Line, fields: ExtraFields | null): string | null {
    const name = fields === null ? undefined : Object.keys(fields).find((field) => field.toLowerCase() === key);
    if (name !== undefined) return groupValue(fields![name]?.slice(0, LONGEST_VALUE) ?? '') || null;
    const value = lineValue(line.bytes, key);
    return value === null ? null : groupValue(utf8(value));
  }

  /** Whether the line has a time of its own, which then is the last one. */
  #readTime(line: Line, own: string | number | null): boolean {
    const { rules } = this.#options;
    if (own !== null) {
      const written = this.#form.readTime(own);
      if (written === null) this.#notes.badTime(line.number, own);
      else this.lastTime = this.#times.instant(written.local, packedZone(written));
      return written !== null;
    }
    const { timestamp, otherOrder } = findTimestamp(line.bytes, rules);
    if (otherOrder) this.#otherOrder(line);
    if (timestamp !== null) this.lastTime = this.#times.instant(timestamp.local, packedZone(timestamp));
    return timestamp !== null;
  }

  #otherOrder(line: Line): void {
    if (this.#toldOtherOrder) return;
    this.#toldOtherOrder = true;
    this.onOtherOrder?.(this.#piece.name, utf8(line.bytes.slice(0, 512)));
  }

  #setUtc(utc: boolean): void {
    this.#times = new TimeResolver(utc ? zoneOf('UTC') : this.#options.timeZone, this.#piece.reference);
  }
}

/** Bytes as characters to the text that they mean; most lines are ASCII. */
function utf8(bytes: string): string {
  return /[\x80-\xff]/.test(bytes) ? Buffer.from(bytes, 'latin1').toString('utf8') : bytes;
}
