import { EXIT_STATUS, type ExitStatus } from '../../model/exit-status.js';
import { CODES_RENDERERS, type CodesFormat } from '../../report/codes/index.js';
import { isForPeople } from '../../report/formats.js';
import { CONFIG_OPTION } from '../../settings/layers.js';
import { oneOf } from '../../settings/parse-values.js';
import type { RawOptions } from '../../settings/raw-options.js';
import { SCAN_OPTIONS } from '../../settings/scan-options.js';
import { catalogueOf } from '../../settings/scan-plan.js';
import type { Command } from '../command.js';
import type { CliContext } from '../context.js';
import { OUTPUT_OPTION, openOutput } from '../output.js';
import { COLOR_OPTION, terminalStyle } from '../terminal.js';

const FORMATS = Object.keys(CODES_RENDERERS) as CodesFormat[];

export const command: Command = {
  operands: '[QUERY…]',
  config: { outputDefaults: false, section: null },
  options: {
    format: {
      describe: FORMATS.join(', '),
      short: 'f',
      choices: FORMATS,
      default: 'table',
      group: 'Output:',
    },
    ...OUTPUT_OPTION,
    ...COLOR_OPTION,
    catalogue: { ...SCAN_OPTIONS.catalogue, group: 'Input:' },
    ...CONFIG_OPTION,
  },
  examples: [
    ['$0 codes', 'all of them'],
    ['$0 codes 107000 109004', 'what these two mean'],
    ['$0 codes 108 appointment', 'family 108, about appointments'],
    ['$0 codes critical -f markdown', 'a table for the handbook'],
  ],
  notes: 'QUERY is a number or the start of one, a part of a name, a category, a severity, a fault or a retry.',
  exits: {
    done: 'done',
    negative: 'there is no such code',
    usage: 'the call is wrong',
    incomplete: 'the result could not be written',
  },
  run,
};

async function run(raw: RawOptions, context: CliContext): Promise<ExitStatus> {
  const given = { format: raw.value('format'), output: raw.value('output'), catalogue: raw.value('catalogue') };
  const format: CodesFormat = given.format === null ? 'table' : oneOf(given.format, FORMATS);
  const options = terminalStyle(raw, context, given.output === null);
  const catalogue = await catalogueOf(given.catalogue);
  const text = CODES_RENDERERS[format](catalogue.search(raw.operands), options);
  const output = await openOutput(given.output?.text ?? null, isForPeople(format) ? 'people' : 'programs', context);
  try {
    await output.write(text);
    await output.commit();
    return EXIT_STATUS.done;
  } finally {
    await output.discard();
  }
}
