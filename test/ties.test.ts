/** Rows of equal counts have a fixed order in every form, in whatever order files and their lines are read. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callIn } from './cli/in-process.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Of several categories, severities and faults: twice each in each file. */
const CODES = [109004, 107000, 108005, 107014, 109999, 109002, 108001, 106000, 109016];
const TENANTS = ['demo', 'acme', 'zeta'];
const FILES = ['b.log', 'a.log', 'c.log'];
const FORMS = ['json', 'csv', 'md', 'html', 'prom', 'ndjson', 'txt', 'parquet'];

function linesOf(file: number): string[] {
  return CODES.flatMap((code, i) =>
    TENANTS.map((tenant, j) => {
      const minute = String((i * 7 + j * 11 + file * 13) % 60).padStart(2, '0');
      return `2026-11-01 ${String(9 + file).padStart(2, '0')}:${minute}:00 code=${code} tenant=${tenant}\n`;
    }),
  );
}

/** All forms of one reading: of the files in an order, each with its lines in an order. */
async function formsOf(
  name: string,
  files: readonly string[],
  order: (lines: string[]) => string[],
  args: readonly string[],
): Promise<Record<string, string>> {
  for (const [i, file] of FILES.entries()) writeFileSync(join(folder, file), order(linesOf(i)).join(''));
  const outputs = FORMS.flatMap((form) => ['-o', `${name}.${form}`]);
  const ended = await callIn(folder, [...args, '--tz', 'UTC', ...outputs, ...files]);
  expect(ended).toEqual({ status: 0, stdout: '', stderr: '' });
  return Object.fromEntries(
    FORMS.map((form) => [form, readFileSync(join(folder, `${name}.${form}`), 'latin1')] as const),
  );
}

const sorted = (items: readonly (string | number)[]) => [...items].sort();

describe.each([
  ['codes', ['--by', 'code,tenant']],
  ['categories', ['--by', 'category']],
  ['severities', ['--by', 'severity']],
  ['faults', ['--by', 'fault,tenant']],
  ['fewer rows than there are', ['--by', 'tenant', '--top', '3', '--max-groups', '2']],
])('%s', (_name, args) => {
  test('are in the same order, whatever was read first', async () => {
    const first = await formsOf('one', FILES, (lines) => lines, args);
    const { codes, categories, faults, groups, sources } = JSON.parse(Buffer.from(first.json!, 'latin1').toString());
    expect(codes.map(({ code }: { code: number }) => code)).toEqual(sorted(CODES));
    for (const counts of [categories, faults] as Record<string, number>[]) {
      const rows = Object.entries(counts).map(([key, n]) => [999 - n, key] as const);
      expect(rows).toEqual([...rows].sort(([a, x], [b, y]) => a - b || (x < y ? -1 : 1)));
      // Some are alike.
      expect(new Set(rows.map(([n]) => n)).size).toBeLessThan(rows.length);
    }
    expect(sources.map(({ name }: { name: string }) => name)).toEqual(sorted(FILES));
    if (groups !== undefined) {
      const values = groups.rows.map((row: { values: string[] }) => row.values[0]);
      expect(values).toEqual(sorted(TENANTS).slice(0, values.length));
    }
    const others = [
      await formsOf('two', [...FILES].reverse(), (lines) => lines, args),
      await formsOf('three', FILES, (lines) => lines.reverse(), args),
      await formsOf('four', ['c.log', 'b.log', 'a.log'], (lines) => [...lines.slice(13), ...lines.slice(0, 13)], args),
    ];
    for (const forms of others) for (const form of FORMS) expect(forms[form], form).toBe(first[form]);
  });
});
