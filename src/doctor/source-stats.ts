/** Reads one source's sample line by line, and collects everything that is reported about it. */
import type { Catalogue } from '../catalogue/catalogue.js';
import type { Header } from '../reference/header.js';
import { type LineReading, readLine } from '../reference/line.js';
import { findTimestamp } from '../reference/timestamps/index.js';
import { textStart } from '../reference/timestamps/text-start.js';
import { type CustomFormat, compileFormat } from '../scan/custom-format/custom-format.js';
import { HEADER_SEARCH_BYTES } from '../scan/source-head.js';
import { CodeStats } from './code-stats.js';
import { readCustomLine } from './custom-line.js';
import type { Excerpt, FormFacts } from './diagnosis.js';
import { around, excerptOf } from './excerpt.js';
import { HeaderStats, headerLine } from './header-stats.js';
import { JsonTimes } from './json-times.js';
import { KeptLines } from './kept-lines.js';
import { KeyStats } from './key-stats.js';
import type { SamplePart } from './sample.js';
import { linesOf, type SampleLine } from './sample-lines.js';
import { TextStats } from './text-stats.js';
import { type TimeContext, TimeStats } from './time-stats.js';
import { Trial } from './trial.js';

/**
 * A longer line is read whole only until lines of this length have had MOST_NUMBERS numbers: the reference needs half a
 * millisecond for each.
 */
const LONG = 32 * 1024;
const MOST_NUMBERS = 1000;
const NUMBER = /(?<!\d)10[6-9]\d{3}(?!\d)/g;

export class SourceStats {
  readonly context: TimeContext;
  readonly text = new TextStats();
  readonly header: HeaderStats;
  readonly times: TimeStats;
  readonly codes: CodeStats;
  readonly keys = new KeyStats();
  readonly jsonTimes: JsonTimes;
  /** Lines with numbers that may be codes. */
  readonly codeTrial: Trial;
  /** The lines in their order, as long as they are few. */
  readonly allLines: Trial;
  readonly #form: CustomFormat | null;
  readonly #facts = { fits: 0, times: 0, badTimes: 0, codes: 0 };
  #badTime: Excerpt | null = null;
  /** The lines in which a header was looked for. */
  readonly #beginning: string[] = [];
  #beginningLeft = HEADER_SEARCH_BYTES;
  lines = 0;
  /** Whether the sample is the whole text. */
  isWholeSample = false;
  longLines = 0;
  #numbersLeft = MOST_NUMBERS;
  /** Numbers of the range in the unread rest of long lines. */
  numbersBehind = 0;

  constructor(context: TimeContext, catalogue: Catalogue) {
    this.context = context;
    this.header = new HeaderStats(context.rules);
    this.times = new TimeStats(context, this.#beginning);
    this.codes = new CodeStats(context.rules, catalogue);
    this.codeTrial = new Trial(context, this.#beginning);
    this.allLines = new Trial(context, this.#beginning);
    this.jsonTimes = new JsonTimes(context.rules);
    this.#form = context.format === null ? null : compileFormat(context.format, context.rules);
  }

  /** Whether all lines of the source are kept, so that it can be read again. */
  get isKeptWhole(): boolean {
    return this.isWholeSample && this.allLines.isWhole;
  }

  /** The first part is the source's beginning. @returns how many lines were read */
  addPart(part: SamplePart): number {
    const before = this.lines;
    for (const line of linesOf(part)) this.#add(line);
    return this.lines - before;
  }

  #add(whole: SampleLine): void {
    this.lines += 1;
    this.text.add(whole);
    const line = whole.bytes.length > LONG ? { ...whole, bytes: this.#affordable(whole.bytes) } : whole;
    this.allLines.keep(line.bytes);
    const custom = this.#form === null ? null : readCustomLine(this.#form, whole.bytes);
    if (custom !== null) this.#facts.fits += 1;
    // The header's own line is not read by its columns.
    const { header } = this.header;
    const reading = this.#read(line.bytes, whole.bytes, header);
    if (this.header.isLooking && line.number !== null) {
      this.#keepBeginning(headerLine(line.bytes));
      this.header.look(line);
    } else {
      this.header.add(line, reading.columns !== null, reading.candidates);
    }
    this.#addTime(whole, custom?.time ?? null, reading);
    if (custom?.codes == null) {
      this.codes.add(line, reading.candidates);
      if (reading.candidates.length > 0) this.codeTrial.keep(line.bytes);
      if (reading.candidates.some(({ accepted }) => accepted)) this.keys.add(line.bytes);
    } else {
      if (custom.codes.length > 0) {
        this.#facts.codes += 1;
        this.keys.add(line.bytes);
      }
      this.codes.addCustom(line, custom.codes);
    }
  }

  /** The time of a JSON line may stand behind everything else, and is quick to find: it is read from the whole line. */
  #read(bytes: string, whole: string, header: Header | null): LineReading {
    const { rules } = this.context;
    const reading = readLine(Buffer.from(bytes, 'latin1'), rules, header);
    if (bytes.length === whole.length) return reading;
    return { ...reading, ...findTimestamp({ line: whole, textStart: textStart(whole), columns: null }, rules) };
  }

  /** The part of a long line that is read. No number or word is cut. */
  #affordable(bytes: string): string {
    const numbers = bytes.match(NUMBER)?.length ?? 0;
    if (numbers <= this.#numbersLeft) {
      this.#numbersLeft -= numbers;
      return bytes;
    }
    const beginning = bytes.slice(0, LONG).replace(/[0-9A-Za-z_]{1,99}$/, '');
    this.longLines += 1;
    this.numbersBehind += bytes.slice(beginning.length).match(NUMBER)?.length ?? 0;
    return beginning;
  }

  #addTime(line: SampleLine, custom: string | number | null, reading: LineReading): void {
    if (custom === null) {
      this.times.add(line, reading);
      if (reading.timestamp === null) this.jsonTimes.add(line);
      return;
    }
    const time = this.#form!.readTime(custom);
    if (time === null) {
      this.#facts.badTimes += 1;
      this.#badTime ??= excerptOf(line, around(Buffer.from(String(custom)).toString('latin1'), 0));
      this.times.addWithout(line, false);
    } else {
      this.#facts.times += 1;
      this.times.addCustom(line, time, String(custom));
    }
  }

  #keepBeginning(line: string): void {
    this.#beginningLeft -= line.length;
    // A text of its own, as in a trial.
    if (this.#beginningLeft >= 0) this.#beginning.push(Buffer.from(line, 'latin1').toString('latin1'));
  }

  get keptLines(): KeptLines {
    return new KeptLines(this.context, [...this.times.allTrials, this.codeTrial]);
  }

  get form(): FormFacts | null {
    const { codes, ...facts } = this.#facts;
    return this.#form === null ? null : { ...facts, badTimeExample: this.#badTime, codes };
  }
}
