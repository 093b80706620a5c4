/**
 * `no-new-codes`: no error and no unknown code that the baseline does not have. A notice or a warning that is new may
 * mean no more than another time of day.
 */
import type { Catalogue } from '../../catalogue/catalogue.js';
import { isError } from '../../model/code.js';
import { counted } from '../../text/numbers.js';
import { listed } from '../../text/words.js';
import type { Baseline } from '../baseline.js';
import { type Counted, pick, sum } from '../counts.js';
import { type Outcome, outcome } from '../outcome.js';
import type { BaselineLimit, Rule } from '../rule.js';
import { noEvents } from '../selection.js';
import type { CodeSelector } from '../selector.js';
import type { RuleKind } from './kind.js';

export const noNewCodes: RuleKind<BaselineLimit> = {
  name: 'no-new-codes',
  basis: 'baseline',
  option: {
    describe: 'no error code and no unknown code that the baseline lacks',
    isSwitch: true,
    prefix: null,
    expected: null,
  },
  fields: null,
  idNamesSelector: false,
  title: () => 'no new error codes',
  selector: (_, catalogue): CodeSelector => ({
    text: 'error+, unknown',
    what: 'errors and unknown codes',
    group: null,
    has: (code) => isError(catalogue.get(code).severity) || !catalogue.has(code),
  }),
  limit: (_, catalogue) => ({
    kind: 'no-new-codes',
    basis: 'baseline',
    text: 'none that the baseline has not',
    namesSelector: false,
    hasEvidence: true,
    compare: (rule, run, baseline) => compare(rule, run, baseline, catalogue),
  }),
};

/** More are counted, not named. */
const MAX_NAMED = 5;

function compare(rule: Rule, run: Counted, baseline: Baseline, catalogue: Catalogue): Outcome {
  const events = sum(run.codes);
  if (events === 0) return noEvents(rule);
  const codes = new Map(
    [...pick(run.codes, rule.select)].filter(([code, count]) => count > 0 && !baseline.codes.get(code)),
  );
  const count = sum(codes);
  if (codes.size === 0) return outcome('holds', { seen: 'none', reason: null, count, events });
  const more = codes.size - MAX_NAMED;
  // All in the order of their numbers; of more than are named those with most events.
  const byNumber = [...codes].sort((a, b) => a[0] - b[0]);
  const named = more > 0 ? byNumber.sort((a, b) => b[1] - a[1]).slice(0, MAX_NAMED) : byNumber;
  const names = named.map(([code]) => `${code} ${catalogue.get(code).name}`);
  const shown = more > 0 ? [...names, `${counted(more, 'more', 'more')} with no more events`] : names;
  const either = listed(shown, 'or');
  const reason = `The baseline has no ${either}; this run has ${counted(count, 'event')} of ${codes.size === 1 ? 'it' : 'them'}`;
  const seen = `${counted(codes.size, 'new code')}, ${counted(count, 'event')}`;
  return outcome('broken', { seen, reason, count, events, codes });
}
