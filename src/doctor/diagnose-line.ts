/** Reads one line by the rules, with reasons. */
import type { Catalogue } from '../catalogue/catalogue.js';
import { MINUTE_MS } from '../model/calendar.js';
import type { LineFormat } from '../model/line-format.js';
import type { LineRules } from '../model/rules.js';
import { readLine } from '../reference/line.js';
import { readText } from '../reference/read-text.js';
import { elementOf } from '../reference/rules/element.js';
import { keyOf } from '../reference/rules/name.js';
import { LOOKBACK } from '../reference/rules/place.js';
import { isJsonLine } from '../reference/timestamps/json-start.js';
import type { Stamp } from '../reference/timestamps/stamp.js';
import { textStart } from '../reference/timestamps/text-start.js';
import { compileFormat } from '../scan/custom-format/custom-format.js';
import { packedZone, TimeResolver } from '../scan/times.js';
import { offsetName } from '../time/fixed-offsets.js';
import { formatInstant } from '../time/instants.js';
import type { WrittenTime } from '../time/strptime.js';
import type { Zone } from '../time/zone.js';
import { ruleTitle } from './code-stats.js';
import { readCustomLine } from './custom-line.js';
import { type DiagnosedCandidate, type DiagnosedTime, LINE_SCHEMA, type LineDiagnosis } from './diagnosis.js';
import { around, textOf } from './excerpt.js';
import { CUSTOM_FAMILY, titleOf } from './time-stats.js';

export interface DiagnosisContext {
  readonly rules: LineRules;
  readonly catalogue: Catalogue;
  readonly zone: Zone;
  readonly format: LineFormat | null;
  /** Decides a missing year: epoch milliseconds. */
  readonly reference: number;
}

/** `line` has one character a byte; a line end (LF, or CR and LF) is removed. */
export function diagnoseLine(line: string, context: DiagnosisContext): LineDiagnosis {
  const bytes = line.replace(/\r?\n$/, '');
  const { rules, catalogue, zone, format } = context;
  const form = format === null ? null : compileFormat(format, rules);
  const custom = form === null ? null : readCustomLine(form, bytes);
  const customTime = custom?.time == null ? null : form!.readTime(custom.time);
  const reading = readLine(Buffer.from(bytes, 'latin1'), rules);
  const { timestamp, otherOrder } = reading;
  const candidates = reading.candidates.map((candidate): DiagnosedCandidate => {
    const { code, accepted, labelled, rule, reason, offset, name: calledBy, word } = candidate;
    const { name, severity } = catalogue.get(code);
    const known = catalogue.has(code);
    const [column, text] = [columnOf(bytes, offset), around(bytes, offset)];
    const decided = { accepted, labelled, rule, ruleTitle: ruleTitle(rule), reason, calledBy, word };
    return { code, name, severity, known, column, ...decided, text };
  });
  let time: DiagnosedTime | null = null;
  if (custom?.time != null) {
    if (customTime !== null) {
      const found = { text: String(custom.time), family: CUSTOM_FAMILY.name, key: null, column: null };
      time = timeOf(customTime, found, null, context);
    }
  } else if (timestamp !== null) {
    const { start, end, family, zoneName } = timestamp;
    const found = {
      text: textOf(bytes, start, end),
      family,
      key: keyOfTime(bytes, timestamp),
      column: columnOf(bytes, start),
    };
    time = timeOf(timestamp, found, zoneName, context);
  }
  const accepted = custom?.codes ?? candidates.filter((candidate) => candidate.accepted).map(({ code }) => code);
  return {
    schema: LINE_SCHEMA,
    line: textOf(bytes),
    timeZone: zone.name,
    json: isJsonLine(bytes, textStart(bytes)),
    time,
    inherited: time === null,
    passedOver: reading.passedOver.map(({ stamp: { start, end, family }, reason }) => {
      return { text: textOf(bytes, start, end), family, column: columnOf(bytes, start), reason };
    }),
    otherOrder,
    form:
      custom === null
        ? null
        : {
            time: custom.time === null ? null : String(custom.time),
            timeReads: customTime !== null,
            codes: custom.codes === null ? null : [...custom.codes],
            fields: { ...custom.fields },
          },
    codes: [...new Set(accepted)],
    candidates,
  };
}

function timeOf(
  time: WrittenTime,
  found: Pick<DiagnosedTime, 'text' | 'family' | 'key' | 'column'>,
  zoneName: string | null,
  { zone, reference }: DiagnosisContext,
): DiagnosedTime {
  const instant = new TimeResolver(zone, reference).instant(time.local, packedZone(time));
  const offset = time.zone === null ? zone.offsetAt(instant) : time.zone * MINUTE_MS;
  const { text, family, key, column } = found;
  return {
    text,
    family,
    title: titleOf(family),
    key,
    column,
    instant: formatInstant(instant),
    zone: time.zone === null ? null : offsetName(time.zone * MINUTE_MS),
    zoneName,
    yearFound: time.yearless ? new Date(instant + offset).getUTCFullYear() : null,
  };
}

const MEMBER = /"((?:[^"\\]|\\.)*)" *: *"?$/;

/** The name of the time, as it is written; null where nothing names it. */
function keyOfTime(bytes: string, { start, family }: Stamp): string | null {
  const before = readText(bytes, Math.max(0, start - LOOKBACK), start).text;
  if (family === 'json') return utf8(MEMBER.exec(before)?.[1] ?? null);
  const key = keyOf(before);
  // A bare `word:` does not name a time.
  const isKey = key !== null && (key.separator !== ':' || /["']$/.test(before.slice(0, key.start)));
  return utf8(isKey ? key.name : (elementOf(before, () => true)?.name ?? null));
}

function utf8(bytes: string | null): string | null {
  return bytes === null ? null : textOf(bytes);
}

/** From 1, in code points, as editors count columns. */
function columnOf(bytes: string, at: number): number {
  return [...textOf(bytes, 0, at)].length + 1;
}
