import { runScan } from '../../pipeline.js';
import { SUMMARY_FORMATS, SUMMARY_RENDERERS, type SummaryFormat } from '../../report/index.js';
import { GROUPINGS } from '../../report/options.js';
import { oneOf, wholeNumber } from '../choose.js';
import type { Command } from '../commands.js';
import { isIdle, shortHelp } from '../idle.js';
import { openOutput } from '../output.js';
import { SCAN_OPTIONS, scanPlan, WINDOW_OPTION } from '../scan-options.js';
import { statusOf, tellSources } from '../sources.js';
import { COLOR_OPTION, looks } from '../terminal.js';
import type { Typed } from '../typed.js';
import type { World } from '../world.js';

export const command: Command = {
  operands: '[FILE…]',
  options: {
    ...WINDOW_OPTION,
    ...SCAN_OPTIONS,
    by: {
      describe: `rows of the first table: ${GROUPINGS.join(', ')}`,
      choices: GROUPINGS,
      standard: 'code',
      group: 'Output:',
    },
    top: { describe: 'at most so many rows there, the rest in one', group: 'Output:' },
    format: {
      describe: SUMMARY_FORMATS.join(', '),
      short: 'f',
      choices: SUMMARY_FORMATS,
      standard: 'table',
      group: 'Output:',
    },
    output: { describe: 'file to write, whole or not at all; else standard output', short: 'o', group: 'Output:' },
    ...COLOR_OPTION,
  },
  examples: [
    ['cat callback.log | $0', 'what the platform has been answering'],
    ['$0 -w 1h --tz Europe/Berlin app.log', 'by the hour, in local time'],
    ["$0 --since 24h 'logs/*.log'", 'the last 24 hours'],
    ['$0 --severity error+ app.log', 'errors and worse'],
    ['$0 --by fault -r logs', 'who has to act, over a whole folder'],
    ['$0 -f json -o out.json app.log', 'a document for other programs'],
  ],
  notes:
    'FILE is a file, a folder (with --recursive) or a glob; none, or -, is standard input.\n' +
    'PTK_LOGSCAN_TZ and the like stand in for options that are not given.\n' +
    'Exit status: 0 done; 2 the call is wrong; 3 some input could not be read whole.',
  run,
};

async function run(typed: Typed, world: World): Promise<number> {
  if (isIdle(typed, world)) return shortHelp(world);
  const plan = await scanPlan(typed, world);
  const given = {
    by: typed.one('by'),
    top: typed.one('top'),
    format: typed.one('format'),
    output: typed.one('output'),
  };
  const format: SummaryFormat = given.format === null ? 'table' : oneOf(given.format, SUMMARY_FORMATS);
  const options = {
    by: given.by === null ? 'code' : oneOf(given.by, GROUPINGS),
    top: given.top === null ? null : wholeNumber(given.top, 1, 1e9),
    ...looks(typed, world, given.output === null),
  } as const;
  const render = await SUMMARY_RENDERERS[format]();
  const output = await openOutput(given.output?.text ?? null, world);
  try {
    const summary = await runScan(plan, {
      get stdin() {
        return world.stdin.open();
      },
      warn: world.tell,
      signal: world.signal,
    });
    await output.write(render(summary, options));
    await output.commit();
    tellSources(summary, world);
    return statusOf(summary);
  } finally {
    await output.discard();
  }
}
