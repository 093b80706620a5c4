/** The size of a result, and whether it has colours. */

import type { OptionTable } from '../settings/option.js';
import { oneOf } from '../settings/parse-values.js';
import type { RawOptions } from '../settings/raw-options.js';
import type { CliContext } from './context.js';

/** Columns and rows where there is no terminal, or it does not say. */
const DEFAULT = { width: 80, height: 24 };
const COLOR_CHOICES = ['auto', 'always', 'never'] as const;

export const COLOR_OPTION: OptionTable = {
  color: {
    describe: 'auto (on a terminal), always, never',
    choices: COLOR_CHOICES,
    default: 'auto',
    group: 'Output:',
  },
};

/**
 * @param toTerminal whether the result goes to standard output, not to a file
 */
export function terminalStyle(
  raw: RawOptions,
  context: CliContext,
  toTerminal: boolean,
): { width: number; height: number; color: boolean } {
  const given = raw.value('color');
  const choice = given === null ? 'auto' : oneOf(given, COLOR_CHOICES);
  const onTerminal = toTerminal && context.stdout.isTerminal;
  return {
    width: (onTerminal ? context.stdout.columns : null) ?? DEFAULT.width,
    height: (onTerminal ? context.stdout.rows : null) ?? DEFAULT.height,
    color: choice === 'auto' ? autoColor(context.env, onTerminal) : choice === 'always',
  };
}

/** As no-color.org and force-color.org ask: `FORCE_COLOR` over `NO_COLOR` over what the terminal is. */
function autoColor(env: CliContext['env'], onTerminal: boolean): boolean {
  const force = env.FORCE_COLOR;
  if (force !== undefined && force !== '') return force !== '0' && force !== 'false';
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return false;
  return onTerminal && env.TERM !== 'dumb';
}
