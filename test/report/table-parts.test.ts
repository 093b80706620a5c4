import { describe, expect, test } from 'vitest';
import { canvas } from '../../src/report/table/canvas.js';
import { changesTable } from '../../src/report/table/changes.js';
import { lineGroupsTable } from '../../src/report/table/line-groups.js';
import { width } from '../../src/text/terminal.js';
import { aReport, compared } from './a-report.js';
import { aDay, aSummary } from './a-summary.js';

const ALL = { top: null, most: Infinity };
const comparison = compared().comparison!;

test('both, for a terminal of 100 columns', async () => {
  const on = canvas(100, false);
  const text = [...lineGroupsTable(aReport(), ALL, on), '', ...changesTable(comparison, on), ''].join('\n');
  await expect(text).toMatchFileSnapshot('../data/golden/table-parts.txt');
});

describe.each([40, 60, 80, 120, 200])('%i columns', (columns) => {
  test('no line is wider, and colour adds styles only', () => {
    for (const part of [
      (color: boolean) => [...lineGroupsTable(aReport(), ALL, canvas(columns, color))],
      (color: boolean) => changesTable(comparison, canvas(columns, color)),
    ]) {
      const plain = part(false);
      for (const line of plain) expect(width(line), line).toBeLessThanOrEqual(columns);
      expect(part(true).map((line) => line.replace(/\x1b\[[0-9;]*m/g, ''))).toEqual(plain);
      expect(plain.join('\n')).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200f\u2028-\u202e]/);
    }
  });
});

test('groups add up to all events, and what --top leaves out is one row', () => {
  const summary = aReport();
  const counts = (top: number | null) =>
    [...lineGroupsTable(summary, { top, most: Infinity }, canvas(120, false))]
      .slice(1)
      .map((line) => Number(/ ([\d,]+) +[\d.]+% /.exec(line)![1]!.replace(',', '')));
  for (const top of [null, 1]) expect(counts(top).reduce((a, b) => a + b)).toBe(summary.totals.events);
  expect(counts(1)).toHaveLength(3);
  expect([...lineGroupsTable(aSummary(aDay()), ALL, canvas(80, false))]).toEqual([]);
});
