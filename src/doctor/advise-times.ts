/** What to look at of times that are missing, without a zone or a year, or with one that was assumed. */
import { counted, thousands } from '../report/table/numbers.js';
import type { Advice, Facts } from './advice.js';
import type { SourceDiagnosis } from './diagnosis.js';
import type { SourceExam } from './source-exam.js';
import { otherMeanings } from './zone-names-exam.js';

export function adviseOnTimes({ times }: Facts, exam: SourceExam, { findings, options }: Advice): void {
  const all = times.lines + times.without;
  const path = exam.jsonTimes.path;
  const { clockTimes, clockExample } = exam.times;
  if (path !== null && !exam.hasPattern) {
    findings.push(`JSON lines have their time at ${path}, where it is not looked for: --json-time reads it there.`);
    options.push(['json-time', path]);
  } else if (clockExample !== null && clockTimes * 10 > all) {
    findings.push(
      `${counted(clockTimes, 'line shows', 'lines show')} a time that no family reads, such as ${JSON.stringify(clockExample.text)}: --pattern and --time-format can.`,
    );
  } else if (times.lines === 0) {
    findings.push(`No line has a time${ofItsOwn(times)}: events are counted in the totals and in no window.`);
  } else if (times.lines < times.without - times.dateOrder.unread) {
    findings.push(
      `Most lines have no time of their own, ${thousands(times.without)} of ${thousands(all)}: each takes that of the nearest line before it.`,
    );
  }
  const { zone, year } = times;
  if (zone.missing > 0 && zone.because === 'machine') {
    findings.push(
      `${counted(zone.missing, 'time is', 'times are')} written without a zone: read in ${zone.assumed}, this machine's. --tz names another.`,
    );
    // Nothing changes here, but on the next machine it does.
    options.push(['tz', zone.assumed]);
  }
  if (year.missing > 0 && year.because !== 'given') {
    const by = year.because === 'now' ? 'the present time' : "the file's modification time";
    findings.push(
      `${counted(year.missing, 'time is', 'times are')} written without a year: taken as ${year.assumed.join(' and ')} by ${by}. --year sets it.`,
    );
  }
  for (const assumed of times.zoneNames) adviseOnZoneName(assumed, findings);
}

function ofItsOwn({ passedOver }: SourceDiagnosis['times']): string {
  const [first] = passedOver;
  return first === undefined ? '' : ` of its own (${first.reason})`;
}

function adviseOnZoneName(
  { name, offset, because, count }: SourceDiagnosis['times']['zoneNames'][number],
  findings: string[],
): void {
  const others = because === 'report zone' ? [] : otherMeanings(name);
  if (others.length === 0) return;
  const elsewhere = others.map((other) => `--tz ${other.zone} reads it as ${other.offset}`).join(', ');
  findings.push(`${counted(count, 'time has', 'times have')} the zone ${name}, read as ${offset}; ${elsewhere}.`);
}
