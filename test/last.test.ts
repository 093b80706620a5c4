/** `--last`: what is read once, as it comes, gives the very summary of files that are looked through twice. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { BUILT_IN } from '../src/catalogue/catalogue.js';
import type { RunContext } from '../src/model/plan.js';
import { type Plan, runScan } from '../src/pipeline.js';
import { decideLast } from '../src/settings/last-span.js';
import { zoneOf } from '../src/time/zone.js';
import { rulesOf } from './rules/rules-of.js';

const folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** How many sets of random logs are compared; more with PTK_LOGSCAN_TEST_LOGS. */
const LOGS = Number(process.env.PTK_LOGSCAN_TEST_LOGS ?? 50);
const START = Date.parse('2026-11-01T00:00:00Z');
const MINUTE = 60_000;

const PLAN: Plan = {
  files: [],
  recursive: false,
  timeZone: zoneOf('UTC'),
  window: 'auto',
  since: null,
  until: null,
  last: null,
  spanOptions: '--last 2h',
  codes: null,
  categories: null,
  severities: null,
  count: 'lines',
  rules: rulesOf({ year: 2026 }),
  format: null,
  catalogue: BUILT_IN,
  groupKeys: [],
  where: [],
  maxGroups: 1000,
  workers: null,
};

/** What was told of a run, with its summary. */
async function scanned(plan: Plan, isDecided: boolean): Promise<unknown> {
  const warnings: string[] = [];
  const run: RunContext = {
    warn: (text) => warnings.push(text),
    signal: new AbortController().signal,
    now: () => START + 36 * 60 * MINUTE,
  };
  const summary = await runScan(isDecided ? await decideLast(plan, run) : plan, run);
  return { summary, warnings };
}

const line = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      // Late ones, and stretches so dense that many fall together.
      at: fc.oneof(fc.nat(48 * 60 * MINUTE), fc.nat(600 * MINUTE), fc.integer({ min: 2e8 - 9, max: 2e8 })),
      code: fc.constantFrom(107000, 109004, 108001, 107999),
      tenant: fc.constantFrom('', ' tenant=north', ' tenant=south', ' tenant="Z\\u00fcrich"', ' tenant=Zürich'),
    }),
  },
  { weight: 1, arbitrary: fc.constant(null) },
);
const log = fc.array(line, { maxLength: 60, size: 'max' }).map((lines) =>
  lines
    .map((each) => {
      if (each === null) return 'no time, code=109011 tenant=none\n';
      const time = new Date(START + each.at).toISOString();
      return `${time}${each.tenant} code=${each.code}\n`;
    })
    .join(''),
);

test('a pipe gives what a file gives', { timeout: 600_000 }, async () => {
  const plans = fc.record({
    last: fc.oneof(fc.constantFrom(1, 2, 10, 2 * 60 * MINUTE, 12 * 60 * MINUTE), fc.integer({ min: 1, max: 2e8 })),
    window: fc.constantFrom<Plan['window']>('auto', { n: 1, unit: 'h' }, { n: 1, unit: 'd' }),
    codes: fc.constantFrom(null, null, new Set([107000, 109011])),
    until: fc.constantFrom(null, null, START + 30 * 60 * MINUTE),
    groupKeys: fc.constantFrom<readonly string[]>([], ['tenant'], ['tenant', 'code']),
  });
  let kept = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(log, { minLength: 1, maxLength: 3 }), plans, async (logs, more) => {
      const files = logs.map((text, i) => {
        const file = join(folder, `${i}.log`);
        writeFileSync(file, text);
        return file;
      });
      const plan = { ...PLAN, ...more, files };
      const expected = await scanned(plan, true);
      expect(await scanned(plan, false)).toEqual(expected);
      kept += (expected as { summary: { totals: { events: number } } }).summary.totals.events;
    }),
    { numRuns: LOGS },
  );
  // Some 570 of 50 sets: what keeps hardly any would prove nothing.
  expect(kept).toBeGreaterThan(LOGS);
});

test('of events that fall together only how many they are is kept, also where they come late', async () => {
  const lines = Array.from({ length: 300_000 }, (_, i) => {
    const time = new Date(START + (i % 7) * 3 + Math.floor(i / 1000) * MINUTE).toISOString();
    return `${time} tenant=t${i % 3} code=${i % 2 === 0 ? 107000 : 109004}\n`;
  });
  const file = join(folder, 'many.log');
  writeFileSync(file, [...lines, ...lines.slice(250_000)].join(''));
  const plan = { ...PLAN, files: [file], groupKeys: ['tenant'], last: 60 * MINUTE };
  const { summary } = (await scanned(plan, false)) as { summary: { totals: { events: number; filtered: number } } };
  expect({ summary, warnings: [] }).toEqual(await scanned(plan, true));
  // The newest is in minute 299, 18 ms behind its start: the hour begins behind the first of minute 239.
  expect(summary.totals.events + summary.totals.filtered).toBe(350_000);
  expect(summary.totals.events).toBeGreaterThan(60_000);
});
