/** Advice on times that are missing, or that have no zone or year, or one that was assumed. */
import { counted, thousands } from '../text/numbers.js';
import type { Advice, Facts } from './advice.js';
import { adviseOnUnread } from './advise-unread.js';
import { commandWords, type GivenOption } from './command.js';
import type { SourceDiagnosis } from './diagnosis.js';
import type { SourceStats } from './source-stats.js';
import { changeOf, lost } from './trial.js';
import { otherMeanings } from './zone-names-stats.js';

export function adviseOnTimes({ times }: Facts, stats: SourceStats, advice: Advice): void {
  const { findings, options } = advice;
  const all = times.lines + times.without;
  const path = stats.jsonTimes.path;
  if (path !== null && isReadAt(path, stats)) {
    const advised: GivenOption = ['json-time', path];
    findings.push(
      `JSON lines have their time at ${path}, where it is not looked for: ${commandWords([advised])} reads it there.`,
    );
    options.push(advised);
  } else if (adviseOnUnread(stats, all, advice)) {
    // Advice on them was given.
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
  }
  if (year.missing > 0 && year.because !== 'given') {
    const by = year.because === 'now' ? 'the present time' : "the file's modification time";
    findings.push(
      `${counted(year.missing, 'time is', 'times are')} written without a year: taken as ${year.assumed.join(' and ')} by ${by}. ${
        stats.times.leapDays > 0 ? 'Only leap years have a 29 February.' : '--year sets it.'
      }`,
    );
  }
  for (const assumed of times.zoneNames) adviseOnZoneName(assumed, findings);
}

/** Whether `--json-time` reads a time on lines without one, and loses none on the others. */
function isReadAt(path: string, { times, context }: SourceStats): boolean {
  const change = context.format?.kind === 'pattern' ? null : changeOf([['json-time', path]], context);
  if (change === null) return false;
  const { json } = times.trials;
  const isMore = json.after(change).some(({ time }, i) => time !== null && json.before[i]!.time === null);
  return isMore && times.allTrials.every((trial) => lost(trial.before, trial.after(change)) === 0);
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
