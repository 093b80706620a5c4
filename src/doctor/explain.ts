/** One line, read by the rules with reasons. */
import type { Catalogue } from '../catalogue/catalogue.js';
import type { LineFormat } from '../model/line-format.js';
import type { LineRules } from '../model/rules.js';
import { readLine } from '../reference/line.js';
import { ownForm } from '../scan/own-form.js';
import { packedZone } from '../scan/own-time.js';
import { TimeResolver } from '../scan/times.js';
import { formatInstant } from '../time/instants.js';
import type { WrittenTime } from '../time/strptime.js';
import type { Zone } from '../time/zone.js';
import { offsetName } from '../time/zone-names.js';
import { ruleTitle } from './code-exam.js';
import { EXPLANATION_SCHEMA, type ExplainedCandidate, type ExplainedTime, type Explanation } from './diagnosis.js';
import { around, textOf } from './excerpt.js';
import { readOwn } from './source-exam.js';
import { OWN_FAMILY, titleOf } from './time-exam.js';

export interface LineContext {
  readonly rules: LineRules;
  readonly catalogue: Catalogue;
  readonly zone: Zone;
  readonly format: LineFormat | null;
  /** Decides a missing year. */
  readonly reference: number;
}

/** `line` has one character a byte; an end (LF, or CR and LF) is taken off. */
export function explainLine(line: string, context: LineContext): Explanation {
  const bytes = line.replace(/\r?\n$/, '');
  const { rules, catalogue, zone, format } = context;
  const form = format === null ? null : ownForm(format, rules);
  const own = form === null ? null : readOwn(form, bytes);
  const ownTime = own?.time == null ? null : form!.readTime(own.time);
  const reading = readLine(Buffer.from(bytes, 'latin1'), rules);
  const { timestamp, otherOrder } = reading;
  const candidates = reading.candidates.map((candidate): ExplainedCandidate => {
    const { code, accepted, rule, reason, offset } = candidate;
    const { name, severity } = catalogue.get(code);
    const known = catalogue.has(code);
    const [column, text] = [columnOf(bytes, offset), around(bytes, offset)];
    return { code, name, severity, known, column, accepted, rule, ruleTitle: ruleTitle(rule), reason, text };
  });
  let time: ExplainedTime | null = null;
  if (own?.time != null) {
    if (ownTime !== null) time = explainTime(ownTime, String(own.time), OWN_FAMILY.name, null, context);
  } else if (timestamp !== null) {
    const { start, end, family } = timestamp;
    time = explainTime(timestamp, textOf(bytes, start, end), family, columnOf(bytes, start), context);
  }
  const accepted = own?.codes ?? candidates.filter((candidate) => candidate.accepted).map(({ code }) => code);
  return {
    schema: EXPLANATION_SCHEMA,
    line: textOf(bytes),
    timeZone: zone.name,
    time,
    otherOrder,
    form:
      own === null
        ? null
        : {
            time: own.time === null ? null : String(own.time),
            timeReads: ownTime !== null,
            codes: own.codes === null ? null : [...own.codes],
            fields: { ...own.fields },
          },
    codes: [...new Set(accepted)],
    candidates,
  };
}

function explainTime(
  time: WrittenTime,
  text: string,
  family: string,
  column: number | null,
  { zone, reference }: LineContext,
): ExplainedTime {
  const instant = new TimeResolver(zone, reference).instant(time.local, packedZone(time));
  const offset = time.zone === null ? zone.offsetAt(instant) : time.zone * 60_000;
  return {
    text,
    family,
    title: titleOf(family),
    column,
    instant: formatInstant(instant),
    zone: time.zone === null ? null : offsetName(time.zone * 60_000),
    yearFound: time.yearless ? new Date(instant + offset).getUTCFullYear() : null,
  };
}

/** From 1, in characters (code points), as an editor counts them. */
function columnOf(bytes: string, at: number): number {
  return [...textOf(bytes, 0, at)].length + 1;
}
