/** Advice on dates whose day was read as the month: what shows it, and the order that reads them right. */
import type { DateOrder } from '../model/rules.js';
import { NEAR_MS, orderHint } from '../scan/date-order.js';
import { counted, thousands } from '../text/numbers.js';
import { spanWords } from '../text/span.js';
import { formatInZone } from '../time/instants.js';
import type { Advice, Facts } from './advice.js';
import { adviseOnOdd } from './advise-odd.js';
import { readWith } from './date-stats.js';
import type { SourceDiagnosis } from './diagnosis.js';
import { quotedExcerpt } from './excerpt.js';
import type { SourceStats } from './source-stats.js';
import { type Change, lost, type Trial } from './trial.js';

export function adviseOnDates(facts: Facts, stats: SourceStats, beginning: string, advice: Advice): void {
  const isAdvised = () => advice.options.some(([name]) => name === 'date-order');
  const isExplained =
    isAdvised() || adviseByDates(facts.times, stats, advice) || adviseByFile(stats, beginning, advice);
  adviseOnOdd(facts.times, stats, advice);
  if (!isExplained && !isAdvised()) adviseOnDoubt(facts.times, stats, advice);
}

/**
 * Uses dates that exist only in one order to tell how the file's other dates are meant. @returns whether they tell it
 */
function adviseByDates({ dateOrder }: SourceDiagnosis['times'], stats: SourceStats, advice: Advice): boolean {
  const { monthFirst, dayFirst, unread, monthFirstExample, dayFirstExample, eitherExample } = dateOrder;
  const asMonthFirst = monthFirst + unread;
  if (asMonthFirst > 0 && dayFirst > 0) {
    const left = unread === 0 ? '' : `, of which ${thousands(unread)} are not read`;
    advice.findings.push(
      `Dates of both orders: ${counted(dayFirst, 'date has', 'dates have')} the day first, such as ${quotedExcerpt(dayFirstExample)}, ${thousands(asMonthFirst)} the month, such as ${quotedExcerpt(monthFirstExample)}${left}.`,
    );
    return true;
  }
  const order: DateOrder | null = dayFirst > 0 ? 'dmy' : asMonthFirst > 0 ? 'mdy' : null;
  if (order === null) return false;
  if (!changesTimes(stats.times.trials.dates, { rules: { dateOrder: order } })) return true;
  const [count, example] = order === 'dmy' ? [dayFirst, dayFirstExample] : [asMonthFirst, monthFirstExample];
  const sure = `${counted(count, 'date', 'dates')} such as ${quotedExcerpt(example)} can only have the ${order === 'dmy' ? 'day' : 'month'} first`;
  const others =
    unread > 0 && order === 'mdy'
      ? `and ${unread === count ? '' : `${thousands(unread)} of them `}${unread === 1 ? 'is' : 'are'} not read`
      : `but ${counted(dateOrder.either, 'is', 'are')} read with the ${order === 'dmy' ? 'month' : 'day'} first, such as ${quotedExcerpt(eitherExample)}`;
  advice.findings.push(`${sure}, ${others}: --date-order ${order} reads all of them so.`);
  advice.options.push(['date-order', order]);
  return true;
}

/**
 * Uses dates that lie far from when the file was written to, but near it in the other order. @returns whether there are
 * such
 */
function adviseByFile(stats: SourceStats, beginning: string, advice: Advice): boolean {
  const { rules, zone, reference, clocks } = stats.context;
  const { lastTime } = stats.times;
  if (Number.isNaN(lastTime)) return false;
  const hint = orderHint({ lastTime, written: reference }, beginning, rules, zone);
  if (hint === null || !changesTimes(stats.times.trials.dates, { rules: { dateOrder: hint.order } }, true))
    return false;
  const day = (time: number) => formatInZone(time, zone).slice(0, 10);
  const distance = hint.read - reference;
  const where = `${spanWords(Math.abs(distance))} ${distance < 0 ? 'before' : 'after'} ${clocks.modified === null ? 'now' : 'the file was written'}`;
  advice.findings.push(
    `Its dates are read as ${day(hint.read)}, ${where}: --date-order ${hint.order} reads them as ${day(hint.corrected)}.`,
  );
  advice.options.push(['date-order', hint.order]);
  return true;
}

/** Says that nothing tells which of the two orders is meant. */
function adviseOnDoubt({ dateOrder }: SourceDiagnosis['times'], stats: SourceStats, advice: Advice): void {
  const { either, eitherExample, order } = dateOrder;
  const { reference, clocks } = stats.context;
  if (either === 0 || order !== null) return;
  // The last time lies next to the file's own time, so the order is right.
  if (clocks.modified !== null && Math.abs(stats.times.lastTime - reference) <= NEAR_MS) return;
  const first = readWith(dateOrder);
  advice.findings.push(
    `Nothing tells day from month in ${counted(either, 'date', 'dates')} such as ${quotedExcerpt(eitherExample)}: read with the ${first} first; --date-order ${first === 'month' ? 'dmy' : 'mdy'} says otherwise.`,
  );
}

/** Whether a change gives other times and loses none. `ifAny`: the answer where no line was kept for it. */
function changesTimes(trial: Trial, change: Change, ifAny = false): boolean {
  const [before, after] = [trial.before, trial.after(change)];
  if (before.length === 0) return ifAny;
  return lost(before, after) === 0 && before.some(({ time }, i) => time !== after[i]!.time);
}
