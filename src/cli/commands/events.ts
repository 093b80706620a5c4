import { usageError } from '../../model/errors.js';
import type { ExitStatus } from '../../model/exit-status.js';
import type { RunContext } from '../../model/plan.js';
import { type Plan, runEventLines, runEvents } from '../../pipeline.js';
import { EVENT_FORMATS, EVENT_RENDERERS, type EventFormat, plainNdjson } from '../../report/events.js';
import { withLast } from '../../settings/last-span.js';
import { oneOf } from '../../settings/parse-values.js';
import type { RawOptions } from '../../settings/raw-options.js';
import { SCAN_OPTIONS } from '../../settings/scan-options.js';
import { scanPlan } from '../../settings/scan-plan.js';
import { scanValues } from '../../settings/scan-values.js';
import type { Command } from '../command.js';
import type { CliContext } from '../context.js';
import { EVENT_LINE_OPTIONS, eventLinesOf } from '../events/lines.js';
import { READING_EXITS, sourcesStatus } from '../exit-status.js';
import { hasNoInput, shortHelp } from '../no-input.js';
import { OUTPUT_OPTION, openOutput } from '../output.js';
import { warnOfUnreadSources } from '../sources.js';
import { COLOR_OPTION, terminalStyle } from '../terminal.js';

export const command: Command = {
  operands: '[FILE…]',
  config: { outputDefaults: false, section: null },
  options: {
    ...SCAN_OPTIONS,
    format: {
      describe: EVENT_FORMATS.join(', '),
      short: 'f',
      choices: EVENT_FORMATS,
      default: 'ndjson',
      group: 'Output:',
    },
    ...EVENT_LINE_OPTIONS,
    ...OUTPUT_OPTION,
    ...COLOR_OPTION,
  },
  examples: [
    ['$0 events app.log', 'one JSON object an event, in input order'],
    ['$0 events -f text --severity error+ app.log', 'errors and worse, to read, with their lines'],
    ['$0 events --where tenant=acme app.log', 'only the lines with that'],
    ['cat app.log | $0 events -f text -C 3 -n 5 --code 109004', 'the first five, with three lines around'],
    ['$0 events --code 109004 app.log | jq .line', 'the lines with one code'],
  ],
  exits: READING_EXITS,
  decide,
  run,
};

async function decide(raw: RawOptions, context: CliContext) {
  const asked = await scanPlan(scanValues(raw), context.now());
  const given = raw.value('format');
  const format: EventFormat = given === null ? 'ndjson' : oneOf(given, EVENT_FORMATS);
  return { asked, format };
}

async function run(raw: RawOptions, context: CliContext): Promise<ExitStatus> {
  if (hasNoInput(raw, context)) return shortHelp(context);
  const { asked, format } = await decide(raw, context);
  if (asked.codes !== null)
    (await import('../unknown-codes.js')).warnOfUnknownCodes(asked.codes, asked.catalogue, context);
  const file = raw.value('output')?.text ?? null;
  const wanted = eventLinesOf(raw, format);
  // Loaded only here: most runs have no such form.
  const fields =
    asked.format === null ? [] : (await import('../../scan/custom-format/custom-format.js')).fieldNames(asked.format);
  if (wanted.hasText && format === 'ndjson' && fields.includes('text')) {
    throw usageError('--text: expected a pattern without a group of the name text; got one');
  }
  const options = { ...terminalStyle(raw, context, file === null), fields };
  const runContext = { warn: context.warn, signal: context.signal, now: context.now };
  const plan = await withLast(asked, runContext, false);
  const write = wanted.hasText
    ? (plan: Plan, run: RunContext) => {
        const render = EVENT_RENDERERS[format](options);
        return runEventLines(plan, run, wanted, (items) => output.write(render(items)));
      }
    : (plan: Plan, run: RunContext) => {
        const render = plainNdjson(options);
        return runEvents(plan, run, (events) => output.write(render(events)), wanted.most);
      };
  const output = await openOutput(file, format === 'text' ? 'people' : 'programs', context);
  try {
    const summary = await write(plan, runContext);
    await output.commit();
    warnOfUnreadSources(summary, context);
    return sourcesStatus(summary);
  } finally {
    await output.discard();
  }
}
