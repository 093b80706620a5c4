/** Suggests a `--pattern` for numbers that no rule takes, made from the text before the first of them. */
import { readLine } from '../reference/line.js';
import { commandWords, type GivenOption } from './command.js';
import { textOf } from './excerpt.js';
import type { SourceStats } from './source-stats.js';
import { changeOf, lost } from './trial.js';

/** The pattern has at most 16 characters before the number; the number is looked for in at most this many lines. */
const BEFORE = /[^\d\r\n]{0,16}$/;
const REACH = 64;
const MOST_LINES = 20;

/** The option as it is typed, and on how many of the kept lines it takes a code; null where there is none. */
export function patternThatTakes({ codeTrial, context }: SourceStats): { words: string; lines: number } | null {
  // It would replace the format that was given.
  if (context.format !== null) return null;
  for (const line of codeTrial.lines.slice(0, MOST_LINES)) {
    const refused = readLine(Buffer.from(line, 'latin1'), context.rules).candidates.find(({ accepted }) => !accepted);
    if (refused === undefined) continue;
    const before = BEFORE.exec(textOf(line, refused.offset - REACH, refused.offset))![0];
    // A number in brackets behind a program's name is a process id.
    if (/\w\[$/.test(before)) continue;
    // Without a word before the number, the pattern would take numbers of every kind.
    if (before.includes('\ufffd') || !/\p{L}/u.test(before)) return null;
    const start = refused.offset === Buffer.byteLength(before) ? '^' : '';
    // Without lookaround, which takes a thread of its own.
    const pattern = `${start}${before.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}(?<code>\\d{6})(?:\\D|$)`;
    const options: GivenOption[] = [['pattern', pattern]];
    const after = codeTrial.after(changeOf(options, context)!);
    const count = (each: (typeof after)[number]) => each.labelled.size + each.catalogueOnly.size;
    const lines = after.filter((each, i) => count(each) > count(codeTrial.before[i]!)).length;
    const isWorse =
      lost(codeTrial.before, after) > 0 || after.some((each, i) => count(each) < count(codeTrial.before[i]!));
    return lines === 0 || isWorse ? null : { words: commandWords(options), lines };
  }
  return null;
}
