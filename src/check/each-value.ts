/** Evaluates a rule on each value of a key by itself: every tenant has to keep to it. */
import { NO_VALUE } from '../model/summary.js';
import { counted as inWords } from '../text/numbers.js';
import { type CodeCounts, type Counted, columnOf, pick, sum, valueCounts } from './counts.js';
import type { RuleResult } from './document.js';
import { type Outcome, outcome } from './outcome.js';
import type { Rule, RunLimit } from './rule.js';
import { NO_EVENTS, noEvents, uncounted } from './selection.js';
import { brokenText } from './wording.js';

/** Of the values that broke it, at most this many are listed: the worst ones. */
const MAX_LISTED = 10;
/** So many are named in the sentence. */
const MAX_NAMED = 5;

interface CheckedValue {
  readonly value: string;
  readonly count: number;
  readonly events: number;
  readonly selected: CodeCounts;
}

/**
 * @param limit the rule's own
 * @throws LogscanError `usage` where no line has the key
 */
export function evaluateEachValue(rule: Rule, limit: RunLimit, run: Counted): Outcome {
  const { key } = rule.within!.group!;
  const { groups } = run;
  if (sum(run.codes) === 0) return noEvents(rule);
  if (groups === null || columnOf(groups, key) < 0) return uncounted(rule, rule.within!, 'not-grouped', run);
  // A value among them could break it and would not be seen.
  if (groups.other !== null) {
    const reason = `There are too many values of ${key} to hold each to the rule`;
    return outcome('broken', { seen: 'not counted', reason });
  }
  const values = valueCounts(groups, key);
  values.delete(NO_VALUE);
  if (values.size === 0) return uncounted(rule, rule.within!, 'no-key', run);
  const numbers = { checked: 0, excused: 0, broken: 0 };
  const checked: CheckedValue[] = [];
  for (const [value, among] of values) {
    const events = sum(among);
    if (events < Math.max(1, rule.minValueEvents)) {
      numbers.excused += 1;
      continue;
    }
    const selected = pick(among, rule.select);
    checked.push({ value, selected, count: sum(selected), events });
  }
  numbers.checked = checked.length;
  if (checked.length === 0) {
    const fewest = inWords(Math.max(1, rule.minValueEvents), 'event');
    const reason = `Not one value of ${key} was checked: ${inWords(numbers.excused, 'value')}, none with ${fewest}`;
    return outcome('no-events', { seen: NO_EVENTS, reason, values: { ...numbers, worst: [] } });
  }
  const holds = ({ count, events }: CheckedValue) => limit.holds(count, events);
  const worstFirst = (a: CheckedValue, b: CheckedValue) =>
    Number(holds(a)) - Number(holds(b)) || limit.compareWindows(a, b) || (a.value < b.value ? -1 : 1);
  checked.sort(worstFirst);
  const broken = checked.filter((each) => !holds(each));
  numbers.broken = broken.length;
  const { value, count, events } = checked[0]!;
  const seen = `${limit.seen(count, events)} with ${key}=${value}`;
  const listed: NonNullable<RuleResult['values']> = {
    ...numbers,
    worst: broken.slice(0, MAX_LISTED).map(({ value, count, events }) => ({ value, count, events })),
  };
  if (broken.length === 0)
    return outcome('holds', { seen: `at worst ${seen}`, reason: null, count, events, values: listed });
  const codes = new Map<number, number>();
  for (const { selected } of broken) for (const [code, n] of selected) codes.set(code, (codes.get(code) ?? 0) + n);
  const names = broken.slice(0, MAX_NAMED).map((each) => each.value);
  const more = broken.length - names.length;
  return outcome('broken', {
    seen: `${seen}${broken.length === 1 ? '' : `, and ${inWords(broken.length - 1, 'other value')}`}`,
    reason:
      `${brokenText(rule, limit, seen)}; ${broken.length} of ${inWords(checked.length, 'value')} broke it${more > 0 ? ', the worst first' : ''}: ` +
      `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
    count,
    events,
    codes,
    values: listed,
  });
}
