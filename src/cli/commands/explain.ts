import { usageError } from '../../model/errors.js';
import { EXIT_STATUS, type ExitStatus } from '../../model/exit-status.js';
import { renderExplanation } from '../../report/explain.js';
import type { RawOptions } from '../../settings/raw-options.js';
import { SCAN_OPTIONS } from '../../settings/scan-options.js';
import { catalogueOf } from '../../settings/scan-plan.js';
import type { Command } from '../command.js';
import type { CliContext } from '../context.js';
import { print } from '../print.js';
import { COLOR_OPTION, terminalStyle } from '../terminal.js';

export const command: Command = {
  operands: 'CODE…',
  config: { outputDefaults: false, section: null },
  options: { catalogue: SCAN_OPTIONS.catalogue, ...COLOR_OPTION },
  examples: [
    ['$0 explain 109004', 'what it means, how bad it is, who has to act'],
    ['$0 explain PTK-107012 appointmenttimefull', 'several, by number or name'],
  ],
  exits: {
    done: 'done',
    negative: 'there is no such code',
    usage: 'the call is wrong',
    incomplete: 'the result could not be written',
  },
  run,
};

async function run(raw: RawOptions, context: CliContext): Promise<ExitStatus> {
  if (raw.operands.length === 0) throw usageError('explain: expected the number or the name of a code; got none');
  const catalogue = await catalogueOf(raw.value('catalogue'));
  const codes = [...new Set(raw.operands.flatMap((operand) => catalogue.search([operand])))];
  const style = terminalStyle(raw, context, true);
  await print(renderExplanation(codes, { ...style, catalogue: catalogue.all() }), context);
  return EXIT_STATUS.done;
}
