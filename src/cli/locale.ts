import type { CliContext } from './context.js';

/**
 * Whether what is written may be shown by something that knows ASCII only, by the locale's character set. Where no locale is
 * set, a terminal is taken at POSIX's word, whose locale then is C; a pipe is not, as in builds and cron: what reads it is
 * not known, and UTF-8 is what nearly all read.
 *
 * Windows sets none, and hands over characters whatever the console's code page is; but the fonts of its old console are
 * without most of the signs. There they are shown in terminals that are known to have them.
 */
export function isAsciiOnly(env: CliContext['env'], platform: string, isTerminal: boolean): boolean {
  // POSIX: the first that is set and not empty.
  const locale = [env.LC_ALL, env.LC_CTYPE, env.LANG].find(isSet);
  if (platform === 'win32') return isTerminal && !isModernTerminal(env) && !/utf-?8/i.test(locale ?? '');
  return locale === undefined ? isTerminal : !/utf-?8/i.test(locale);
}

/** Windows Terminal, those of editors, ConEmu, and those that come from Unix. */
function isModernTerminal(env: CliContext['env']): boolean {
  return [env.WT_SESSION, env.TERM_PROGRAM, env.TERMINAL_EMULATOR, env.ConEmuANSI, env.TERM].some(isSet);
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}
