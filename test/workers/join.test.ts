/** What becomes of the pieces of a source when they are put together. */
import { expect, test } from 'vitest';
import { newRunCounts, type RunCountsPlan } from '../../src/aggregate/run-counts.js';
import { BUILT_IN } from '../../src/catalogue/catalogue.js';
import { zoneOf } from '../../src/time/zone.js';
import { joinPieces } from '../../src/workers/join.js';
import type { PieceResult } from '../../src/workers/scan-job.js';

const PIECE: PieceResult = {
  ...{
    name: 'a.log',
    bytes: 100,
    lines: 10,
    matchedLines: 0,
    lastTime: Number.NaN,
    error: null,
    beginning: null,
    identity: null,
  },
  ...{ order: 0, events: 3, undated: null, otherOrder: null, notes: null },
};

const PLAN: RunCountsPlan = {
  timeZone: zoneOf('UTC'),
  window: 'auto',
  filter: { since: null, until: null, selected: null },
  groupKeys: 0,
  errorCodes: BUILT_IN.errorCodes,
  evidence: null,
  lines: null,
  last: null,
  where: null,
};

async function joined(...errors: readonly (string | null)[]) {
  const results = errors.map((error, order) => ({ ...PIECE, order, error }));
  return joinPieces([{ name: 'a.log', error: null }], results, await newRunCounts(PLAN));
}

test.each([
  ['an earlier piece failed, and a later one did not', ['broken', null, null], 'broken'],
  ['a later piece failed', [null, null, 'interrupted'], 'interrupted'],
  ['both failed', [null, 'broken', 'interrupted'], 'broken'],
  ['none failed', [null, null, null], null],
])('the error of a source: %s', async (_name, errors, error) => {
  expect(await joined(...errors)).toEqual([{ name: 'a.log', bytes: 300, lines: 30, events: 9, error }]);
});

test('what could not be opened is a source too', async () => {
  const inputs = [
    { name: 'a.log', error: null },
    { name: 'none.log', error: 'no such file' },
  ];
  const sources = joinPieces(inputs, [PIECE], await newRunCounts(PLAN));
  expect(sources.map(({ name, error }) => [name, error]).sort()).toEqual([
    ['a.log', null],
    ['none.log', 'no such file'],
  ]);
});
