import { usageError } from '../../model/errors.js';
import { EXIT_STATUS, type ExitStatus } from '../../model/exit-status.js';
import { factsOfFiles } from '../../partial/facts-of-files.js';
import { makePlan } from '../../partial/make-plan.js';
import { listedSources } from '../../settings/plan/listed-sources.js';
import { DEFAULT_PART_SIZE, partSize } from '../../settings/plan/part-options.js';
import type { RawOptions } from '../../settings/raw-options.js';
import { SCAN_OPTIONS, WINDOW_OPTION } from '../../settings/scan-options.js';
import { scanPlan } from '../../settings/scan-plan.js';
import { scanValues } from '../../settings/scan-values.js';
import type { Command } from '../command.js';
import type { CliContext } from '../context.js';
import { READING_EXITS } from '../exit-status.js';
import { OUTPUT_OPTION, openOutput } from '../output.js';
import { groupingOf, SUMMARY_OPTIONS } from '../summary/options.js';

const { last: _last, workers: _workers, ...DECIDED } = SCAN_OPTIONS;

export const command: Command = {
  operands: '[FILE…]',
  config: { outputDefaults: false, section: null },
  options: {
    ...WINDOW_OPTION,
    ...DECIDED,
    by: { ...SUMMARY_OPTIONS.by!, describe: 'keys on the lines that events are grouped by: one or two' },
    'max-groups': SUMMARY_OPTIONS['max-groups']!,
    'part-size': {
      describe: 'plain texts of more bytes are cut into parts of at most that size',
      default: DEFAULT_PART_SIZE,
      group: 'Input:',
    },
    list: {
      describe: 'take the sources from standard input, a line of JSON each, and read no file',
      isSwitch: true,
      group: 'Input:',
    },
    'allow-same': {
      describe: 'plan logs of the same size and content too, instead of refusing them as one log under two names',
      isSwitch: true,
      group: 'Input:',
    },
    ...OUTPUT_OPTION,
  },
  examples: [
    ["$0 plan -o plan.json --tz UTC -w 1h 'logs/*.log'", 'decide everything, and cut the files'],
    ['$0 scan --plan plan.json --part 7 > 7.part', 'count one part of it, on any machine'],
    ['$0 merge --plan plan.json *.part', 'the whole, if all parts are there'],
  ],
  notes: 'FILE is a file, a folder (with --recursive), an archive or a glob.',
  exits: READING_EXITS,
  run,
};

async function run(raw: RawOptions, context: CliContext): Promise<ExitStatus> {
  const isListed = raw.flag('list');
  if (isListed !== (raw.operands.length === 0)) {
    throw usageError(
      `plan: expected ${isListed ? 'no FILE beside --list' : 'at least one FILE, or --list'}; got ${raw.operands[0] ?? 'none'}`,
    );
  }
  const size = raw.value('part-size') ?? { label: '--part-size', text: DEFAULT_PART_SIZE };
  const options = { partBytes: partSize(size), allowsSame: raw.flag('allow-same') };
  const { groupKeys, maxGroups } = groupingOf(raw);
  const plan = { ...(await scanPlan(scanValues(raw), context.now())), groupKeys, maxGroups };
  if (plan.files.includes('-') && !isListed)
    throw usageError('plan: expected files, which can be read in parts; got standard input');
  const output = await openOutput(raw.value('output')?.text ?? null, 'programs', context);
  try {
    const { facts, unread } = isListed
      ? { facts: await listedSources(context.stdin.open()), unread: [] }
      : await factsOfFiles(plan, context.warn);
    const document = makePlan(plan, facts, options);
    await output.writeAll([`${JSON.stringify(document)}\n`]);
    await output.commit();
    for (const { name, error } of unread) context.warn(`${name}: ${error}`);
    return unread.length > 0 ? EXIT_STATUS.incomplete : EXIT_STATUS.done;
  } finally {
    await output.discard();
  }
}
