/** From the options to a gate: everything in it is decided and checked before any log is read. */

import type { Catalogue } from '../../catalogue/catalogue.js';
import { DEFAULT_SIGNIFICANCE } from '../../check/against-baseline.js';
import { loadBaseline } from '../../check/baseline.js';
import { columnOf } from '../../check/counts.js';
import type { Gate } from '../../check/evaluate.js';
import { makeRule } from '../../check/make-rule.js';
import { parseRate } from '../../check/ratio.js';
import { keysOf, type Rule } from '../../check/rule.js';
import { maxRise } from '../../check/rules/max-rise.js';
import { usageError } from '../../model/errors.js';
import { MAX_GROUP_KEYS } from '../../model/plan.js';
import { wholeNumber } from '../parse-values.js';
import type { RawOptions } from '../raw-options.js';
import { exceptionsOf } from './exceptions.js';
import { rulesOf } from './rules.js';

const MAX_LINES = 100;

/**
 * @param load reads the baseline; by default from its file
 * @throws LogscanError `usage` for the first thing that is wrong
 */
export async function gateOf(
  raw: RawOptions,
  catalogue: Catalogue,
  load: typeof loadBaseline = loadBaseline,
): Promise<Gate & { readonly update: boolean }> {
  const given = {
    minEvents: raw.value('min-events'),
    significance: raw.value('significance'),
    lines: raw.value('lines'),
  };
  const update = raw.flag('update-baseline');
  const { text, label } = given.significance ?? { text: DEFAULT_SIGNIFICANCE, label: '--significance' };
  const exceptions = exceptionsOf(
    raw.layers.flatMap(({ ignore = [] }) => ignore),
    catalogue,
  );
  const conditions = {
    minEvents: given.minEvents === null ? 1 : wholeNumber(given.minEvents, 1, 1e9 - 1),
    allowEmpty: raw.flag('allow-empty'),
    allowPartial: raw.flag('allow-partial'),
  };
  const significance = parseRate(text, label);
  const lines = given.lines === null ? null : wholeNumber(given.lines, 0, MAX_LINES);
  const rules = rulesOf(raw, catalogue);
  const baseline = await baselineOf(raw, rules, update, load);
  if (baseline !== null) addErrorRise(rules, catalogue);
  if (rules.length === 0 && given.minEvents === null) {
    throw usageError(
      'check: expected a rule; got none on the command line and none in a configuration file',
      'for example --max-error-rate 2%; ptk-logscan check --help lists the rules',
    );
  }
  const keys = keysOf(rules);
  if (keys.length > MAX_GROUP_KEYS) {
    throw usageError(`check: expected rules about at most ${MAX_GROUP_KEYS} keys; got ${keys.join(', ')}`);
  }
  return { rules, exceptions, conditions, baseline, significance, lines, update };
}

/** The values of keys that rules are about. */
function valuesIn(rules: readonly Rule[]): ReadonlySet<string> {
  return new Set(rules.flatMap(({ select, within }) => [select.group?.value ?? [], within?.group?.value ?? []].flat()));
}

async function baselineOf(
  raw: RawOptions,
  rules: readonly Rule[],
  update: boolean,
  load: typeof loadBaseline,
): Promise<Gate['baseline']> {
  const given = raw.value('baseline');
  const compared = rules.filter(({ limit }) => limit.basis === 'baseline');
  if (given === null) {
    if (compared.length === 0 && !update) return null;
    const who = compared[0] === undefined ? '--update-baseline' : `the rule "${compared[0].name}"`;
    throw usageError(`--baseline: expected the summary of an earlier run, because of ${who}; got none`);
  }
  const file = given.text;
  const counts = await load(file, valuesIn(rules));
  if (counts === null && !update) {
    throw usageError(
      `${given.label}: expected the summary of an earlier run; there is no file ${file}`,
      '--update-baseline makes it from this run',
    );
  }
  for (const key of keysOf(compared)) {
    if (counts !== null && columnOf(counts.groups, key) < 0) {
      throw usageError(
        `${file}: expected counts by ${key}, because of a rule; got none`,
        '--update-baseline makes it anew',
      );
    }
  }
  return { file, counts };
}

/** With a baseline, the error rate must not rise beyond chance unless a rule allows it. */
function addErrorRise(rules: Rule[], catalogue: Catalogue): void {
  const rise = makeRule(
    {
      kind: maxRise,
      limit: { text: '0', label: '--baseline' },
      select: null,
      within: null,
      name: null,
      level: 'fail',
      perWindow: false,
      consecutive: null,
      minWindowEvents: 0,
      minValueEvents: 0,
    },
    catalogue,
  );
  const isThere = rules.some(({ limit, select, within }) => {
    return limit.kind === rise.limit.kind && select.text === rise.select.text && within === null;
  });
  if (!isThere) rules.push(rise);
}
