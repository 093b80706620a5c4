/** A first word that is neither a command nor a file was probably meant to be a command. */
import { lstatSync } from 'node:fs';
import { usageError } from '../model/errors.js';
import { nearest } from '../text/nearest.js';
import { COMMAND_NAMES } from './commands.js';

const LOOKS_LIKE_A_COMMAND = /^[a-z]{3,12}$/;

/** @throws LogscanError `usage` for the first operand of a call without a command that is nearly the name of one */
export function refuseMistypedCommand([word]: readonly string[]): void {
  if (word === undefined || !LOOKS_LIKE_A_COMMAND.test(word) || isThere(word)) return;
  const meant = nearest(word, [...COMMAND_NAMES, 'help', 'completion']);
  if (meant === null) return;
  throw usageError(`${word}: expected a command or a file; got neither`, `did you mean ptk-logscan ${meant}?`);
}

function isThere(name: string): boolean {
  try {
    return lstatSync(name, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return true;
  }
}
