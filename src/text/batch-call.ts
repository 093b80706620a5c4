/**
 * Calls of batch files, which cmd.exe runs. It takes its own signs out of the arguments a second time when the file uses
 * them, so that no way of quoting is safe: words with such signs are refused.
 */
import { windowsWord } from './shell-word.js';

/** What cmd.exe or a batch file would not take as it is. */
const SIGNS = /[&|<>^%!"()\r\n]/;

export function isBatchFile(program: string): boolean {
  return /\.(?:bat|cmd)$/i.test(program);
}

/** The first sign in these words that cmd.exe would read; null: there is none. */
export function cmdSignIn(words: readonly string[]): string | null {
  for (const word of words) {
    const [sign] = SIGNS.exec(word) ?? [];
    if (sign !== undefined) return sign;
  }
  return null;
}

/** The arguments of cmd.exe that run a batch file, as they are to stand on its command line. */
export function batchCall(file: string, words: readonly string[]): string[] {
  // `/d`: no commands of the registry first; `/s`: only the outer quotes are taken away.
  return ['/d', '/s', '/c', `"${[`"${file}"`, ...words.map(windowsWord)].join(' ')}"`];
}
