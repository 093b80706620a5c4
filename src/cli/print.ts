/** Standard output: what a command writes to it goes through here. */
import { LogscanError } from '../model/errors.js';
import { forPeople } from '../text/for-people.js';
import { plainMarks } from '../text/plain-marks.js';
import type { CliContext } from './context.js';

/**
 * Writes whole lines for people to read.
 * @throws LogscanError `output` where standard output is closed
 */
export async function print(text: string, context: CliContext): Promise<void> {
  await printDocument(plain(text, context), context);
}

/**
 * Writes a document that is read by people and keeps its characters, as Markdown.
 * @throws LogscanError `output` where standard output is closed
 */
export async function printDocument(text: string, context: CliContext): Promise<void> {
  await printData(forPeople(text), context);
}

/**
 * Writes a document for programs, as it is: its own form escapes what it holds.
 * @throws LogscanError `output` where standard output is closed
 */
export async function printData(text: string, context: CliContext): Promise<void> {
  needStdout(context);
  await context.stdout.write(text);
}

/**
 * Writes a binary document.
 * @throws LogscanError `output` where standard output is closed
 */
export async function printBytes(bytes: Uint8Array, context: CliContext): Promise<void> {
  needStdout(context);
  await context.stdout.write(bytes);
}

/** Writes whole lines about a run whose result is a file or the exit status: where standard output is closed, nobody asked. */
export async function tell(text: string, context: CliContext): Promise<void> {
  await context.stdout.write(forPeople(plain(text, context)));
}

function plain(text: string, { stdout }: CliContext): string {
  return stdout.isAscii ? plainMarks(text) : text;
}

/** @throws LogscanError `output` where standard output is closed: a result would be lost without a word */
export function needStdout(context: CliContext): void {
  if (context.stdout.isClosed) throw new LogscanError('output', 'standard output: is closed');
}
