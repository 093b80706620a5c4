import { diagnose } from '../../doctor/diagnose.js';
import { diagnoseLine } from '../../doctor/diagnose-line.js';
import { renderDiagnosis } from '../../doctor/render-diagnosis.js';
import { renderLine } from '../../doctor/render-line.js';
import { EXIT_STATUS, type ExitStatus } from '../../model/exit-status.js';
import { oneOf } from '../../settings/parse-values.js';
import type { RawOptions } from '../../settings/raw-options.js';
import { givenReadingOptions, READING_OPTIONS } from '../../settings/reading-options.js';
import { SCAN_OPTIONS } from '../../settings/scan-options.js';
import { scanPlan } from '../../settings/scan-plan.js';
import { scanValues } from '../../settings/scan-values.js';
import { jsonDocument } from '../../text/escape.js';
import type { Command } from '../command.js';
import type { CliContext } from '../context.js';
import { isFromStdin, lineBytes, lineOption } from '../doctor/line.js';
import { READING_EXITS, sourcesStatus } from '../exit-status.js';
import { hasNoInput, shortHelp } from '../no-input.js';
import { OUTPUT_OPTION, openOutput } from '../output.js';
import { COLOR_OPTION, terminalStyle } from '../terminal.js';

const FORMATS = ['text', 'json'] as const;

export const command: Command = {
  operands: '[FILE…]',
  config: { outputDefaults: false, section: null },
  options: {
    line: { describe: 'explain this line, or with - the first one of standard input', group: 'Input:' },
    recursive: SCAN_OPTIONS.recursive,
    ...READING_OPTIONS,
    format: { describe: FORMATS.join(', '), short: 'f', choices: FORMATS, default: 'text', group: 'Output:' },
    ...OUTPUT_OPTION,
    ...COLOR_OPTION,
  },
  examples: [
    ['$0 doctor app.log', 'what is understood of it, by a sample'],
    ['$0 doctor -r logs', 'of each file in a folder'],
    ["$0 doctor --line 'took 107000 ms'", 'why a number is a code, or is not'],
    ['tail -1 app.log | $0 doctor', 'the same for a line of a log'],
  ],
  notes:
    "A line that begins with - is given as --line='- …', or on standard input.\n" +
    'A sample is the first, a middle and the last half megabyte; smaller files are read whole.\n' +
    'Of more than 1,000 inputs the first 1,000 are looked at.',
  exits: READING_EXITS,
  run,
};

async function run(raw: RawOptions, context: CliContext): Promise<ExitStatus> {
  const line = lineOption(raw);
  if (isFromStdin(line) && hasNoInput(raw, context)) return shortHelp(context);
  const plan = await scanPlan(scanValues(raw), context.now());
  const given = { format: raw.value('format'), output: raw.value('output') };
  const isJson = given.format !== null && oneOf(given.format, FORMATS) === 'json';
  const style = terminalStyle(raw, context, given.output === null);
  const { signal, warn, now } = context;
  const { rules, catalogue, timeZone: zone, format } = plan;
  const explained = (bytes: string): string => {
    const explanation = diagnoseLine(bytes, { rules, catalogue, zone, format, reference: now() });
    return isJson ? jsonDocument(explanation) : renderLine(explanation, style);
  };
  const output = await openOutput(given.output?.text ?? null, isJson ? 'programs' : 'people', context);
  try {
    let status: ExitStatus = EXIT_STATUS.done;
    let text: string;
    if (line !== null) text = explained(await lineBytes(line, context));
    else {
      const options = { scan: plan, given: givenReadingOptions(raw), now: now(), signal, warn };
      const { diagnosis, onlyLine } = await diagnose(options);
      status = sourcesStatus(diagnosis);
      if (raw.operands.length === 0 && onlyLine !== null) text = explained(onlyLine);
      else text = isJson ? jsonDocument(diagnosis) : renderDiagnosis(diagnosis, style);
    }
    await output.write(text);
    await output.commit();
    return status;
  } finally {
    await output.discard();
  }
}
