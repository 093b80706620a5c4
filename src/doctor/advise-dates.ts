/** Days that were taken for months, and times that lie in the future or years away: which option would read them near. */
import type { DateOrder } from '../model/rules.js';
import { counted, thousands } from '../report/table/numbers.js';
import { orderHint } from '../scan/date-order.js';
import { formatInstant, formatInZone } from '../time/instants.js';
import { spanWords } from '../time/span.js';
import { zoneOf } from '../time/zone.js';
import type { Advice, Facts } from './advice.js';
import type { GivenOption } from './command.js';
import { readWith } from './date-exam.js';
import type { SourceDiagnosis } from './diagnosis.js';
import { isAhead, isFar } from './odd-times.js';
import type { SourceExam } from './source-exam.js';
import type { Change, Trial, TrialLine } from './trial.js';

const ORDERS = ['mdy', 'dmy'] as const;
/** A log's last time is mostly so near to when it was last written to. */
const NEAR_MS = 2 * 86_400_000;

export function adviseOnDates(facts: Facts, exam: SourceExam, beginning: string, advice: Advice): void {
  const found = advice.options.length;
  const advised = () => advice.options.slice(found);
  const isTold = adviseByDates(facts.times, exam, advice) || adviseByFile(exam, beginning, advice);
  adviseOnOdd(facts.times, exam, advised(), advice);
  if (!isTold && advised().length === 0) adviseOnDoubt(facts.times, exam, advice);
}

/** Dates that are only possible in one order say how the others of the file are meant. @returns whether they do */
function adviseByDates({ dateOrder }: SourceDiagnosis['times'], exam: SourceExam, advice: Advice): boolean {
  const { monthFirst, dayFirst, unread, monthFirstExample, dayFirstExample, eitherExample } = dateOrder;
  const asMonthFirst = monthFirst + unread;
  if (asMonthFirst > 0 && dayFirst > 0) {
    const left = unread === 0 ? '' : `, of which ${thousands(unread)} are not read`;
    advice.findings.push(
      `Dates of both orders: ${counted(dayFirst, 'date has', 'dates have')} the day first, such as ${quoted(dayFirstExample)}, ${thousands(asMonthFirst)} the month, such as ${quoted(monthFirstExample)}${left}.`,
    );
    return true;
  }
  const order: DateOrder | null = dayFirst > 0 ? 'dmy' : asMonthFirst > 0 ? 'mdy' : null;
  if (order === null) return false;
  if (!changesTimes(exam.times.trials.dates, { rules: { dateOrder: order } })) return true;
  const [count, example] = order === 'dmy' ? [dayFirst, dayFirstExample] : [asMonthFirst, monthFirstExample];
  const sure = `${counted(count, 'date', 'dates')} such as ${quoted(example)} can only have the ${order === 'dmy' ? 'day' : 'month'} first`;
  const others =
    unread > 0 && order === 'mdy'
      ? `and ${unread === count ? '' : `${thousands(unread)} of them `}${unread === 1 ? 'is' : 'are'} not read`
      : `but ${counted(dateOrder.either, 'is', 'are')} read with the ${order === 'dmy' ? 'month' : 'day'} first, such as ${quoted(eitherExample)}`;
  advice.findings.push(`${sure}, ${others}: --date-order ${order} reads all of them so.`);
  advice.options.push(['date-order', order]);
  return true;
}

/** Dates that lie far from when the file was written to, and near it in another order. @returns whether they do */
function adviseByFile(exam: SourceExam, beginning: string, advice: Advice): boolean {
  const { rules, zone, reference, clocks } = exam.context;
  const { lastTime } = exam.times;
  if (Number.isNaN(lastTime)) return false;
  const hint = orderHint({ lastTime, written: reference }, beginning, rules, zone);
  if (hint === null || !changesTimes(exam.times.trials.dates, { rules: { dateOrder: hint.order } }, true)) return false;
  const day = (time: number) => formatInZone(time, zone).slice(0, 10);
  const distance = hint.read - reference;
  const where = `${spanWords(Math.abs(distance))} ${distance < 0 ? 'before' : 'after'} ${clocks.modified === null ? 'now' : 'the file was written'}`;
  advice.findings.push(
    `Its dates are read as ${day(hint.read)}, ${where}: --date-order ${hint.order} reads them as ${day(hint.would)}.`,
  );
  advice.options.push(['date-order', hint.order]);
  return true;
}

/** Nothing says which of the two is meant. */
function adviseOnDoubt({ dateOrder }: SourceDiagnosis['times'], exam: SourceExam, advice: Advice): void {
  const { either, eitherExample, order } = dateOrder;
  const { reference, clocks } = exam.context;
  if (either === 0 || order !== null) return;
  // Where it lies next to the file's own time, it was read as it was meant.
  if (clocks.modified !== null && Math.abs(exam.times.lastTime - reference) <= NEAR_MS) return;
  const first = readWith(dateOrder);
  advice.findings.push(
    `Nothing tells day from month in ${counted(either, 'date', 'dates')} such as ${quoted(eitherExample)}: read with the ${first} first; --date-order ${first === 'month' ? 'dmy' : 'mdy'} says otherwise.`,
  );
}

/** `advised`: what was advised already, and may mend these, too. */
function adviseOnOdd(
  times: SourceDiagnosis['times'],
  exam: SourceExam,
  advised: readonly GivenOption[],
  advice: Advice,
): void {
  const { ahead, far } = times;
  if (ahead === null && far === null) return;
  const { now, modified } = exam.context.clocks;
  if (ahead !== null) {
    const distance = spanWords(Date.parse(ahead.farthest) - now);
    const by = ahead.count === 1 ? distance : `up to ${distance}`;
    advice.findings.push(`${counted(ahead.count, 'time lies', 'times lie')} in the future, by ${by}${suchAs(ahead)}.`);
  }
  if (far !== null && (ahead === null || far.count > ahead.count)) {
    const distance = Date.parse(far.farthest) - modified!;
    const away = `${spanWords(Math.abs(distance))} ${distance < 0 ? 'before' : 'after'}`;
    advice.findings.push(
      `${counted(far.count, 'time lies', 'times lie')} more than a year from when the file was written, up to ${away} it${suchAs(far)}.`,
    );
  }
  const all =
    advised.length === 0
      ? changes(times, exam)
      : changes(times, exam).filter(([option]) => String(option) === String(advised[0]));
  const best = bestChange(all, exam);
  if (best === null) {
    const perhaps = ahead !== null ? 'a clock that was wrong' : 'a log that was copied';
    advice.findings.push(
      `Neither --date-order nor --tz UTC nor another --year reads them nearer: perhaps another zone, or ${perhaps}.`,
    );
    return;
  }
  const [name, value] = best.option;
  const left = best.left === 0 ? 'none of them does' : `only ${thousands(best.left)} of ${thousands(best.of)} do`;
  advice.findings.push(`With --${name} ${value} ${left}.`);
  if (advised.length === 0) advice.options.push(best.option);
}

interface Best {
  readonly option: GivenOption;
  /** Odd times that are left, and that there were, of those that were read again. */
  readonly left: number;
  readonly of: number;
}

/** The option that leaves the fewest odd times, if it leaves fewer and spoils no other time. */
function bestChange(all: readonly [GivenOption, Change][], exam: SourceExam): Best | null {
  const { odd, sound } = exam.times.trials;
  const of = countOdd(odd.before, exam);
  let best: Best | null = null;
  for (const [option, change] of all) {
    const after = odd.after(change);
    const left = countOdd(after, exam) + lost(odd.before, after);
    if (left >= (best?.left ?? of)) continue;
    // An hour ahead is no worse than a year back, where nothing looks odd any more.
    if (farthest(after, exam) > farthest(odd.before, exam)) continue;
    const others = sound.after(change);
    if (countOdd(others, exam) + lost(sound.before, others) === 0) best = { option, left, of };
  }
  return best;
}

/** What may be tried. */
function changes({ zone, year }: SourceDiagnosis['times'], exam: SourceExam): [GivenOption, Change][] {
  const { rules, clocks } = exam.context;
  const all: [GivenOption, Change][] = ORDERS.filter((order) => order !== rules.dateOrder).map((order) => [
    ['date-order', order],
    { rules: { dateOrder: order } },
  ]);
  if (zone.missing > 0 && zone.because !== 'declared by the file' && zone.assumed !== 'UTC') {
    all.push([['tz', 'UTC'], { zone: zoneOf('UTC') }]);
  }
  if (rules.year !== null || year.missing > 0) {
    const written = new Date(clocks.modified ?? clocks.now).getUTCFullYear();
    for (const other of [written, written - 1]) {
      if (other !== rules.year) all.push([['year', String(other)], { rules: { year: other } }]);
    }
  }
  return all;
}

function countOdd(lines: readonly TrialLine[], { context: { clocks } }: SourceExam): number {
  return lines.filter(({ time }) => time !== null && (isAhead(time, clocks) || isFar(time, clocks))).length;
}

/** How far, in milliseconds, the lines' times lie from when the file was written, or from now, at most. */
function farthest(lines: readonly TrialLine[], { context: { clocks } }: SourceExam): number {
  const written = clocks.modified ?? clocks.now;
  return lines.reduce((most, { time }) => (time === null ? most : Math.max(most, Math.abs(time - written))), 0);
}

/** Lines that had a time before and have none any more. */
function lost(before: readonly TrialLine[], after: readonly TrialLine[]): number {
  return before.filter(({ time }, i) => time !== null && after[i]!.time === null).length;
}

/** Whether a change reads other times, and none less. `ifAny`: also where no line was kept for it. */
function changesTimes(trial: Trial, change: Change, ifAny = false): boolean {
  const [before, after] = [trial.before, trial.after(change)];
  if (before.length === 0) return ifAny;
  return lost(before, after) === 0 && before.some(({ time }, i) => time !== after[i]!.time);
}

function quoted(place: { text: string } | null): string {
  return place === null ? 'these' : JSON.stringify(place.text.length > 40 ? `${place.text.slice(0, 40)}…` : place.text);
}

function suchAs({ example }: { example: { text: string; instant: string } }): string {
  return `, such as ${quoted(example)}, read as ${formatInstant(Date.parse(example.instant)).slice(0, 19)}Z`;
}
