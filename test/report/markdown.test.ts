import { expect, test } from 'vitest';
import { renderMarkdown } from '../../src/report/markdown/index.js';
import { errorsFirst } from '../../src/report/rows.js';
import { thousands } from '../../src/text/numbers.js';
import { aReport, compared, HOSTILE, PLAIN } from './a-report.js';
import { aDay, aSummary } from './a-summary.js';

test('the whole report, compared', async () => {
  await expect(renderMarkdown(aReport(), compared())).toMatchFileSnapshot('../data/golden/report.md');
});

test('every table has the same number of cells in each row, whatever the texts hold', () => {
  const tables = renderMarkdown(aReport(), compared())
    .split('\n\n')
    .filter((part) => part.startsWith('|'));
  expect(tables.length).toBe(4);
  for (const table of tables) {
    const cells = table.split('\n').map((line) => line.match(/(?<!\\)\|/g)!.length);
    expect(new Set(cells).size, table).toBe(1);
  }
});

test('no HTML, no control character', () => {
  const text = renderMarkdown(aReport(), compared());
  expect(HOSTILE).toContain('<script>');
  expect(text).not.toMatch(/(?<!\\)<[a-z/]/i);
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200f\u202a-\u202e]/);
});

test('empty windows are listed as zeros', () => {
  const text = renderMarkdown(
    aSummary([
      { at: Date.UTC(2026, 10, 1, 6), code: 107000 },
      { at: Date.UTC(2026, 10, 1, 9), code: 109004 },
    ]),
    PLAIN,
  );
  expect(text).toContain('| Sun 1 Nov, 07:00 to 08:00 | 0 | 0 | – |\n| Sun 1 Nov, 08:00 to 09:00 | 0 | 0 | – |');
});

test('what --top leaves out is one row', () => {
  const summary = aSummary(aDay());
  const text = renderMarkdown(summary, { ...PLAIN, top: 3 });
  const { errors, well } = errorsFirst(summary.codes);
  const rest = [...errors, ...well].slice(3).reduce((sum, { count }) => sum + count, 0);
  expect(text).toMatch(new RegExp(`\\| ${summary.codes.length - 3} more codes \\|.*\\| ${thousands(rest)} \\|`));
});

test('without events it says why', () => {
  expect(renderMarkdown(aSummary([]), PLAIN)).toContain('> **No events: no PTK code in 0 lines.**');
});
