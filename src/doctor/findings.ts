/** What a reader should look at, in sentences, and the options that would mend it. */

import { counted, thousands } from '../report/table/numbers.js';
import type { GivenOption } from './command.js';
import type { SourceDiagnosis } from './diagnosis.js';
import type { SourceExam } from './source-exam.js';

export interface Advice {
  readonly findings: string[];
  /** Options to add to those that were given. */
  readonly options: GivenOption[];
}

/** Codes that a sentence names. */
const NAMED = 5;

export function advise(facts: Omit<SourceDiagnosis, 'findings' | 'command'>, exam: SourceExam): Advice {
  const { sample, codes, form, text } = facts;
  const advice: Advice = { findings: [], options: [] };
  const { findings } = advice;
  if (sample.lines === 0) {
    findings.push('There is no text in it.');
    return advice;
  }
  if (exam.text.isUnmarkedUtf16) {
    findings.push(
      'Every second byte or so is NUL, but it does not begin as UTF-16 without its mark does: no code is found in it. iconv -f UTF-16LE -t UTF-8 may make it readable.',
    );
  } else if (text.invalidLines > 0) {
    const lines = counted(text.invalidLines, 'line is', 'lines are');
    findings.push(`${lines} no UTF-8, perhaps Windows-1252: codes and times are read all the same.`);
  }
  if (form !== null) adviseOnForm(form, sample.lines, findings);
  adviseOnTimes(facts, exam, advice);
  if (exam.codes.coloured > 0) {
    const numbers = counted(exam.codes.coloured, 'number is', 'numbers are');
    findings.push(
      `${numbers} refused because the end of a terminal colour touches them. sed 's/\\x1b\\[[0-9;]*m//g' takes colours out.`,
    );
  }
  adviseOnCodes(codes, findings);
  return advice;
}

function adviseOnForm(form: NonNullable<SourceDiagnosis['form']>, all: number, findings: string[]): void {
  if (form.fits === 0) {
    findings.push('Your form fits no line: all were read by the ordinary rules.');
  } else if (form.fits < all) {
    findings.push(
      `Your form fits ${thousands(form.fits)} of ${counted(all, 'line')}: the others were read by the ordinary rules.`,
    );
  }
  if (form.badTimeExample !== null) {
    const times = counted(form.badTimes, 'time that your form finds does', 'times that your form finds do');
    findings.push(`${times} not read, such as ${JSON.stringify(form.badTimeExample.text)}.`);
  }
}

function adviseOnTimes(
  { times }: Pick<SourceDiagnosis, 'times'>,
  exam: SourceExam,
  { findings, options }: Advice,
): void {
  const all = times.lines + times.without;
  const path = exam.jsonTimes.path;
  const { clockTimes, clockExample } = exam.times;
  if (path !== null) {
    findings.push(`JSON lines have their time at ${path}, where it is not looked for: --json-time reads it there.`);
    options.push(['json-time', path]);
  } else if (clockExample !== null && clockTimes * 10 > all) {
    findings.push(
      `${counted(clockTimes, 'line shows', 'lines show')} a time that no family reads, such as ${JSON.stringify(clockExample.text)}: --pattern and --time-format can.`,
    );
  } else if (times.lines === 0) {
    findings.push('No line has a time: events are counted in the totals and in no window.');
  } else if (times.lines < times.without) {
    findings.push(
      `Most lines have no time of their own, ${thousands(times.without)} of ${thousands(all)}: each takes that of the nearest line before it.`,
    );
  }
  adviseOnDates(times.dateOrder, findings, options);
  const { zone, year } = times;
  if (zone.missing > 0 && zone.because === 'machine') {
    findings.push(
      `${counted(zone.missing, 'time is', 'times are')} written without a zone: read in ${zone.assumed}, this machine's. --tz names another.`,
    );
    options.push(['tz', zone.assumed]);
  }
  if (year.missing > 0 && year.because !== 'given') {
    const by = year.because === 'now' ? 'the present time' : "the file's modification time";
    findings.push(
      `${counted(year.missing, 'time is', 'times are')} written without a year: taken as ${year.assumed.join(' and ')} by ${by}. --year sets it.`,
    );
  }
}

function adviseOnDates(
  { order, either, thisOnly, otherOnly }: SourceDiagnosis['times']['dateOrder'],
  findings: string[],
  options: GivenOption[],
): void {
  const other = order === 'mdy' ? 'dmy' : 'mdy';
  if (otherOnly > 0 && thisOnly === 0) {
    const dates = counted(otherOnly, 'date is', 'dates are');
    findings.push(
      `${dates} only possible with --date-order ${other}, none only with ${order}: ${other} is what they mean.`,
    );
    options.push(['date-order', other]);
  } else if (otherOnly > 0) {
    const dates = counted(thisOnly, 'date is', 'dates are');
    findings.push(
      `Dates of both orders: ${dates} only possible with --date-order ${order}, ${thousands(otherOnly)} only with ${other}. The latter are not read.`,
    );
  } else if (either > 0 && thisOnly === 0) {
    const dates = counted(either, 'date', 'dates');
    findings.push(
      `Nothing tells day from month in ${dates} such as 11/01/2026: read as ${order === 'mdy' ? 'month, day' : 'day, month'}; --date-order ${other} says otherwise.`,
    );
  }
}

function adviseOnCodes({ lines, refused, seen }: SourceDiagnosis['codes'], findings: string[]): void {
  const refusals = refused.reduce((sum, { count }) => sum + count, 0);
  if (lines === 0 && refusals === 0) {
    findings.push('No line has a number from 106000 to 109999.');
  } else if (lines === 0) {
    const numbers = counted(refusals, 'number looks', 'numbers look');
    findings.push(
      `No line has a code, but ${numbers} like one: where it is one, --code-key names the key or word before it.`,
    );
  }
  const unknown = seen.filter(({ known }) => !known).map(({ code }) => String(code));
  if (unknown.length > 0) {
    const more = unknown.length > NAMED ? ` and ${unknown.length - NAMED} more` : '';
    findings.push(
      `The catalogue does not know ${unknown.slice(0, NAMED).join(', ')}${more}: counted as warnings. --catalogue adds what they mean.`,
    );
  }
}
