/** Advice on times that lie in the future or years away: which option reads them nearer. */
import { DAY_MS } from '../model/calendar.js';
import { DATE_ORDERS } from '../model/rules.js';
import { counted, thousands } from '../text/numbers.js';
import { spanWords } from '../text/span.js';
import { formatInstant } from '../time/instants.js';
import type { Advice, Facts } from './advice.js';
import type { GivenOption } from './command.js';
import { quotedExcerpt } from './excerpt.js';
import { isAhead, isFar, isOdd } from './odd-times.js';
import type { SourceStats } from './source-stats.js';
import { changeOf, lost, type TrialLine } from './trial.js';
import { zonesThatFit, zoneThatHelps } from './zone-choice.js';

type Times = Facts['times'];

/** One of these may have been advised already, and may correct these times too. */
const OPTIONS = ['date-order', 'tz', 'year'];

export function adviseOnOdd(times: Times, stats: SourceStats, advice: Advice): void {
  if (times.ahead === null && times.far === null) return;
  sayHowMany(times, stats, advice.findings);
  const advised = advice.options.filter(([name]) => OPTIONS.includes(name));
  const others = optionsFor(times, stats).filter(([name]) => advised.every(([other]) => other !== name));
  // What was advised already may be enough; if not, another option beside it may be.
  const mended = advised.length === 0 ? null : bestOption(advised, [], stats);
  const best = mended ?? bestOption(others, advised, stats);
  if (best !== null) {
    const [name, value] = best.option;
    advice.findings.push(`With --${name} ${value} ${whatIsLeft(best)}.`);
    if (mended === null) advice.options.push(best.option);
    return;
  }
  const zone = times.ahead === null ? null : zoneThatHelps(stats);
  if (zone !== null && bestOption([['tz', zone.name]], advised, stats) !== null) {
    advice.findings.push(
      `Zones from ${zone.offset} on would read them as past, --tz ${zone.name} for one; but with none does the log end where the file's last change says.`,
    );
    return;
  }
  advice.findings.push(`No --date-order, --tz or --year reads them nearer: perhaps ${reasonFor(times, stats)}.`);
}

function sayHowMany({ ahead, far }: Times, stats: SourceStats, findings: string[]): void {
  const { now, modified } = stats.context.clocks;
  if (ahead !== null) {
    const distance = spanWords(Date.parse(ahead.farthest) - now);
    const by = ahead.count === 1 ? distance : `up to ${distance}`;
    findings.push(`${counted(ahead.count, 'time lies', 'times lie')} in the future, by ${by}${suchAs(ahead)}.`);
  }
  if (far !== null && (ahead === null || far.count > ahead.count)) {
    const distance = Date.parse(far.farthest) - modified!;
    const away = `${spanWords(Math.abs(distance))} ${distance < 0 ? 'before' : 'after'}`;
    findings.push(
      `${counted(far.count, 'time lies', 'times lie')} more than a year from when the file was written, up to ${away} it${suchAs(far)}.`,
    );
  }
}

function reasonFor({ ahead, far }: Times, stats: SourceStats): string {
  if (ahead !== null) return 'a clock that was wrong';
  // What was written before its own last line is a copy whose date is that of another file.
  return Date.parse(far!.farthest) < stats.context.clocks.modified!
    ? 'a log that was copied later'
    : 'a file whose own date was set back, or a clock that was wrong';
}

/** How many of the kept lines have odd times, and of which kind. */
interface Odd {
  readonly lines: number;
  readonly ahead: number;
  readonly far: number;
}

interface Best {
  readonly option: GivenOption;
  readonly before: Odd;
  readonly after: Odd;
}

function whatIsLeft({ before, after }: Best): string {
  if (after.lines === 0) return 'none of them does';
  if (after.ahead === 0 && before.ahead > 0) return 'none of them lies in the future';
  const [left, of] = after.lines < before.lines ? [after.lines, before.lines] : [after.ahead, before.ahead];
  return `only ${thousands(left)} of ${thousands(of)} ${left === 1 ? 'does' : 'do'}`;
}

/**
 * The option that, beside the others, leaves the fewest odd times; null where none leaves fewer or each spoils a time.
 */
function bestOption(options: readonly GivenOption[], beside: readonly GivenOption[], stats: SourceStats): Best | null {
  const { odd, sound } = stats.times.trials;
  const base = changeOf(beside, stats.context) ?? {};
  const [oddBefore, soundBefore] = [odd.after(base), sound.after(base)];
  const before = oddOf(oddBefore, stats);
  let best: Best | null = null;
  for (const option of options) {
    const change = changeOf([...beside, option], stats.context);
    if (change === null) continue;
    const read = odd.after(change);
    const after = oddOf(read, stats);
    if (scoreOf(after) >= scoreOf(best?.after ?? before) || lost(oddBefore, read) > 0) continue;
    if (movesAway(oddBefore, read, stats)) continue;
    const others = sound.after(change);
    const spoiled = oddOf(others, stats).lines - oddOf(soundBefore, stats).lines;
    if (spoiled <= 0 && lost(soundBefore, others) === 0) best = { option, before, after };
  }
  return best;
}

function scoreOf({ ahead, far }: Odd): number {
  return ahead + far;
}

/** The options that may be tried. */
function optionsFor({ ahead, year }: Times, stats: SourceStats): GivenOption[] {
  const { rules, clocks } = stats.context;
  const options: GivenOption[] = DATE_ORDERS.filter((order) => order !== rules.dateOrder).map((order) => [
    'date-order',
    order,
  ]);
  if (ahead !== null) options.push(...zonesThatFit(stats).map((name): GivenOption => ['tz', name]));
  if (rules.year !== null || year.missing > 0) {
    const written = new Date(clocks.modified ?? clocks.now).getUTCFullYear();
    for (const other of [written, written - 1]) if (other !== rules.year) options.push(['year', String(other)]);
  }
  return options;
}

function oddOf(lines: readonly TrialLine[], { context: { clocks } }: SourceStats): Odd {
  const times = lines.flatMap(({ time }) => time ?? []);
  return {
    lines: times.filter((time) => isOdd(time, clocks)).length,
    ahead: times.filter((time) => isAhead(time, clocks)).length,
    far: times.filter((time) => isFar(time, clocks)).length,
  };
}

/**
 * Whether a time moves clearly further from when the file was written, or from now. An hour ahead is no worse than a
 * year back.
 */
function movesAway(
  before: readonly TrialLine[],
  after: readonly TrialLine[],
  { context: { clocks } }: SourceStats,
): boolean {
  const written = clocks.modified ?? clocks.now;
  const distance = (time: number | null) => (time === null ? 0 : Math.abs(time - written));
  return after.some(({ time }, i) => distance(time) > distance(before[i]!.time) + DAY_MS);
}

function suchAs({ example }: { example: { text: string; instant: string } }): string {
  return `, such as ${quotedExcerpt(example)}, read as ${formatInstant(Date.parse(example.instant)).slice(0, 19)}Z`;
}
