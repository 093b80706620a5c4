/**
 * Reads the calls that nearly everybody makes, `[command] [--option value | --switch | FILE]…`, without yargs, which
 * takes as long to load and set up as a small log takes to scan. All other calls (help, versions, `--`, mistakes, short
 * options run together) are left to yargs. A property test checks that both give the same result, but for
 * one thing: quotes around a value are part of it here, while yargs takes them off.
 */
import type { OptionTable } from '../settings/option.js';
import { RawOptions } from '../settings/raw-options.js';
import { withBareValues } from './bare-options.js';
import { COMMAND_NAMES, COMMANDS, type CommandName, DEFAULT_COMMAND } from './commands.js';
import type { CliContext } from './context.js';
import type { Parsed } from './parse.js';

/** Null: ask yargs. */
export async function fastParse(args: readonly string[], env: CliContext['env']): Promise<Parsed | null> {
  const first = args[0];
  if (first === 'completion') return null;
  const named = COMMAND_NAMES.find((name) => name === first);
  const name: CommandName = named ?? DEFAULT_COMMAND;
  const { command } = await COMMANDS[name].load();
  const words = withBareValues(named === undefined ? args : args.slice(1), [command.options]);
  const read = readPlainly(words, command.options);
  if (read === null) return null;
  // A command's name behind an option is a command all the same: who means a file says `./codes`.
  if (named === undefined && isCommand(read.operands[0])) return null;
  return { name, command, raw: new RawOptions(read.values, read.operands, env, command.options) };
}

type Values = Record<string, string | string[] | true>;

function readPlainly(args: readonly string[], options: OptionTable): { values: Values; operands: string[] } | null {
  const names = new Map<string, string>(
    Object.entries(options).flatMap(([name, { short }]) => [
      [`--${name}`, name] as const,
      ...(short === undefined ? [] : [[`-${short}`, name] as const]),
    ]),
  );
  const values: Values = {};
  const operands: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    if (arg === '-' || !arg.startsWith('-')) {
      if (arg === '') return null;
      operands.push(arg);
      continue;
    }
    const [, raw, written] = /^(--[a-z-]+)=(.*)$/s.exec(arg) ?? [null, arg, null];
    const name = names.get(raw!);
    if (name === undefined) return null;
    if (options[name]!.isSwitch) {
      const next = args[i + 1];
      if (written !== null || next === 'true' || next === 'false') return null;
      values[name] = true;
      continue;
    }
    const value = written ?? args[++i];
    if (value === undefined || value === '' || value.startsWith('-')) return null;
    const before = values[name];
    values[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [String(before)]), value];
  }
  return { values, operands };
}

function isCommand(word: string | undefined): boolean {
  return word === 'completion' || COMMAND_NAMES.some((name) => name === word);
}
