/** `-h`: how a command is called, by examples, and the options that most calls need. `--help` has everything. */
import { pad, wrap } from '../text/terminal.js';
import type { Command } from './command.js';
import { COMMAND_NAMES, COMMANDS, type CommandName, DEFAULT_COMMAND } from './commands.js';

const PROGRAM = 'ptk-logscan';
const WIDTH = 80;
/** So that it fits a terminal of 24 rows. */
const MOST_EXAMPLES = 4;
const MOST_OPTIONS = 6;
/** Those that most calls need, in this order, where a command has them. */
const USUAL = [
  'by',
  'since',
  'window',
  'tz',
  'code',
  'severity',
  'format',
  'output',
  'config',
  'baseline',
  'recursive',
];

/** Lines of at most 80 columns. */
export function shortHelp(name: CommandName, { operands, options, examples }: Command): string {
  const isDefault = name === DEFAULT_COMMAND;
  const call = isDefault ? PROGRAM : `${PROGRAM} ${name}`;
  const shown = examples
    .slice(0, MOST_EXAMPLES)
    .map(([example, what]) => [example.replaceAll('$0', PROGRAM), what] as const);
  const usual = USUAL.filter((option) => option in options).slice(0, MOST_OPTIONS);
  const dashed = usual.map((option) => {
    const { short, describe } = options[option]!;
    return [`${short === undefined ? '    ' : `-${short}, `}--${option}`, describe] as const;
  });
  return [
    `Usage: ${call} [OPTIONS] ${operands}`,
    '',
    ...shown.flatMap(([example, what]) => [`  ${example}`, `      ${what}`]),
    '',
    ...(dashed.length === 0 ? [] : [...beside(dashed), '']),
    ...wrap(`${isDefault ? `Commands: ${COMMAND_NAMES.join(', ')}. ` : ''}${call} --help lists all options.`, WIDTH),
    '',
  ].join('\n');
}

/** Two columns, of which the second goes on below itself. */
function beside(rows: readonly (readonly [left: string, right: string])[]): string[] {
  const columns = Math.max(...rows.map(([left]) => left.length));
  return rows.flatMap(([left, right]) =>
    wrap(right, WIDTH - columns - 4).map((part, i) => `  ${pad(i === 0 ? left : '', columns)}  ${part}`),
  );
}

/** The text for `-h` in these arguments; null where it is not asked for. */
export async function shortHelpOf(args: readonly string[]): Promise<string | null> {
  const end = args.indexOf('--');
  if (!(end < 0 ? args : args.slice(0, end)).includes('-h')) return null;
  const name = COMMAND_NAMES.find((command) => command === args[0]) ?? DEFAULT_COMMAND;
  return shortHelp(name, (await COMMANDS[name].load()).command);
}
