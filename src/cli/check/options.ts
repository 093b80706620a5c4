import { DEFAULT_SIGNIFICANCE } from '../../check/against-baseline.js';
import { FORM_NAMES } from '../../check/forms/index.js';
import { RULE_KINDS } from '../../check/rules/index.js';
import type { RuleKind } from '../../check/rules/kind.js';
import type { OptionTable } from '../../settings/option.js';
import { SCAN_OPTIONS, WINDOW_OPTION } from '../../settings/scan-options.js';
import { PROGRESS_OPTIONS } from '../progress.js';
import { COLOR_OPTION } from '../terminal.js';

const RULES = 'Rules:';
const BASELINE = 'Baseline:';
const NOTHING = 'Too little to check:';
/** No filters of codes: what they leave out could break no rule, and nobody would see it. Rules have selectors instead. */
const { code: _code, category: _category, severity: _severity, ...READING } = SCAN_OPTIONS;

function ruleOptions(basis: RuleKind['basis'], group: string): OptionTable {
  const kinds = RULE_KINDS.filter((kind) => kind.basis === basis);
  return Object.fromEntries(kinds.map(({ name, option: { prefix, expected, ...spec } }) => [name, { ...spec, group }]));
}

export const CHECK_OPTIONS: OptionTable = {
  ...ruleOptions('run', RULES),
  'per-window': { describe: 'each time window must hold these rules by itself', isSwitch: true, group: RULES },
  'min-window-events': { describe: 'windows with fewer events are excused', default: '0', group: RULES },
  'min-value-events': {
    describe: 'where a rule is for each value (tenant:*=2%), values with fewer events are excused',
    default: '20',
    group: RULES,
  },
  baseline: { describe: 'summary of an earlier run to compare with', group: BASELINE },
  'update-baseline': {
    describe: 'this run becomes the baseline if it passes; needs no earlier one',
    isSwitch: true,
    group: BASELINE,
  },
  ...ruleOptions('baseline', BASELINE),
  significance: {
    describe: 'probability of a false alarm in all comparisons of a run',
    default: DEFAULT_SIGNIFICANCE,
    group: BASELINE,
  },
  'min-events': { describe: 'fewer events fail the check', default: '1', group: NOTHING },
  'allow-empty': { describe: 'an input without events passes', isSwitch: true, group: NOTHING },
  'allow-partial': { describe: 'input that cannot be read whole is only a warning', isSwitch: true, group: NOTHING },
  report: {
    describe: `FORM, or FORM=FILE: ${FORM_NAMES.join(', ')}; several at once`,
    choices: FORM_NAMES,
    default: 'text',
    group: 'Output:',
  },
  lines: {
    describe: 'log lines shown for each broken rule',
    default: 'one for each code',
    group: 'Output:',
  },
  ...COLOR_OPTION,
  ...WINDOW_OPTION,
  ...READING,
  ...PROGRESS_OPTIONS,
};
