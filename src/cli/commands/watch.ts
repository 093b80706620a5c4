import { usageError } from '../../model/errors.js';
import type { ExitStatus } from '../../model/exit-status.js';
import { GROUP_ORDERS } from '../../report/options.js';
import { oneOf, wholeNumber } from '../../settings/parse-values.js';
import type { RawOptions } from '../../settings/raw-options.js';
import { SCAN_OPTIONS, WINDOW_OPTION } from '../../settings/scan-options.js';
import { scanPlan } from '../../settings/scan-plan.js';
import { scanValues } from '../../settings/scan-values.js';
import type { Command } from '../command.js';
import type { CliContext } from '../context.js';
import { READING_EXITS, sourcesStatus } from '../exit-status.js';
import { hasNoInput, shortHelp } from '../no-input.js';
import { warnOfUnreadSources } from '../sources.js';
import { groupingOf, SUMMARY_OPTIONS } from '../summary/options.js';
import { outputsOf, SummaryOutputs } from '../summary/outputs.js';
import { COLOR_OPTION, terminalStyle } from '../terminal.js';
import { WATCH_OPTIONS, watchSettings } from '../watch/options.js';

const { by, 'max-groups': maxGroups, top, sort, output } = SUMMARY_OPTIONS;
const GROUPING = { by: by!, 'max-groups': maxGroups!, top: top!, sort: sort!, output: output! };

export const command: Command = {
  operands: '[FILE…]',
  config: { outputDefaults: true, section: null },
  options: {
    ...WINDOW_OPTION,
    ...SCAN_OPTIONS,
    ...GROUPING,
    ...WATCH_OPTIONS,
    ...COLOR_OPTION,
  },
  examples: [
    ['tail -f callback.log | $0 watch', 'what the platform answers now'],
    ["$0 watch 'logs/*.log' --by tenant", 'files that grow and rotate'],
    ['$0 watch app.log -f ndjson', 'each window when it closes'],
  ],
  notes: 'FILE is a file, a folder (with --recursive) or a glob; none, or -, is standard input.',
  exits: READING_EXITS,
  run,
};

async function run(raw: RawOptions, context: CliContext): Promise<ExitStatus> {
  if (hasNoInput(raw, context)) return shortHelp(context);
  const last = raw.value('last');
  if (last !== null)
    throw usageError(`${last.label}: expected --since in a live run, which has no end to count back from`);
  const { by, cross, groupKeys, maxGroups } = groupingOf(raw);
  const plan = { ...(await scanPlan(scanValues(raw), context.now())), groupKeys, maxGroups };
  const settings = watchSettings(raw);
  const [top, sort] = [raw.value('top'), raw.value('sort')];
  const options = {
    by,
    cross,
    top: top === null ? null : wholeNumber(top, 1, 1e9),
    sort: sort === null ? null : oneOf(sort, GROUP_ORDERS),
    describe: (code: number) => plan.catalogue.get(code).description,
    ...terminalStyle(raw, context, true),
  };
  const files = raw.values('output').length === 0 ? [] : outputsOf(raw);
  const opened = await SummaryOutputs.open(files, context);
  try {
    const { live } = await import('../watch/live.js');
    const summary = await live({ plan, settings, options, context });
    await opened.write(summary, options);
    warnOfUnreadSources(summary, context);
    return sourcesStatus(summary);
  } finally {
    await opened.discard();
  }
}
