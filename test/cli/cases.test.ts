import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CASES, type Case } from './cases.js';
import { CHECK_CASES } from './check-cases.js';
import { FILTER_CASES } from './filter-cases.js';
import { callHere } from './in-process.js';
import { LIMIT_CASES } from './limit-cases.js';
import { type Ended, ended, start } from './program.js';
import { SPAN_CASES } from './span-cases.js';
import { SUMMARY_CASES } from './summary-cases.js';

const ALL = [...CASES, ...SUMMARY_CASES, ...SPAN_CASES, ...FILTER_CASES, ...LIMIT_CASES, ...CHECK_CASES];
/** One of so many of the others is a process of its own, too. */
const SOME = 8;
/** Standard input is a process's own. */
const isStarted = ({ input }: Case, i: number) => input !== undefined || i % SOME === 0;
const named = (cases: readonly Case[]) => cases.map((each) => [each.name, each] as const);

describe.concurrent('the program', () => {
  test.each(named(ALL.filter(isStarted)))('%s', (_name, each) =>
    inFolder(each, (folder) => {
      const child = start(each.args, { cwd: folder, env: each.env ?? {} });
      // A call that is wrong may end before it has been given everything.
      child.stdin.on('error', () => {});
      child.stdin.end(each.input ?? '');
      return ended(child);
    }),
  );
});

describe('a call in this process', () => {
  const here = process.cwd();
  test.each(named(ALL.filter((each, i) => !isStarted(each, i))))('%s', (_name, { args, env = {}, ...rest }) =>
    inFolder({ args, env, ...rest }, (folder) => {
      process.chdir(folder);
      return callHere(args, env).finally(() => process.chdir(here));
    }),
  );
});

/** Whether a case holds. @param call in this folder, which has the case's files */
async function inFolder(each: Case, call: (folder: string) => Promise<Ended>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'ptk-logscan-'));
  try {
    for (const [name, text] of Object.entries(each.files ?? {})) await writeFile(join(folder, name), text);
    const before = await readdir(folder);
    const { status, stdout, stderr } = await call(folder);
    holds(stderr, each.stderr);
    holds(stdout, each.stdout);
    expect(status).toBe(each.status);
    await filesHold(folder, before, each.after ?? {});
  } finally {
    await rm(folder, { recursive: true });
  }
}

function holds(text: string, expected: Case['stdout']): void {
  if (expected === undefined) return;
  if (typeof expected === 'string') expect(text).toBe(expected);
  else
    for (const part of expected)
      expect(text).toEqual(typeof part === 'string' ? expect.stringContaining(part) : expect.stringMatching(part));
}

/** Beside what the case says there is no new file: nothing half-written stays behind. */
async function filesHold(folder: string, before: readonly string[], after: NonNullable<Case['after']>): Promise<void> {
  for (const [name, expected] of Object.entries(after)) {
    const text = await readFile(join(folder, name), 'utf8').catch(() => null);
    if (expected instanceof RegExp) expect(text).toMatch(expected);
    else expect(text).toBe(expected);
  }
  expect((await readdir(folder)).filter((name) => !before.includes(name) && !(name in after))).toEqual([]);
}
