import { usageError } from '../../model/errors.js';
import { EXIT_STATUS, type ExitStatus } from '../../model/exit-status.js';
import { refuseInputs } from '../../pipeline.js';
import { GROUP_ORDERS } from '../../report/options.js';
import { oneOf, wholeNumber } from '../../settings/parse-values.js';
import type { RawOptions } from '../../settings/raw-options.js';
import { SCAN_OPTIONS, WINDOW_OPTION } from '../../settings/scan-options.js';
import { scanPlan } from '../../settings/scan-plan.js';
import { scanValues } from '../../settings/scan-values.js';
import { SERVICES } from '../../watch/service/index.js';
import type { Command } from '../command.js';
import type { CliContext } from '../context.js';
import { READING_EXITS, sourcesStatus } from '../exit-status.js';
import { hasNoInput, shortHelp } from '../no-input.js';
import { printData } from '../print.js';
import { warnOfUnreadSources } from '../sources.js';
import { groupingOf, SUMMARY_OPTIONS } from '../summary/options.js';
import { checkKeys, filesOf, outputsOf, SummaryOutputs } from '../summary/outputs.js';
import { COLOR_OPTION, terminalStyle } from '../terminal.js';
import { WATCH_OPTIONS, watchSettings } from '../watch/options.js';
import { serviceText } from '../watch/service.js';

const { by, 'max-groups': maxGroups, top, sort, output } = SUMMARY_OPTIONS;
const GROUPING = { by: by!, 'max-groups': maxGroups!, top: top!, sort: sort!, output: output! };

export const command: Command = {
  operands: '[FILE…]',
  config: { outputDefaults: true, section: null, hasOwnFile: true },
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
    ['$0 watch --config watch.yaml', 'with alerts, as a watch file says'],
    ['$0 watch --config watch.yaml --print-service systemd', 'a unit for it'],
  ],
  notes: 'FILE is a file, a folder (with --recursive) or a glob; none, or -, is standard input.',
  exits: READING_EXITS,
  run,
};

async function run(typed: RawOptions, context: CliContext): Promise<ExitStatus> {
  const config = typed.value('config');
  // Loaded only here: most calls have no such file.
  const ofFile = config === null ? null : await (await import('../watch/of-file.js')).readOfFile(config.text, typed);
  const raw = ofFile?.raw ?? typed;
  if (ofFile?.error == null && hasNoInput(raw, context)) return shortHelp(context);
  const { plan, settings, options, files } = await (ofFile === null
    ? decide(raw, context)
    : ofFile.decided((raw) => decide(raw, context)));
  const file = ofFile?.file ?? null;
  const service = raw.value('print-service');
  if (service !== null) {
    const text = serviceText(oneOf(service, SERVICES), { plan, file, context });
    await printData(text, context);
    return EXIT_STATUS.done;
  }
  await refuseInputs(filesOf(files), plan);
  let opened = await SummaryOutputs.open(files, context);
  try {
    // Files that are written again and again are opened each time; here they are tried out.
    if (settings.every !== null) await opened.discard();
    const { live } = await import('../watch/live.js');
    const summary = await live({ plan, settings, options, file, outputs: files, context });
    if (settings.every !== null) opened = await SummaryOutputs.open(files, context);
    await opened.write(summary, options);
    warnOfUnreadSources(summary, context);
    return sourcesStatus(summary);
  } finally {
    await opened.discard();
  }
}

/** Everything that the options say, before anything is read. */
async function decide(raw: RawOptions, context: CliContext) {
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
  // Its --format is that of standard output.
  const files = raw.values('output').length === 0 ? [] : outputsOf(raw, null);
  checkKeys(files, plan.groupKeys, '--by tenant');
  return { plan, settings, options, files };
}
