/** One line for the doctor to explain: given as an option, or read from standard input. */
import { usageError } from '../../model/errors.js';
import type { RawOptions } from '../../settings/raw-options.js';
import type { CliContext } from '../context.js';

const STDIN = '-';

/**
 * `--line`: its text, `-` for the first line of standard input, or null.
 * @throws LogscanError `usage` for more than one line, or for a file beside it
 */
export function lineOption(raw: RawOptions): string | null {
  const given = raw.value('line');
  if (given === null) return null;
  const { label, text } = given;
  if (raw.operands.length > 0) {
    throw usageError(`${label}: expected without FILE; got ${JSON.stringify(raw.operands[0])} too`);
  }
  const lines = text.replace(/\n$/, '').split('\n').length;
  if (lines > 1) {
    throw usageError(`${label}: expected one line; got ${lines}`, 'several are explained as a log on standard input');
  }
  return text;
}

export function isFromStdin(line: string | null): boolean {
  return line === null || line === STDIN;
}

/** The line's bytes, one character each. */
export async function lineBytes(line: string, context: CliContext): Promise<string> {
  return line === STDIN ? firstLine(context) : Buffer.from(line, 'utf8').toString('latin1');
}

async function firstLine(context: CliContext): Promise<string> {
  let text = '';
  for await (const chunk of context.stdin.open()) {
    text += Buffer.from(chunk).toString('latin1');
    const end = text.indexOf('\n');
    if (end >= 0) return text.slice(0, end);
  }
  return text;
}
