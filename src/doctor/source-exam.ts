/** One source's sample, line by line, to all that is said of it. */
import type { Catalogue } from '../catalogue/catalogue.js';
import { type LineReading, readLine } from '../reference/line.js';
import { type OwnForm, ownForm } from '../scan/own-form.js';
import { CodeExam } from './code-exam.js';
import type { GivenOption } from './command.js';
import type { FormFacts, Place } from './diagnosis.js';
import { around, placeOf } from './excerpt.js';
import { HeaderExam, headerLine } from './header-exam.js';
import { JsonTimes } from './json-times.js';
import { readOwn } from './own-line.js';
import type { SamplePart } from './sample.js';
import { linesOf, type SampleLine } from './sample-lines.js';
import { TextExam } from './text-exam.js';
import { type TimeContext, TimeExam } from './time-exam.js';
import { changeOf, Trial } from './trial.js';

/** Bytes of a line that are looked at: with a number at every turn the reference takes seconds for more. */
const LONGEST = 32 * 1024;
const NUMBER = /(?<![0-9A-Za-z_])10[6-9]\d{3}(?![0-9A-Za-z_])/g;

export class SourceExam {
  readonly context: TimeContext;
  readonly text = new TextExam();
  readonly header: HeaderExam;
  readonly times: TimeExam;
  readonly codes: CodeExam;
  readonly jsonTimes: JsonTimes;
  /** Lines with numbers that may be codes. */
  readonly codeTrial: Trial;
  readonly #form: OwnForm | null;
  readonly #facts = { fits: 0, times: 0, badTimes: 0, codes: 0 };
  #badTime: Place | null = null;
  /** Lines that a header was looked for in. */
  readonly #beginning: string[] = [];
  lines = 0;
  longLines = 0;
  /** Numbers of the range on what was not looked at of long lines. */
  numbersBehind = 0;

  constructor(context: TimeContext, catalogue: Catalogue) {
    this.context = context;
    this.header = new HeaderExam(context.rules);
    this.times = new TimeExam(context, this.#beginning);
    this.codes = new CodeExam(context.rules, catalogue);
    this.codeTrial = new Trial(context, this.#beginning);
    this.jsonTimes = new JsonTimes(context.rules);
    this.#form = context.format === null ? null : ownForm(context.format, context.rules);
  }

  /** The first part is the source's beginning. @returns how many lines were looked at */
  addPart(part: SamplePart): number {
    const before = this.lines;
    for (const line of linesOf(part)) this.#add(line);
    return this.lines - before;
  }

  #add(whole: SampleLine): void {
    this.lines += 1;
    this.text.add(whole);
    const line = whole.bytes.length > LONGEST ? { ...whole, bytes: this.#beginningOf(whole.bytes) } : whole;
    const own = this.#form === null ? null : readOwn(this.#form, whole.bytes);
    if (own !== null) this.#facts.fits += 1;
    // What stands on the line of a header itself is not in its columns.
    const { header } = this.header;
    const reading = readLine(Buffer.from(line.bytes, 'latin1'), this.context.rules, header);
    if (this.header.isLooking && line.number !== null) {
      this.#beginning.push(headerLine(line.bytes));
      this.header.look(line);
    } else {
      this.header.add(line, reading.columns !== null, reading.candidates);
    }
    this.#addTime(line, own?.time ?? null, reading);
    if (own?.codes == null) {
      this.codes.add(line, reading.candidates);
      if (reading.candidates.length > 0) this.codeTrial.keep(line.bytes);
    } else {
      if (own.codes.length > 0) this.#facts.codes += 1;
      this.codes.addOwn(line, own.codes);
    }
  }

  /** A number or a word that would be cut is left to the rest. */
  #beginningOf(bytes: string): string {
    const beginning = bytes.slice(0, LONGEST).replace(/[0-9A-Za-z_]{1,99}$/, '');
    this.longLines += 1;
    this.numbersBehind += bytes.slice(beginning.length).match(NUMBER)?.length ?? 0;
    return beginning;
  }

  #addTime(line: SampleLine, own: string | number | null, reading: LineReading): void {
    if (own === null) {
      this.times.add(line, reading);
      if (reading.timestamp === null) this.jsonTimes.add(line);
      return;
    }
    const time = this.#form!.readTime(own);
    if (time === null) {
      this.#facts.badTimes += 1;
      this.#badTime ??= placeOf(line, around(Buffer.from(String(own)).toString('latin1'), 0));
      this.times.addWithout(line, false);
    } else {
      this.#facts.times += 1;
      this.times.addOwn(line, time, String(own));
    }
  }

  /** Whether an option that another source was advised would read this one otherwise, as far as was kept of it. */
  isChangedBy(option: GivenOption): boolean {
    const change = changeOf([option], this.context);
    return change !== null && [...this.times.allTrials, this.codeTrial].some((trial) => trial.isChangedBy(change));
  }

  get form(): FormFacts | null {
    return this.#form === null ? null : { ...this.#facts, badTimeExample: this.#badTime };
  }
}
