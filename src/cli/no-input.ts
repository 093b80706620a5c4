/** A call that names no input while nothing is piped in: waiting for a person to type a log helps nobody. */
import { EXIT_STATUS, type ExitStatus } from '../model/exit-status.js';
import type { RawOptions } from '../settings/raw-options.js';
import type { CliContext } from './context.js';

const SHORT_HELP = `Usage: ptk-logscan [COMMAND] [OPTIONS] [FILE…]

Finds the PTK status codes of a callback platform in its logs, says what they
mean and counts them by code and time window.

  ptk-logscan callback.log          a file
  cat callback.log | ptk-logscan    standard input
  ptk-logscan codes                 what the codes mean
  ptk-logscan --help                everything else
`;

export function hasNoInput(raw: RawOptions, context: CliContext): boolean {
  return raw.operands.length === 0 && context.stdin.isTerminal;
}

/** @returns the exit status */
export function shortHelp(context: CliContext): ExitStatus {
  context.warn('expected FILE, or a log on standard input; got neither', SHORT_HELP.split('\n'));
  return EXIT_STATUS.usage;
}
