import { usageError } from '../../model/errors.js';
import type { ExitStatus } from '../../model/exit-status.js';
import { Merge, type MergeOptions } from '../../partial/merge.js';
import { GROUP_ORDERS, GROUPINGS, type Grouping } from '../../report/options.js';
import { CONFIG_OPTION } from '../../settings/layers.js';
import { oneOf, wholeNumber } from '../../settings/parse-values.js';
import { partialFiles, readPartials } from '../../settings/partial/read-partials.js';
import { catalogueOfPlan, readPlan } from '../../settings/plan/planned.js';
import type { RawOptions } from '../../settings/raw-options.js';
import { catalogueOf } from '../../settings/scan-plan.js';
import type { Command } from '../command.js';
import type { CliContext } from '../context.js';
import { sourcesStatus } from '../exit-status.js';
import { warnOfUnreadSources } from '../sources.js';
import { SUMMARY_OPTIONS } from '../summary/options.js';
import { checkKeys, MERGEABLE_FORMATS, outputsOf, PARTIAL, SummaryOutputs } from '../summary/outputs.js';
import { COLOR_OPTION, terminalStyle } from '../terminal.js';

export const command: Command = {
  operands: 'FILE…',
  config: { outputDefaults: true, section: null },
  options: {
    'allow-same': {
      describe: 'count logs of the same size and content too, instead of refusing them as one log under two names',
      isSwitch: true,
      group: 'Input:',
    },
    plan: { describe: 'the plan whose parts these are: none may be missing', group: 'Input:' },
    catalogue: { describe: 'JSON file with codes to add or change: what codes mean is taken from it', group: 'Codes:' },
    by: { describe: GROUPINGS.join(', '), choices: GROUPINGS, default: 'code', group: 'Output:' },
    top: SUMMARY_OPTIONS.top!,
    sort: SUMMARY_OPTIONS.sort!,
    format: { ...SUMMARY_OPTIONS.format!, describe: MERGEABLE_FORMATS.join(', '), choices: MERGEABLE_FORMATS },
    output: SUMMARY_OPTIONS.output!,
    ...COLOR_OPTION,
    ...CONFIG_OPTION,
  },
  examples: [
    ['$0 merge host*.part', 'one report of what several hosts have counted'],
    ['$0 merge -o fleet.html -o fleet.json *.part', 'in several forms'],
    ['$0 merge -o monday.part host*.part', 'one partial result of many'],
  ],
  notes:
    'FILE is what scan --format partial has written, or - for standard input. All must have ' +
    'been made with the same options. What would count twice, or is missing, is refused.',
  exits: {
    done: 'done',
    usage: 'the call is wrong, or the partial results do not fit together',
    incomplete: 'some input could not be read whole when it was counted, or the result not be written',
  },
  run,
};

async function run(raw: RawOptions, context: CliContext): Promise<ExitStatus> {
  const files = await partialFiles(raw.operands);
  if (files.length === 0) throw usageError('merge: expected at least one FILE; got none');
  const given = {
    by: raw.value('by'),
    top: raw.value('top'),
    sort: raw.value('sort'),
    catalogue: raw.value('catalogue'),
    plan: raw.value('plan'),
  };
  const by: Grouping = given.by === null ? 'code' : oneOf(given.by, GROUPINGS);
  const outputs = outputsOf(raw, raw.value('format'), MERGEABLE_FORMATS);
  const top = given.top === null ? null : wholeNumber(given.top, 1, 1e9);
  const sort = given.sort === null ? null : oneOf(given.sort, GROUP_ORDERS);
  const style = terminalStyle(
    raw,
    context,
    outputs.some(({ file }) => file === null),
  );
  const opened = await SummaryOutputs.open(outputs, context);
  try {
    const plan = given.plan === null ? null : await readPlan(given.plan.text);
    const isPlans = given.catalogue === null && plan !== null;
    const catalogue = isPlans ? catalogueOfPlan(plan.document) : await catalogueOf(given.catalogue);
    const merge = await merged(files, context, {
      plan,
      catalogue,
      isEnriched: given.catalogue !== null,
      allowsSame: raw.flag('allow-same'),
    });
    // Holes are left open in a part, and nowhere else.
    if (outputs.every(({ format }) => format === PARTIAL)) {
      const partial = merge.partial();
      await opened.writePartial(partial);
      warnOfUnreadSources({ sources: partial.parts }, context);
      return sourcesStatus({ sources: partial.parts });
    }
    const { summary, groupTimes } = merge.summary();
    checkKeys(outputs, summary.options.by, 'count the parts with --by tenant');
    const cross = summary.options.by.length === 2 ? ([0, 1] as const) : null;
    const describe = (code: number) => catalogue.get(code).description;
    await opened.write(summary, { by, cross, top, sort, describe, groupTimes, ...style }, {}, async () =>
      merge.partial(),
    );
    warnOfUnreadSources(summary, context);
    return sourcesStatus(summary);
  } finally {
    await opened.discard();
  }
}

async function merged(files: readonly string[], context: CliContext, options: MergeOptions): Promise<Merge> {
  let merge: Merge | null = null;
  for (const file of files) {
    for await (const partial of readPartials(file, context)) {
      merge ??= new Merge(partial, file, options);
      merge.add(partial, file);
    }
  }
  return merge!;
}
