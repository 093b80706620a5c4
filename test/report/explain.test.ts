import { expect, test } from 'vitest';
import { BUILT_IN } from '../../src/catalogue/catalogue.js';
import { renderExplanation } from '../../src/report/explain.js';
import { width } from '../../src/text/terminal.js';

const catalogue = BUILT_IN.all();
const codes = (...numbers: number[]) => numbers.map((code) => BUILT_IN.get(code));

test('codes of every kind', async () => {
  const text = renderExplanation(codes(107000, 107012, 107003, 108005, 109004, 109877), {
    width: 80,
    color: false,
    catalogue,
  });
  await expect(text).toMatchFileSnapshot('../data/golden/explain.txt');
});

test.each([1, 40, 57, 80, 200])('at %i columns every code fits and says everything', (columns) => {
  for (const code of catalogue) {
    const text = renderExplanation([code], { width: columns, color: false, catalogue });
    for (const line of text.split('\n')) expect(width(line)).toBeLessThanOrEqual(Math.max(40, columns));
    for (const label of ['How bad', 'Whose fault', 'What to do', 'Neighbours']) expect(text).toContain(`\n${label} `);
    expect(text.replace(/\s/g, '')).toContain(code.description.replace(/\s/g, ''));
  }
});

test('colour adds styles and nothing else', () => {
  const options = { width: 80, catalogue };
  const coloured = renderExplanation(codes(109004), { ...options, color: true });
  expect(coloured).toContain('\x1b[');
  expect(coloured.replace(/\x1b\[[0-9;]*m/g, '')).toBe(renderExplanation(codes(109004), { ...options, color: false }));
});

test('no control or direction mark gets through', () => {
  const hostile = { ...BUILT_IN.get(107000), name: '\x1b[31mred\u202e', description: '\x07\u2066bell' };
  const text = renderExplanation([hostile], { width: 80, color: false, catalogue: [hostile, ...catalogue] });
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/);
});
