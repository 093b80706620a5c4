import { MAX_GROUPS } from '../../aggregate/groups.js';
import { tooManyCounts } from '../../aggregate/leveled-bins.js';
import { evaluate } from '../../check/evaluate.js';
import { evidencePlan } from '../../check/evidence-plan.js';
import { keysOf } from '../../check/rule.js';
import { usageError } from '../../model/errors.js';
import type { ExitStatus } from '../../model/exit-status.js';
import { windowName } from '../../model/window.js';
import { type Plan, refuseInputs, runCheck } from '../../pipeline.js';
import { gateOf } from '../../settings/gate/gate.js';
import { withLast } from '../../settings/last-span.js';
import type { RawOptions } from '../../settings/raw-options.js';
import { scanPlan } from '../../settings/scan-plan.js';
import { scanValues } from '../../settings/scan-values.js';
import { nominalMs } from '../../time/window-length.js';
import { CHECK_OPTIONS } from '../check/options.js';
import { Reports, reportsOf } from '../check/reports.js';
import { updateBaseline } from '../check/update-baseline.js';
import type { Command } from '../command.js';
import type { CliContext } from '../context.js';
import { madeAlike } from '../made-alike.js';
import { hasNoInput, shortHelp } from '../no-input.js';
import { progressOf } from '../progress.js';
import { warnOfUnreadSources } from '../sources.js';

export const command: Command = {
  operands: '[FILE…]',
  config: { outputDefaults: false, section: 'check' },
  options: CHECK_OPTIONS,
  examples: [
    ['$0 check --max-error-rate 2% app.log', 'errors are at most 2% of all events'],
    ['$0 check --max-count 109004=0 --require 107000 app.log', 'never the one, at least once the other'],
    ['$0 check --max-rate critical=0.1% --per-window -w 1h app.log', 'in each hour'],
    [
      "$0 check --max-error-rate '5% for 3 windows' -w 15m app.log",
      'broken only by three quarters of an hour in a row',
    ],
    ['$0 check --baseline base.json --max-rise 0.5pp --no-new-codes app.log', 'no worse than then'],
    ['$0 check --baseline base.json --update-baseline app.log', 'make or renew the baseline'],
    ['$0 check --report junit=out.xml --report github app.log', 'the rules of the configuration file'],
  ],
  notes:
    'SELECTOR is a code (number or name), a severity (error+: and worse), a category, a fault, a family (107), ' +
    'unknown, or key:value of what is on the line. A rate of exactly the limit holds.\n' +
    'Behind a limit may stand warn, for a rule that only warns, and for 3 windows: broken by so many time windows in a row.\n' +
    "Rates are compared with the baseline's by Fisher's exact test, one-sided, corrected for the number of " +
    'comparisons by Holm: a rise fails when it is over the allowance and more than chance.\n' +
    'Without a document on standard output the text goes there.',
  exits: {
    done: 'all rules hold (or only warn)',
    negative: 'a rule is broken, or there is too little to check',
    usage: 'the rules or the call are wrong; nothing was read',
    incomplete:
      'some input could not be read whole, whatever the rules say (unless --allow-partial), or a report could not be written',
  },
  decide,
  run,
};

async function decide(raw: RawOptions, context: CliContext) {
  const asked = await scanPlan(scanValues(raw), context.now());
  const reports = reportsOf(raw);
  return { asked, reports, gate: await gateOf(raw, asked.catalogue) };
}

async function run(raw: RawOptions, context: CliContext): Promise<ExitStatus> {
  if (hasNoInput(raw, context)) return shortHelp(context);
  const { asked, gate: decided, reports: wanted } = await decide(raw, context);
  const gate = comparable(decided, asked, raw.flag('quiet') ? () => {} : context.warn);
  const progress = progressOf(raw, context);
  await refuseInputs(
    wanted.map(({ file }) => file),
    asked,
  );
  const reports = await Reports.open(wanted, raw, context);
  try {
    const warn = raw.flag('quiet') ? () => {} : context.warn;
    const runContext = { warn, signal: context.signal, now: context.now, progress: progress.report };
    const plan = await withLast(asked, runContext, false);
    const { since, until, window, catalogue } = plan;
    const windowMs = window === 'auto' ? null : nominalMs(window);
    const kept = evidencePlan(gate.rules, { since, until, lines: gate.lines, windowMs });
    const grouped = { ...plan, groupKeys: keysOf(gate.rules), maxGroups: MAX_GROUPS };
    const { summary, locations } = await runCheck(grouped, runContext, kept);
    progress.end();
    if (window !== 'auto' && summary.window !== windowName(window) && gate.rules.some(({ perWindow }) => perWindow)) {
      throw usageError(`${tooManyCounts(window)}, so that rules cannot hold for each window`, 'a longer window');
    }
    const document = evaluate(gate, summary, catalogue, locations);
    for (const weak of document.baseline?.weak ?? []) warn(`${document.baseline!.file}: ${weak}`);
    if (gate.update) await updateBaseline(gate, summary, document, context);
    await reports.write(document);
    warnOfUnreadSources(summary, context);
    return document.exitStatus;
  } finally {
    progress.end();
    await reports.discard();
  }
}

type UpdatingGate = Awaited<ReturnType<typeof gateOf>>;

/** Without the counts of a baseline that this run is to make anew, because it was made otherwise. */
function comparable(gate: UpdatingGate, plan: Plan, warn: (message: string) => void): UpdatingGate {
  const { baseline, update } = gate;
  if (baseline === null || baseline.counts === null) return gate;
  if (madeAlike(baseline.file, baseline.counts.made, plan, warn, update)) return gate;
  return { ...gate, baseline: { ...baseline, counts: null } };
}
