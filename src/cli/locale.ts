import type { CliContext } from './context.js';

/**
 * Whether what is written may be shown by something that knows ASCII only, by the locale's character set. Where no locale is
 * set, a terminal is taken at POSIX's word, whose locale then is C; a pipe is not, as in builds and cron: what reads it is
 * not known, and UTF-8 is what nearly all read.
 */
export function isAsciiOnly(env: CliContext['env'], platform: string, isTerminal: boolean): boolean {
  if (platform === 'win32') return false;
  // POSIX: the first that is set and not empty.
  const locale = [env.LC_ALL, env.LC_CTYPE, env.LANG].find((value) => value !== undefined && value !== '');
  return locale === undefined ? isTerminal : !/utf-?8/i.test(locale);
}
