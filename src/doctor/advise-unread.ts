/** Advice on lines that show a time which nothing reads: the option that reads it, if there is one. */
import { DATE_ORDERS } from '../model/rules.js';
import { counted } from '../text/numbers.js';
import type { Advice } from './advice.js';
import { commandWords, type GivenOption } from './command.js';
import { textOf } from './excerpt.js';
import { formsFor } from './form-guess.js';
import { isOdd } from './odd-times.js';
import type { SourceStats } from './source-stats.js';
import { type Change, changeOf, lost } from './trial.js';

/** On this many lines formats are guessed, and this many of them are tried. */
const GUESSED = 3;
const TRIED = 8;
/** Up to this share of the lines, such times are taken for part of a text. */
const FEW = 0.1;

/** `all`: lines that are not blank. @returns whether there was something to say */
export function adviseOnUnread(stats: SourceStats, all: number, { findings, options }: Advice): boolean {
  const { clockTimes, clockExample } = stats.times;
  if (clockExample === null) return false;
  const order = bestOf(
    DATE_ORDERS.filter((each) => each !== stats.context.rules.dateOrder).map((each): GivenOption[] => [
      ['date-order', each],
    ]),
    stats,
  );
  if (clockTimes <= all * FEW && (order?.near ?? 0) === 0) return false;
  const best = order ?? bestOf(customFormats(stats), stats);
  const shows = `${counted(clockTimes, 'line shows', 'lines show')} a time that no family reads, such as ${JSON.stringify(clockExample.text)}`;
  if (best === null) {
    const why = isClockAlone(clockExample.text) ? ', as it has no date' : '';
    findings.push(`${shows}: no option${stats.context.format === null ? '' : ' beside your form'} reads it${why}.`);
    return true;
  }
  const read = best.read < best.of ? `${best.read} of ${best.of}` : best.of === 1 ? 'it' : 'them';
  findings.push(`${shows}: ${commandWords(best.options)} reads ${read}.`);
  options.push(...best.options);
  return true;
}

interface Best {
  readonly options: readonly GivenOption[];
  /** Lines that have a time with them, and that were read again. */
  readonly read: number;
  readonly of: number;
  /** Lines whose time is then near: neither in the future nor years away. */
  readonly near: number;
}

/** The first of the options that read the most lines; null where none reads any, or each spoils another time. */
function bestOf(all: readonly (readonly GivenOption[])[], stats: SourceStats): Best | null {
  const { unread } = stats.times.trials;
  const of = unread.before.length;
  const tried = all.flatMap((options) => {
    const change = changeOf(options, stats.context);
    if (change === null) return [];
    const times = unread.after(change).filter(({ time }) => time !== null);
    const near = times.filter(({ time }) => !isOdd(time!, stats.context.clocks)).length;
    const turned = times.filter(({ otherOrder }) => otherOrder).length;
    return [{ options, change, read: times.length, of, near, turned }];
  });
  const useful = tried
    .filter(({ read }) => read > 0)
    .sort((a, b) => b.read - a.read || b.near - a.near || a.turned - b.turned);
  return useful.find(({ change }) => sparesOthers(change, stats)) ?? null;
}

/** A custom format may fit lines that are read already: then it must read the same times there. */
function sparesOthers(change: Change, { times }: SourceStats): boolean {
  const others = times.allTrials.filter((trial) => trial !== times.trials.unread);
  return others.every((trial) => {
    const after = trial.after(change);
    if (change.format === undefined) return lost(trial.before, after) === 0;
    return trial.before.every(({ time }, i) => time === after[i]!.time);
  });
}

function customFormats({ times, context }: SourceStats): GivenOption[][] {
  // It would replace the format that was given.
  if (context.format !== null) return [];
  const forms = times.trials.unread.lines.slice(0, GUESSED).flatMap((line) => formsFor(textOf(line)));
  const distinct = new Map(forms.map((form) => [`${form.pattern} ${form.timeFormat}`, form]));
  return [...distinct.values()].slice(0, TRIED).map(({ pattern, timeFormat }) => [
    ['pattern', pattern],
    ['time-format', timeFormat],
  ]);
}

function isClockAlone(text: string): boolean {
  return !/\d{1,4}[./ -](?:\d{1,2}|[A-Za-z]{3,9})[./ -]\d{1,4}/.test(text.replace(/\d{1,2}[:.]\d\d[:.]\d\d/, ''));
}
