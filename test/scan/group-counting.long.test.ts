/** What the kernel counts by group itself, and what it drops by conditions, is what all its events give one by one. */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { groupTimes } from '../../src/aggregate/group-times.js';
import { newRunCounts, type RunCounts } from '../../src/aggregate/run-counts.js';
import { summarise } from '../../src/aggregate/summarise.js';
import { BUILT_IN } from '../../src/catalogue/catalogue.js';
import { compileKernel } from '../../src/kernel/load.js';
import type { GroupTimes } from '../../src/model/group-times.js';
import { type Condition, keysOfConditions } from '../../src/model/where.js';
import type { WindowChoice } from '../../src/model/window.js';
import { Scanner } from '../../src/scan/scanner.js';
import { zoneOf } from '../../src/time/zone.js';
import { plainOptions } from '../report/plain-run.js';
import { rulesOf } from '../rules/rules-of.js';

const timeZone = zoneOf('UTC');
const known = rulesOf({ year: 2026, known: new Uint8Array(4000).fill(1) });
const module = compileKernel();

interface Asked {
  readonly by: readonly string[];
  readonly where: readonly Condition[];
  readonly window: WindowChoice;
  readonly count: 'lines' | 'occurrences';
}

const ASKED: Asked = { by: ['tenant'], where: [], window: 'auto', count: 'lines' };

async function countsOf({ by, where, window }: Asked): Promise<RunCounts> {
  const keys = [...by, ...keysOfConditions(where).filter((key) => !by.includes(key))];
  return newRunCounts({
    ...{ timeZone, window, groupKeys: by.length, errorCodes: BUILT_IN.errorCodes, evidence: null, last: null },
    filter: { since: null, until: null, selected: null },
    where: where.length === 0 ? null : { conditions: where, keys, groupKeys: by.length },
    lines: { earliest: 1, latest: 1 },
  });
}

/** Their order says nothing. */
function cellsOf(times: GroupTimes | null) {
  if (times === null) return null;
  const { length, starts, rows, at, events, errors } = times;
  const cells = Array.from(rows, (row, i) => [row, at[i]!, events[i]!, errors[i]!].join(' '));
  return { length, starts, cells: cells.sort() };
}

/** How many events came one by one. */
let inBatches = 0;

/** @param isCounting whether the kernel may count. @param size of the pieces that the text comes in */
async function read(text: string, asked: Asked, isCounting: boolean, size: number, blockSize = 16_384) {
  const { by, where, count } = asked;
  const counts = await countsOf(asked);
  const groupKeys = [...by, ...keysOfConditions(where).filter((key) => !by.includes(key))];
  const counting = { by: by.length, conditions: counts.where };
  const scanner = new Scanner({
    ...{ module, rules: known, timeZone, count, groupKeys, locations: false, lines: counts.lines!, blockSize },
    ...(isCounting ? { counter: counts.tally, counting } : {}),
  });
  const bytes = Buffer.from(text, 'latin1');
  const part = { name: 'x', reference: 0, offset: 0, lines: 0 };
  inBatches = 0;
  counts.begin(0, false);
  scanner.begin(part, () => {});
  // As it is done for a piece from the middle: what is read here is counted where it belongs.
  scanner.headerOf(bytes);
  scanner.begin(part, (batch) => {
    inBatches += batch.count;
    counts.add(batch);
  });
  for (let at = 0; at < bytes.length; at += size) scanner.write(bytes.subarray(at, at + size));
  scanner.end();
  const { tally } = counts;
  tally.addUndated(tally.takeUndated(), Number.NaN);
  const { matchedLines, lines } = scanner;
  const sources = [{ name: 'x', bytes: bytes.length, lines, events: tally.events, error: null }];
  const options = { ...plainOptions(), groupKeys: by, maxGroups: 1e6 };
  const summary = summarise(tally, { matchedLines, sources }, BUILT_IN, options);
  const rows = summary.groups?.rows.length ?? 0;
  const kept = counts.lines!.finish(() => ({ linesBefore: 0, timeBefore: Number.NaN }), Number.NEGATIVE_INFINITY);
  return { summary, times: cellsOf(groupTimes(tally, BUILT_IN, rows)), kept, seen: [...counts.seenKeys].sort() };
}

async function expectSame(text: string, asked: Asked, size = 5000, blockSize?: number): Promise<void> {
  const wanted = await read(text, asked, false, size, blockSize);
  const found = await read(text, asked, true, size, blockSize);
  // Of tens of thousands of groups, what says how two differ takes far longer than what says that they do.
  if (!isDeepStrictEqual(found, wanted)) expect(found).toEqual(wanted);
}

const time = (minute: number) => new Date(Date.UTC(2026, 9, 5, 9, minute)).toISOString().slice(0, 19).replace('T', ' ');
const is = (key: string, value: string): Condition => ({ key, kind: 'is', value, text: `${key}=${value}` });
const not = (key: string, value: string): Condition => ({ key, kind: 'not', value, text: `${key}!=${value}` });
const like = (key: string, value: string): Condition => ({ key, kind: 'like', value, text: `${key}~${value}` });
const has = (key: string): Condition => ({ key, kind: 'has', value: '', text: key });

const value = fc.constantFrom('acme', 'demo', 'a', '"a b"', "'x'", 'é', '"n\\u006frth"', 'z'.repeat(220), '');
const words = fc.array(
  fc.oneof(
    fc.tuple(fc.constantFrom('tenant', 'Tenant', 'queue', 'region'), value).map(([key, text]) => `${key}=${text}`),
    fc.constantFrom('code=107000', 'code=109004', 'status=108005', 'x'.repeat(300)),
  ),
  { maxLength: 6 },
);
const line = fc
  .tuple(fc.option(fc.integer({ min: 0, max: 300 })), words)
  .map(([minute, rest]) => [...(minute === null ? [] : [time(minute)]), ...rest].join(' '));
const condition = fc
  .tuple(fc.constantFrom(is, not, like, has), fc.constantFrom('tenant', 'queue'), fc.constantFrom('a', 'acme', 'a*'))
  .map(([make, key, text]) => make(key, text));
const asked: fc.Arbitrary<Asked> = fc.record({
  by: fc.constantFrom([], ['tenant'], ['queue', 'tenant'], ['region', 'queue']),
  where: fc.array(condition, { maxLength: 3 }),
  window: fc.constantFrom<WindowChoice>('auto', { n: 1, unit: 'm' }, { n: 1, unit: 'd' }),
  count: fc.constantFrom('lines', 'occurrences'),
});

test('any lines, cut anywhere', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { maxLength: 60 }),
      asked,
      fc.integer({ min: 1, max: 4000 }),
      (lines, wanted, size) => expectSame(lines.join('\n'), wanted, size),
    ),
    { numRuns: Number(process.env.PTK_LOGSCAN_TEST_LOGS ?? 40) },
  );
});

describe('more than the kernel has room for', () => {
  const lines = (n: number, lineOf: (i: number) => string) =>
    Array.from({ length: n }, (_, i) => `${time(Math.floor((i * 300) / n))} ${lineOf(i)}`).join('\n');
  const code = (i: number) => `code=${i % 7 === 0 ? 109004 : 107000}`;
  const cases: readonly (readonly [name: string, text: string, asked: Partial<Asked>])[] = [
    ['a value a line', lines(40_000, (i) => `tenant=t${i} ${code(i)}`), {}],
    [
      'a value a line, and times without a year, which the kernel does not count',
      lines(
        40_000,
        (i) => `tenant=t${i} ${code(i)}${i % 5 === 0 ? `\nOct  5 09:00:00 h p: tenant=u${i} ${code(i)}` : ''}`,
      ),
      {},
    ],
    [
      'long values',
      lines(30_000, (i) => `tenant=${`t${i % 25_000}`.padEnd(200, 'x')} ${code(i)}`),
      { where: [not('tenant', 't1')] },
    ],
    [
      'few values, many pairs of them',
      lines(40_000, (i) => `tenant=t${i % 150} queue=q${Math.floor(i / 150) % 140} ${code(i)}`),
      { by: ['tenant', 'queue'], where: [has('queue')] },
    ],
    [
      'values that fail',
      lines(40_000, (i) => `tenant=t${i % 3} id=${i} ${code(i)}`),
      { where: [like('id', '*7'), not('tenant', 't1')] },
    ],
    ['none that passes', lines(40_000, (i) => `tenant=t${i} ${code(i)}`), { by: [], where: [is('tenant', 'none')] }],
  ];

  test.each(cases)('%s', async (_name, text, some) => {
    // A block of half a million bytes has more lines than a batch has records.
    for (const blockSize of [16_384, 1 << 19]) await expectSame(text, { ...ASKED, ...some }, 1 << 17, blockSize);
  });
});

test('most events are counted there', async () => {
  const text = Array.from({ length: 20_000 }, (_, i) => `${time(i / 100)} tenant=t${i % 8} code=107000`).join('\n');
  await read(text, { ...ASKED, where: [not('tenant', 't3')] }, true, 5000);
  expect(inBatches).toBeGreaterThan(0);
  expect(inBatches).toBeLessThan(4000);
});
