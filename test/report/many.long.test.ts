/** Summaries larger than a call has room for arguments: no list of theirs is spread into one. */
import { expect, test } from 'vitest';
import { SUMMARY_FORMATS } from '../../src/report/formats.js';
import { SUMMARY_RENDERERS } from '../../src/report/index.js';
import { aSummary } from './a-summary.js';

/** Spreading a list fails from about 120,000 on. */
const MANY = 130_000;
const AT = Date.parse('2026-11-01T00:00:00Z');
const SUMMARY = aSummary([{ at: AT, code: 109004, times: MANY }], {
  window: '1s',
  sources: Array.from({ length: MANY }, (_, i) => ({ name: `${i}.log`, bytes: 1, lines: 1, events: 1, error: 'gone' })),
});
const [WINDOW] = SUMMARY.windows;
const LARGE = {
  ...SUMMARY,
  windows: Array.from({ length: MANY }, (_, i) => {
    const at = (seconds: number) => new Date(AT + seconds * 1000).toISOString().replace('Z', '+00:00');
    return { ...WINDOW!, start: at(i), end: at(i + 1), events: 1, errors: 1 };
  }),
  groups: {
    by: ['tenant'],
    rows: Array.from({ length: MANY }, (_, i) => ({ ...WINDOW!, values: [`t${i}`], codes: {} })),
    other: null,
  },
};

// `csv` is `csv-windows`.
test.each(SUMMARY_FORMATS.filter((format) => format !== 'csv'))('%s', async (format) => {
  const render = await SUMMARY_RENDERERS[format]();
  const options = {
    width: 100,
    color: false,
    by: 'code',
    top: null,
    comparison: null,
    notices: [],
    describe: () => '',
  };
  let length = 0;
  for (const part of render(LARGE as never, options as never)) length += part.length;
  // It has one code.
  expect(length).toBeGreaterThan(format === 'csv-codes' ? 200 : 500);
});
