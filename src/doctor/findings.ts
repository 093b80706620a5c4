/** Findings: what the reader should look at, in sentences, and the options that would correct it. */
import { counted, thousands } from '../text/numbers.js';
import type { Advice, Facts } from './advice.js';
import { adviseOnCodes } from './advise-codes.js';
import { adviseOnDates } from './advise-dates.js';
import { adviseOnTimes } from './advise-times.js';
import type { HeaderFacts, SourceDiagnosis } from './diagnosis.js';
import type { SourceStats } from './source-stats.js';

/** `beginning`: the source's first bytes, one character a byte. */
export function advise(facts: Facts, stats: SourceStats, beginning: string): Advice {
  const { sample, form, text } = facts;
  const advice: Advice = { findings: [], options: [] };
  const { findings } = advice;
  if (sample.lines === 0) {
    findings.push('There is no text in it.');
    return advice;
  }
  if (stats.text.isUnmarkedUtf16) {
    findings.push(
      'Every second byte or so is NUL, but it does not begin as UTF-16 without its mark does: no code is found in it. iconv -f UTF-16LE -t UTF-8 may make it readable.',
    );
  } else if (text.invalidLines > 0) {
    const lines = counted(text.invalidLines, 'line is', 'lines are');
    findings.push(`${lines} no UTF-8, perhaps Windows-1252: codes and times are read all the same.`);
  }
  if (sample.longLines > 0) {
    const lines = counted(sample.longLines, 'line is', 'lines are');
    const behind = stats.numbersBehind;
    const numbers =
      behind === 0
        ? ''
        : ` ${counted(behind, 'number', 'numbers')} from 106000 to 109999 behind it ${behind === 1 ? 'was' : 'were'} not judged.`;
    findings.push(
      `${lines} longer than 32 kB and full of numbers: only the beginning was looked at, a scan reads all of it.${numbers}`,
    );
  }
  if (form !== null) adviseOnForm(form, sample.lines, findings);
  if (facts.header !== null) adviseOnHeader(facts.header, findings);
  adviseOnTimes(facts, stats, advice);
  adviseOnDates(facts, stats, beginning, advice);
  adviseOnCodes(facts, stats, advice);
  return advice;
}

/** A line of text may look like a header: the lines below it tell whether it is one. */
function adviseOnHeader({ line, rows, otherLines, columns }: HeaderFacts, findings: string[]): void {
  if (otherLines <= rows) return;
  const names = columns.filter(({ is }) => is === 'code').map(({ name }) => JSON.stringify(name));
  findings.push(
    `Line ${line} is read as names of columns, that of the code ${names.join(', ')}; but ${thousands(otherLines)} of ${counted(rows + otherLines, 'line')} below it have others. It may be none: without that line the others are read by what stands on them.`,
  );
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
