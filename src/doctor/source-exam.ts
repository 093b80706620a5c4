/** One source's sample, line by line, to all that is said of it. */
import type { Catalogue } from '../catalogue/catalogue.js';
import type { LineFormat } from '../model/line-format.js';
import { type OwnForm, ownForm } from '../scan/own-form.js';
import type { OwnReading } from '../scan/own-reading.js';
import { CodeExam } from './code-exam.js';
import type { FormFacts, Place } from './diagnosis.js';
import { around, placeOf, textOf } from './excerpt.js';
import { JsonTimes } from './json-times.js';
import type { SamplePart } from './sample.js';
import { linesOf, type SampleLine } from './sample-lines.js';
import { TextExam } from './text-exam.js';
import { type TimeContext, TimeExam } from './time-exam.js';

export class SourceExam {
  readonly text = new TextExam();
  readonly times: TimeExam;
  readonly codes: CodeExam;
  readonly jsonTimes: JsonTimes;
  readonly #form: OwnForm | null;
  readonly #facts = { fits: 0, times: 0, badTimes: 0, codes: 0 };
  #badTime: Place | null = null;
  lines = 0;

  constructor(context: TimeContext, catalogue: Catalogue, format: LineFormat | null) {
    this.times = new TimeExam(context);
    this.codes = new CodeExam(context.rules, catalogue);
    this.jsonTimes = new JsonTimes(context.rules);
    this.#form = format === null ? null : ownForm(format, context.rules);
  }

  /** @returns how many lines were looked at */
  addPart(part: SamplePart): number {
    const before = this.lines;
    for (const line of linesOf(part)) this.#add(line);
    return this.lines - before;
  }

  #add(line: SampleLine): void {
    this.lines += 1;
    this.text.add(line);
    const own = this.#form === null ? null : readOwn(this.#form, line.bytes);
    if (own !== null) this.#facts.fits += 1;
    this.#addTime(line, own?.time ?? null);
    if (own?.codes == null) {
      this.codes.add(line);
    } else {
      if (own.codes.length > 0) this.#facts.codes += 1;
      this.codes.addOwn(line, own.codes);
    }
  }

  #addTime(line: SampleLine, own: string | number | null): void {
    if (own === null) {
      this.times.add(line);
      this.jsonTimes.add(line);
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

  get form(): FormFacts | null {
    return this.#form === null ? null : { ...this.#facts, badTimeExample: this.#badTime };
  }
}

/** What a form of the user's own says of one line (one character a byte); null where it does not fit. */
export function readOwn(form: OwnForm, bytes: string): OwnReading | null {
  const text = textOf(bytes).replace(/^\ufeff/, '');
  if (form.fromText !== null) return form.fromText(text);
  try {
    return form.fromRow!(JSON.parse(text));
  } catch {
    return null;
  }
}
