import type { ExitStatus } from '../../model/exit-status.js';
import { runEvents } from '../../pipeline.js';
import { EVENT_FORMATS, EVENT_RENDERERS, type EventFormat } from '../../report/events.js';
import { withLast } from '../../settings/last-span.js';
import { oneOf } from '../../settings/parse-values.js';
import type { RawOptions } from '../../settings/raw-options.js';
import { SCAN_OPTIONS } from '../../settings/scan-options.js';
import { scanPlan } from '../../settings/scan-plan.js';
import { scanValues } from '../../settings/scan-values.js';
import type { Command } from '../command.js';
import type { CliContext } from '../context.js';
import { READING_EXITS, sourcesStatus } from '../exit-status.js';
import { hasNoInput, shortHelp } from '../no-input.js';
import { OUTPUT_OPTION, openOutput } from '../output.js';
import { warnOfUnreadSources } from '../sources.js';
import { COLOR_OPTION, terminalStyle } from '../terminal.js';
import { warnOfUnknownCodes } from '../unknown-codes.js';

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
    ...OUTPUT_OPTION,
    ...COLOR_OPTION,
  },
  examples: [
    ['$0 events app.log', 'one JSON object an event, in input order'],
    ['$0 events -f text --severity error+ app.log', 'errors and worse, to read'],
    ['$0 events --where tenant=acme app.log', 'only the lines with that'],
    ['$0 events --code 109004 app.log | jq .line', 'the lines with one code'],
  ],
  exits: READING_EXITS,
  run,
};

async function run(raw: RawOptions, context: CliContext): Promise<ExitStatus> {
  if (hasNoInput(raw, context)) return shortHelp(context);
  const asked = await scanPlan(scanValues(raw), context.now());
  warnOfUnknownCodes(asked, context);
  const given = { format: raw.value('format'), output: raw.value('output') };
  const format: EventFormat = given.format === null ? 'ndjson' : oneOf(given.format, EVENT_FORMATS);
  const render = EVENT_RENDERERS[format]({
    ...terminalStyle(raw, context, given.output === null),
    // Loaded only here: most runs have no such form.
    fields:
      asked.format === null ? [] : (await import('../../scan/custom-format/custom-format.js')).fieldNames(asked.format),
  });
  const runContext = { warn: context.warn, signal: context.signal, now: context.now };
  const plan = await withLast(asked, runContext, false);
  const output = await openOutput(given.output?.text ?? null, format === 'text' ? 'people' : 'programs', context);
  try {
    const summary = await runEvents(plan, runContext, (events) => output.write(render(events)));
    await output.commit();
    warnOfUnreadSources(summary, context);
    return sourcesStatus(summary);
  } finally {
    await output.discard();
  }
}
