import type { GivenOption } from '../../doctor/command.js';
import { diagnose } from '../../doctor/diagnose.js';
import type { Explanation } from '../../doctor/diagnosis.js';
import { explainLine } from '../../doctor/explain.js';
import { renderExplanation } from '../../doctor/line-text.js';
import { renderDiagnosis } from '../../doctor/text.js';
import { usageError } from '../../model/errors.js';
import type { Plan } from '../../pipeline.js';
import { LINE_FORMAT_OPTIONS } from '../../settings/line-format.js';
import type { OptionTable } from '../../settings/option.js';
import { oneOf } from '../../settings/parse-values.js';
import type { RawOptions } from '../../settings/raw-options.js';
import { SCAN_OPTIONS } from '../../settings/scan-options.js';
import { scanPlan } from '../../settings/scan-plan.js';
import { scanValues } from '../../settings/scan-values.js';
import { jsonDocument } from '../../text/escape.js';
import type { Command } from '../command.js';
import type { CliContext } from '../context.js';
import { hasNoInput, shortHelp } from '../no-input.js';
import { openOutput } from '../output.js';
import { COLOR_OPTION, terminalStyle } from '../terminal.js';

const FORMATS = ['text', 'json'] as const;

/** Options that say how lines are read: those that a later command needs as well. */
const READING = ['tz', 'date-order', 'year', 'code-key', 'ignore-key', 'labelled', 'catalogue'] as const;
const READING_OPTIONS: OptionTable = {
  ...Object.fromEntries(READING.map((name) => [name, SCAN_OPTIONS[name]!])),
  ...LINE_FORMAT_OPTIONS,
};

export const command: Command = {
  operands: '[FILE…]',
  config: { outputDefaults: false, section: null },
  options: {
    line: { describe: 'explain this line, or with - the first one of standard input', group: 'Input:' },
    recursive: SCAN_OPTIONS.recursive!,
    ...READING_OPTIONS,
    format: { describe: FORMATS.join(', '), short: 'f', choices: FORMATS, default: 'text', group: 'Output:' },
    output: { describe: 'file to write, whole or not at all; else standard output', short: 'o', group: 'Output:' },
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
    'Exit status: 0 done; 2 the call is wrong; 3 some input could not be read.',
  run,
};

async function run(raw: RawOptions, context: CliContext): Promise<number> {
  const line = raw.one('line');
  if (line !== null && raw.operands.length > 0) {
    throw usageError(`${line.label}: expected without FILE; got ${JSON.stringify(raw.operands[0])} too`);
  }
  if ((line === null || line.text === '-') && hasNoInput(raw, context)) return shortHelp(context);
  const lines = line === null ? 1 : line.text.replace(/\n$/, '').split('\n').length;
  if (lines > 1) {
    throw usageError(
      `${line!.label}: expected one line; got ${lines}`,
      'several are explained as a log on standard input',
    );
  }
  const plan = await scanPlan(scanValues(raw), context.now());
  const given = { format: raw.one('format'), output: raw.one('output') };
  const format = given.format === null ? 'text' : oneOf(given.format, FORMATS);
  const options = terminalStyle(raw, context, given.output === null);
  const output = await openOutput(given.output?.text ?? null, context);
  try {
    let status = 0;
    let text: string;
    if (line !== null) {
      const bytes = line.text === '-' ? await firstLine(context) : Buffer.from(line.text, 'utf8').toString('latin1');
      text = explained(explain(bytes, plan, context));
    } else {
      const { diagnosis, onlyLine } = await diagnose({
        scan: plan,
        given: givenOptions(raw),
        now: context.now(),
        signal: context.signal,
        warn: context.warn,
      });
      const isLine = raw.operands.length === 0 && onlyLine !== null;
      if (isLine) text = explained(explain(onlyLine, plan, context));
      else text = format === 'json' ? jsonDocument(diagnosis) : renderDiagnosis(diagnosis, options);
      if (diagnosis.sources.some(({ error }) => error !== null)) status = 3;
    }
    await output.write(text);
    await output.commit();
    return status;
  } finally {
    await output.discard();
  }

  function explained(explanation: Explanation): string {
    return format === 'json' ? jsonDocument(explanation) : renderExplanation(explanation, options);
  }
}

function explain(bytes: string, { rules, catalogue, timeZone, format }: Plan, context: CliContext) {
  return explainLine(bytes, { rules, catalogue, zone: timeZone, format, reference: context.now() });
}

/** Of standard input, one character a byte. */
async function firstLine(context: CliContext): Promise<string> {
  let text = '';
  for await (const chunk of context.stdin.open()) {
    text += Buffer.from(chunk).toString('latin1');
    const end = text.indexOf('\n');
    if (end >= 0) return text.slice(0, end);
  }
  return text;
}

function givenOptions(raw: RawOptions): GivenOption[] {
  return Object.keys(READING_OPTIONS).flatMap((name): GivenOption[] => {
    if (name === 'labelled') return raw.flag(name) ? [[name, null]] : [];
    if (name in LINE_FORMAT_OPTIONS || name === 'catalogue') {
      const given = raw.one(name);
      return given === null ? [] : [[name, given.text]];
    }
    return raw.many(name).map(({ text }): GivenOption => [name, text]);
  });
}
