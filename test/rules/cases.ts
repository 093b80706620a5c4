/**
 * The rules as data: what a log holds, and what `events` must find in it. A row of test/data/rules/*.jsonl has
 * `id`, `root` (its kind), `source` (the sentence of the specification that it comes from), `input`, `args` of
 * `events`, and `want`.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Line (from 1), code, and the time in UTC; null: none before it has one; `*`: not compared. */
export type Found = readonly [line: number, code: number, time: string | null];

/** A text, or its parts: `["x", 3000]` stands for 3,000 of them. */
type Input = string | { readonly parts: readonly (string | readonly [text: string, times: number])[] };

export interface RulesCase {
  readonly id: string;
  readonly root: string;
  readonly source: string;
  readonly input: Input;
  readonly args: readonly string[];
  readonly want: readonly Found[];
}

/** The modification time of every case's file, in seconds: 2026-11-25T12:25:00Z. Times without a year rest on it. */
export const MODIFIED = 1_795_609_500;

const FILES = ['cases.jsonl', 'more-cases.jsonl'];

export const RULES_CASES: readonly RulesCase[] = FILES.flatMap((name) => {
  const file = fileURLToPath(new URL(`../data/rules/${name}`, import.meta.url));
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((row) => JSON.parse(row) as RulesCase);
});

/** The log of a case, with a last line end. */
export function logOf({ input }: RulesCase): string {
  const parts = typeof input === 'string' ? [input] : input.parts;
  const text = parts.map((part) => (typeof part === 'string' ? part : part[0].repeat(part[1]))).join('');
  return text.endsWith('\n') ? text : `${text}\n`;
}

/** The arguments of `events`, without the file. */
export function argsOf({ args }: RulesCase): string[] {
  return ['events', ...(args.includes('--tz') ? [] : ['--tz', 'UTC']), ...args];
}

/** Line and code of an event, as one number to sort by. */
const place = ([line, code]: Found) => line * 1e6 + code;
const sorted = (found: readonly Found[]) => [...found].sort((a, b) => place(a) - place(b));

/** What `events` printed, or the case wants, in the order of lines and codes. */
export function foundIn(ndjson: string): Found[] {
  const events = ndjson.split('\n').filter((row) => row !== '');
  return sorted(events.map((row) => JSON.parse(row)).map(({ line, code, time }): Found => [line, code, time]));
}

/** Null where the events are those that the case wants; else what is wrong, in two lines. */
export function mistake(each: RulesCase, got: readonly Found[]): string | null {
  const want = sorted(each.want);
  const same =
    got.length === want.length &&
    want.every((found, i) => place(found) === place(got[i]!) && (found[2] === '*' || found[2] === got[i]![2]));
  if (same) return null;
  const different = (found: Found, others: readonly Found[]) => !others.some((other) => `${other}` === `${found}`);
  const missing = JSON.stringify(want.filter((found) => different(found, got)));
  const extra = JSON.stringify(got.filter((found) => different(found, want)));
  return `${each.id}: missing ${missing} extra ${extra}\n  ${JSON.stringify(logOf(each).slice(0, 200))} ${each.args.join(' ')}`;
}
