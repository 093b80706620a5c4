/**
 * From the arguments to a command and what was typed for it, by yargs. It is imported here and nowhere else. Operands
 * are taken from `argv._` and after `--`, not declared to yargs, which would lose `-`.
 */
import { platform } from 'node:os';
import yargs, { type Argv, type Options } from 'yargs';
import { type LogscanError, usageError } from '../model/errors.js';
import { EXIT_STATUS, type ExitName } from '../model/exit-status.js';
import { VERSION } from '../model/version.js';
import type { OptionTable } from '../settings/option.js';
import { RawOptions } from '../settings/raw-options.js';
import { nearest } from '../text/nearest.js';
import { shellOf } from '../text/shell-word.js';
import { wrap } from '../text/terminal.js';
import { withBareValues } from './bare-options.js';
import type { Command } from './command.js';
import { COMMAND_NAMES, COMMANDS, type CommandName, DEFAULT_COMMAND } from './commands.js';
import type { CliContext } from './context.js';
import type { ExitMeanings } from './exit-status.js';

const PROGRAM = 'ptk-logscan';
const HELP_WIDTH = 80;
const EXIT_INDENT = 5;
const INTRODUCTION = `Finds the PTK status codes of a callback platform in its logs, says what they
mean and counts them by code and time window.
`;
/** The option by which completion scripts ask for completions. */
const COMPLETIONS = '--get-yargs-completions';
const COMPLETION = 'completion';

/** A command to run, or a text to print: help, version, completions. */
export type Parsed =
  | { readonly name: CommandName; readonly command: Command; readonly raw: RawOptions }
  | { readonly text: string };

/** @throws LogscanError `usage` for the first option that is unknown, lacks its value or has a wrong one */
export async function parse(args: readonly string[], env: CliContext['env']): Promise<Parsed> {
  if (args[0] === COMPLETION && isForPowershell(args[1], env)) {
    const { powershellCompletion } = await import('./powershell-completion.js');
    return { text: powershellCompletion(PROGRAM, COMPLETIONS) };
  }
  const loaded = await loadNamed(args);
  const completing = args[0] === COMPLETIONS;
  let called: { name: CommandName; command: Command; argv: Record<string, unknown>; operands: string[] } | null = null;
  const parser = (yargs([]) as Argv)
    .scriptName(PROGRAM)
    .usage(INTRODUCTION)
    .detectLocale(false)
    .parserConfiguration({
      'camel-case-expansion': false,
      'dot-notation': false,
      'greedy-arrays': false,
      'parse-numbers': false,
      'parse-positional-numbers': false,
      'populate--': true,
    })
    .strictOptions()
    .exitProcess(false)
    .wrap(HELP_WIDTH)
    .updateStrings({
      'Show help': 'show this help; -h: examples and the usual options',
      'Show version number': 'show the version',
    })
    .version(args.includes('--version') ? VERSION : '')
    .help('help')
    .completion(COMPLETION, 'print a script for bash, zsh or powershell: it completes commands, options and values')
    .fail((message, error) => {
      throw error instanceof Error && error.name !== 'YError' ? error : problem(message, args, loaded);
    });
  for (const name of COMMAND_NAMES) {
    const command = loaded.get(name);
    // yargs looks for its own completion command only where no command stands in for an unknown word.
    const isDefault = name === DEFAULT_COMMAND && args[0] !== COMPLETION;
    parser.command({
      command: isDefault ? [name, '$0'] : name,
      describe: COMMANDS[name].summary,
      builder: (inner: Argv) => (command === undefined ? inner : describe(inner, name, command, completing)),
      handler: (argv) => {
        const words = argv._.map(String);
        const after = (argv['--'] as string[] | undefined) ?? [];
        // The command's own name comes first where it was typed.
        if (words[0] === name) words.shift();
        if (command !== undefined) called = { name, command, argv, operands: [...words, ...after] };
      },
    });
  }
  const defaultCommand = loaded.get(DEFAULT_COMMAND);
  const named = COMMAND_NAMES.some((name) => args.includes(name));
  if (completing && !named && defaultCommand !== undefined)
    parser.options(yargsOptions(defaultCommand.options, completing));
  let text = '';
  const valued = withBareValues(
    args,
    [...loaded.values()].map(({ options }) => options),
  );
  parser.parse(spelledOut(withCommand(valued)), {}, (_error, _argv, output) => {
    text = output;
  });
  if (called === null) return { text: `${text}\n` };
  const { name, command, argv, operands }: NonNullable<typeof called> = called;
  return { name, command, raw: new RawOptions(argv, operands, env, command.options) };
}

/** @throws LogscanError `usage` for a shell that there is no script for */
function isForPowershell(shell: string | undefined, env: CliContext['env']): boolean {
  if (shell === undefined) return shellOf(env, platform()) !== 'posix';
  if (shell === 'powershell') return true;
  // Which of these two it is yargs finds out by the environment.
  if (shell === 'bash' || shell === 'zsh' || shell.startsWith('-')) return false;
  throw usageError(`${COMPLETION}: expected bash, zsh or powershell; got ${JSON.stringify(shell)}`);
}

/**
 * Where the default command is meant its name is put in front: before yargs knows the command, the value of `--last -2h` is
 * a cluster of options to it, one of which asks for help.
 */
function withCommand(args: readonly string[]): readonly string[] {
  const others: readonly string[] = [...COMMAND_NAMES, COMPLETION, COMPLETIONS, '--help', '-h', '--version'];
  return args.some((arg) => others.includes(arg)) ? args : [DEFAULT_COMMAND, ...args];
}

const SWITCHES_NO = ['--no-new-codes', '--no-auth'];

/** yargs takes `--no-x` for the opposite of `--x`. A switch whose name is such is given its value, which yargs takes first. */
function spelledOut(args: readonly string[]): string[] {
  const end = args.indexOf('--');
  return args.map((arg, i) => (SWITCHES_NO.includes(arg) && (end < 0 || i < end) ? `${arg}=true` : arg));
}

/** The commands that the arguments may mean: the one named first, else the default one and any named further on. */
async function loadNamed(args: readonly string[]): Promise<Map<CommandName, Command>> {
  const named = COMMAND_NAMES.filter((name) => args.includes(name));
  const first = COMMAND_NAMES.find((name) => name === args[0]);
  const names = first !== undefined ? [first] : new Set([...named, DEFAULT_COMMAND]);
  const loaded = new Map<CommandName, Command>();
  for (const name of names) loaded.set(name, (await COMMANDS[name].load()).command);
  return loaded;
}

function describe(parser: Argv, name: CommandName, command: Command, completing: boolean): Argv {
  const described = parser
    .usage(`Usage: $0 ${name === DEFAULT_COMMAND ? `[${name}]` : name} [OPTIONS] ${command.operands}`)
    .options(yargsOptions(command.options, completing));
  for (const [call, summary] of command.examples) described.example(call, summary);
  return described.epilogue(
    [...(command.notes === undefined ? [] : [command.notes]), exitText(command.exits)].join('\n'),
  );
}

/** A line for each exit status, and the lines that it goes on in. */
function exitText(exits: ExitMeanings): string {
  const rows = Object.entries(exits).map(([name, meaning]) => {
    const [first, ...rest] = wrap(meaning, HELP_WIDTH - EXIT_INDENT);
    const margin = ' '.repeat(EXIT_INDENT);
    return [`  ${EXIT_STATUS[name as ExitName]}  ${first}`, ...rest.map((line) => margin + line)].join('\n');
  });
  return ['Exit status:', ...rows].join('\n');
}

/** yargs gets the choices for completion only: the commands check values, also those from the environment. */
function yargsOptions(table: OptionTable, completing: boolean): Record<string, Options> {
  return Object.fromEntries(
    Object.entries(table).map(([name, { describe, isSwitch, short, choices, default: byDefault, group }]) => [
      name,
      {
        describe,
        ...(isSwitch ? { type: 'boolean' as const } : { nargs: 1, requiresArg: true }),
        ...(short === undefined ? {} : { alias: short }),
        ...(choices === undefined || !completing ? {} : { choices }),
        ...(byDefault === undefined ? {} : { defaultDescription: byDefault }),
        ...(group === undefined ? {} : { group }),
      },
    ]),
  );
}

/** yargs' messages have several lines and its own words; here they become one line in ours. */
function problem(message: string, args: readonly string[], loaded: ReadonlyMap<CommandName, Command>): LogscanError {
  const unknown = /^Unknown arguments?: ([^,]+)/.exec(message)?.[1];
  if (unknown !== undefined) {
    const raw = args.find((arg) => arg.replace(/^-+|=.*$/gs, '') === unknown && arg.startsWith('-'));
    const options = [...loaded.values()].flatMap(({ options }) => Object.keys(options));
    const meant = nearest(unknown, [...options, 'help', 'version']);
    return usageError(
      `unknown option ${raw?.replace(/=.*$/s, '') ?? dashed(unknown)}`,
      meant === null ? `${helpOf(args)} lists the options` : `did you mean --${meant}?`,
    );
  }
  const missing = /^Not enough arguments following: (.+)/.exec(message)?.[1];
  if (missing !== undefined) return usageError(`${dashed(missing)}: expected a value; got none`);
  return usageError(message.replace(/\s+/g, ' ').trim());
}

/** `-o`, `--output`: an option as it is typed. */
function dashed(name: string): string {
  return `${name.length === 1 ? '-' : '--'}${name}`;
}

function helpOf(args: readonly string[]): string {
  const name = COMMAND_NAMES.find((command) => command === args[0] && command !== DEFAULT_COMMAND);
  return [PROGRAM, ...(name === undefined ? [] : [name]), '--help'].join(' ');
}
