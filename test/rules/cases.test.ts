/** Every row of test/data/rules, by kind. What is wrong is listed, all of it. */
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fileName } from '../../src/text/file-name.js';
import { ended, start } from '../cli/program.js';
import { argsOf, foundIn, logOf, MODIFIED, mistake, RULES_CASES, type RulesCase } from './cases.js';
import { type Run, runHere } from './events-of.js';

const folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-rules-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The log of a case as a file, with the modification time that all of them have. */
function fileOf(each: RulesCase): string {
  const file = join(folder, `${each.id}.log`);
  writeFileSync(file, logOf(each));
  utimesSync(file, MODIFIED, MODIFIED);
  return file;
}

test('every case has a name of its own and says what it wants', () => {
  const ids = RULES_CASES.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const each of RULES_CASES) {
    const lines = logOf(each).split('\n');
    for (const [line, code] of each.want) expect(lines[line - 1], each.id).toContain(String(code));
  }
});

describe('in this process', () => {
  const kinds = groupedBy(RULES_CASES, ({ root }) => root);
  const results = new Map<string, Run>();

  // Every file is a source of its own, so that all with the same options are read by one call.
  beforeAll(async () => {
    for (const [, cases] of groupedBy(RULES_CASES, ({ args }) => args.join(' '))) {
      const files = cases.map(fileOf);
      const { status, stdout, stderr } = await runHere([...argsOf(cases[0]!), ...files]);
      const rows = groupedBy(stdout.trimEnd().split('\n'), (row) => (row === '' ? '' : JSON.parse(row).source));
      for (const [i, { id }] of cases.entries()) {
        results.set(id, { status, stdout: (rows.get(fileName(files[i]!)) ?? []).join('\n'), stderr });
      }
    }
  });

  test.each([...kinds].sort(([a], [b]) => (a < b ? -1 : 1)))('%s', (_kind, cases) => {
    const wrong = cases.map((each) => {
      const { status, stdout, stderr } = results.get(each.id)!;
      return status === 0 ? mistake(each, foundIn(stdout)) : `${each.id}: exit status ${status}: ${stderr}`;
    });
    expect(wrong.filter((told) => told !== null)).toEqual([]);
  });
});

function groupedBy<T>(all: readonly T[], key: (each: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const each of all) {
    const group = groups.get(key(each)) ?? [];
    groups.set(key(each), group);
    group.push(each);
  }
  return groups;
}

describe.concurrent('in a process of its own', () => {
  // Some of each sort: long lines, columns, escapes, colours, zones.
  const some = ['pid-syslog2', 'nul-hole', 'ansi-01', 'escape-01', 'column-01', 'list-19', 'zone-39', 'json-90'];

  test.each(some)('%s', async (id) => {
    const each = RULES_CASES.find((other) => other.id === id)!;
    const child = start([...argsOf(each), fileOf(each)], { cwd: folder });
    child.stdin.end();
    const { status, stdout, stderr } = await ended(child);
    expect({ status, stderr, mistake: mistake(each, foundIn(stdout)) }).toEqual({
      status: 0,
      stderr: '',
      mistake: null,
    });
  });
});
