import { usageError } from '../../model/errors.js';
import type { ExitStatus } from '../../model/exit-status.js';
import { type Plan, refuseInputs, runReport } from '../../pipeline.js';
import { GROUP_ORDERS } from '../../report/options.js';
import { withLast } from '../../settings/last-span.js';
import { oneOf, wholeNumber } from '../../settings/parse-values.js';
import type { RawOptions } from '../../settings/raw-options.js';
import { SCAN_OPTIONS, WINDOW_OPTION } from '../../settings/scan-options.js';
import { scanPlan } from '../../settings/scan-plan.js';
import { scanValues } from '../../settings/scan-values.js';
import type { Command } from '../command.js';
import type { CliContext } from '../context.js';
import { READING_EXITS, sourcesStatus } from '../exit-status.js';
import { hasNoInput, shortHelp } from '../no-input.js';
import { PROGRESS_OPTIONS, progressOf } from '../progress.js';
import { isNothingRead, warnOfUnreadSources } from '../sources.js';
import { linesOf, shownLines, whomHint } from '../summary/lines.js';
import { groupingOf, SUMMARY_OPTIONS } from '../summary/options.js';
import {
  checkKeys,
  filesOf,
  isReadAtOnce,
  MERGEABLE_FORMATS,
  outputsOf,
  PARTIAL,
  SummaryOutputs,
} from '../summary/outputs.js';
import { COLOR_OPTION, terminalStyle } from '../terminal.js';

export const command: Command = {
  operands: '[FILE…]',
  config: { outputDefaults: true, section: null },
  options: {
    ...WINDOW_OPTION,
    ...SCAN_OPTIONS,
    plan: { describe: 'count parts of this plan, and decide nothing else', group: 'Input:' },
    part: {
      describe: 'which of its parts, such as 7 or 8-15; without it, those whose bytes come on standard input',
      isList: true,
      group: 'Input:',
    },
    ...SUMMARY_OPTIONS,
    format: {
      ...SUMMARY_OPTIONS.format!,
      describe: MERGEABLE_FORMATS.join(', '),
      choices: MERGEABLE_FORMATS,
    },
    ...COLOR_OPTION,
    ...PROGRESS_OPTIONS,
  },
  examples: [
    ['cat callback.log | $0', 'what the platform has been answering'],
    ['$0 -w 1h --tz Europe/Berlin app.log', 'by the hour, in local time'],
    ["$0 --since 24h 'logs/*.log'", 'the last 24 hours'],
    ['$0 --last 2h30m old.log', 'the last of what the log has'],
    ['$0 --severity error+ app.log', 'errors and worse'],
    ['$0 --where tenant=acme app.log', 'only the lines with that'],
    ['$0 --by fault -r logs', 'who has to act, over a whole folder'],
    ['$0 --by tenant,fault app.log', 'a key on the lines: key=value, JSON or XML'],
    ['$0 -o report.html -o out.json app.log', 'several documents from one reading'],
    ['$0 -o host1.part app.log', 'a part of a whole, for merge'],
    ['$0 --since 24h --compare previous app.log', 'against the 24 hours before'],
  ],
  notes:
    'FILE is a file, a folder (with --recursive), an archive or a glob; none, or -,\nis standard input.\n' +
    'PTK_LOGSCAN_TZ and the like stand in for options that are not given.',
  exits: READING_EXITS,
  decide,
  run,
};

async function decide(raw: RawOptions, context: CliContext) {
  const { by, cross, groupKeys, maxGroups } = groupingOf(raw);
  const asked = { ...(await scanPlan(scanValues(raw), context.now())), groupKeys, maxGroups };
  const [top, sort] = [raw.value('top'), raw.value('sort')];
  const outputs = outputsOf(raw, raw.value('format'), MERGEABLE_FORMATS);
  checkKeys(outputs, groupKeys, '--by tenant');
  return {
    asked,
    by,
    cross,
    top: top === null ? null : wholeNumber(top, 1, 1e9),
    sort: sort === null ? null : oneOf(sort, GROUP_ORDERS),
    outputs,
  };
}

async function run(raw: RawOptions, context: CliContext): Promise<ExitStatus> {
  // Only what was typed: a part is counted alike wherever it is.
  const planned = raw.typed.includes('plan') ? raw.value('plan') : null;
  if (planned !== null) return (await import('../summary/planned.js')).scanPlanned(planned, raw, context);
  if (hasNoInput(raw, context)) return shortHelp(context);
  const { asked, by, cross, top, sort, outputs } = await decide(raw, context);
  if (asked.codes !== null)
    (await import('../unknown-codes.js')).warnOfUnknownCodes(asked.codes, asked.catalogue, context);
  const identifies = outputs.some(({ format }) => format === PARTIAL);
  if (identifies) refuseUndecided(raw);
  const options = {
    by,
    cross,
    top,
    sort,
    describe: (code: number) => asked.catalogue.get(code).description,
    ...terminalStyle(
      raw,
      context,
      outputs.some(({ file }) => file === null),
    ),
  };
  const wanted = linesOf(
    raw,
    outputs.map(({ format }) => format),
  );
  const progress = progressOf(raw, context);
  const runContext = {
    warn: raw.flag('quiet') ? () => {} : context.warn,
    signal: context.signal,
    now: context.now,
    progress: progress.report,
  };
  const compare = raw.value('compare') === null ? null : await import('../summary/compare.js');
  const before = (await compare?.comparing(raw, asked, runContext, context)) ?? null;
  await refuseInputs(filesOf(outputs), asked);
  const opened = await SummaryOutputs.open(outputs, context);
  try {
    const plan = await withLast(asked, runContext, true);
    const report = { lines: wanted.kept, identifies };
    const found = await runReport(plan, runContext, report);
    const again = (asBefore: Plan) => runReport(asBefore, { ...runContext, warn: () => {} }, report);
    const compared = before === null ? null : await before(found, plan, again);
    const { summary, groupTimes, lines } = compared?.now ?? found;
    progress.end();
    // A report of nothing would only hide why.
    if (!isNothingRead(summary) || !outputs.every(isReadAtOnce)) {
      const shown = { ...options, ...(await whomHint(summary, lines, context)), groupTimes };
      const comparison = compared?.comparison ?? null;
      const { documents, terminal } = shownLines(summary, lines, wanted.asked);
      const onTerminal = context.stdout.isTerminal ? terminal : {};
      await opened.write(summary, { ...shown, ...documents, comparison }, onTerminal, found.partial);
    }
    warnOfUnreadSources(summary, context);
    return sourcesStatus(summary);
  } finally {
    progress.end();
    await opened.discard();
  }
}

/** What each part of a fleet would decide by itself cannot be merged. @throws LogscanError `usage` */
function refuseUndecided(raw: RawOptions): void {
  for (const [name, instead] of [
    ['last', '--since'],
    ['compare', 'merge, and then compare'],
  ] as const) {
    const given = raw.value(name);
    if (given !== null) throw usageError(`${given.label}: expected ${instead} for a partial result`);
  }
}
