/** Holds a summary to rules. */
import { readBaseline } from '../check/baseline.js';
import type { CheckDocument } from '../check/document.js';
import { evaluate } from '../check/evaluate.js';
import { usageError } from '../model/errors.js';
import type { Summary } from '../model/summary.js';
import { entriesOf } from '../settings/config/entries.js';
import { type Path, pathText } from '../settings/config/parse-with-lines.js';
import { type Mistake, validate } from '../settings/config/validate.js';
import { gateOf } from '../settings/gate/gate.js';
import type { OptionTable } from '../settings/option.js';
import { type Layer, RawOptions } from '../settings/raw-options.js';
import { shown } from '../text/shown.js';
import type { CheckException, CheckOptions, CheckRule } from './check-options.js';
import { madeAlike } from './compare.js';
import { requireSummary } from './documents.js';
import { factsOf } from './found.js';
import { hold, type OptionKinds } from './held-options.js';
import { nameOf, withNamesLater } from './option-names.js';
import { catalogueOf } from './options.js';

/** Nobody is shown help. */
const NO_HELP = { describe: '' };

const CHECK_OPTIONS: OptionKinds<CheckOptions> = {
  baseline: 'document',
  significance: 'rate',
  noNewCodes: 'boolean',
  perWindow: 'boolean',
  minWindowEvents: 'number',
  minValueEvents: 'number',
  minEvents: 'number',
  allowEmpty: 'boolean',
  allowPartial: 'boolean',
  ignore: 'list',
  catalogue: 'catalogue',
};

export function checkSummary(
  summary: Summary,
  rules: readonly CheckRule[],
  options: CheckOptions,
): Promise<CheckDocument> {
  return withNamesLater(async () => {
    hold(options, CHECK_OPTIONS);
    requireSummary(summary, 'summary');
    if (!Array.isArray(rules)) throw usageError(`rules: expected an array; got ${shown(rules)}`);
    const { baseline, noNewCodes, minEvents, ignore = [] } = options;
    if (rules.length === 0 && baseline === undefined && noNewCodes !== true && minEvents === undefined) {
      throw usageError('rules: expected at least one; got an empty array');
    }
    refuseMistakes(rules, ignore);
    const catalogue = options.catalogue ?? factsOf(summary)?.catalogue ?? catalogueOf({});
    if (baseline !== undefined) {
      requireSummary(baseline, 'baseline');
      madeAlike('baseline', baseline, summary);
    }
    const gate = await gateOf(rawOptions(rules, ignore, options), catalogue, async (name) =>
      readBaseline(baseline, name),
    );
    return evaluate(gate, summary, catalogue, null);
  });
}

/** @throws LogscanError `usage` for all that is not in the form of configuration files */
function refuseMistakes(rules: readonly CheckRule[], ignore: readonly CheckException[]): void {
  const mistakes = validate({ check: { rules, ignore } }, 'config');
  if (mistakes.length === 0) return;
  const lines = mistakes.map(({ path, message }: Mistake) => `${placeOf(path)}: ${message}`);
  throw usageError(lines.length === 1 ? lines[0]! : [`rules: ${lines.length} mistakes`, ...lines].join('\n'));
}

/** Without the section of the file. */
function placeOf(path: Path): string {
  return pathText(path.slice(1));
}

/** As the gate asks for them: `min-events`. */
const TABLE: OptionTable = Object.fromEntries(
  Object.keys(CHECK_OPTIONS).map((name) => [name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`), NO_HELP]),
);

/** The options are what a configuration file would have in its section. */
function rawOptions(rules: readonly CheckRule[], ignore: readonly CheckException[], options: CheckOptions): RawOptions {
  const layer: Layer = {
    setting: (option) => {
      const name = nameOf(option);
      const value = options[name as keyof CheckOptions];
      if (value === undefined) return null;
      return { label: name, texts: [name === 'baseline' ? name : String(value)] };
    },
    options: Object.keys(TABLE),
    rules: entriesOf(rules, (at) => pathText(['rules', ...at])),
    ignore: entriesOf(ignore, (at) => pathText(['ignore', ...at])),
  };
  return new RawOptions({}, [], {}, TABLE, [layer]);
}
