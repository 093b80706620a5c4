/** What `watch --plain` says of findings: that they begin, are of something else, or are over; not that counts grow. */
import { describe, expect, test } from 'vitest';
import { findingChanges } from '../../../src/cli/watch/change-lines.js';
import type { Finding } from '../../../src/model/finding.js';
import type { Summary } from '../../../src/model/summary.js';
import { callHere } from '../in-process.js';

const EPISODE: Finding = {
  ...{ kind: 'episode', severity: 'critical', since: '2026-11-01T09:10:00.000Z', until: null },
  ...{ events: 100, errors: 40, rate: 0.4, rateBefore: 0.02, codes: [109004] },
  groups: [{ values: ['acme'], events: 20, errors: 20 }],
  ...{ fault: 'platform', retry: 'later', pValue: 1e-9, text: 'since 09:10: 40% errors' },
};

/** The last hour, of which the latest windows have these error rates. */
async function hour(findings: readonly Finding[], rates: readonly number[] = []): Promise<Summary> {
  const { stdout } = await callHere(['/dev/null', '-f', 'json'], {});
  const windows = rates.map((rate) => ({ events: 10, errors: rate * 10 }));
  return { ...JSON.parse(stdout), findings, windows };
}

const said = async (before: readonly Finding[], now: readonly Finding[], rates?: readonly number[]) =>
  findingChanges(before, await hour(now, rates)).lines;

describe('a finding', () => {
  test('begins, changes in what it is of, is over and comes again', async () => {
    const over = { ...EPISODE, until: '2026-11-01T09:40:00.000Z', text: 'from 09:10 to 09:40' };
    expect(await said([], [EPISODE])).toEqual(['begins: since 09:10: 40% errors']);
    expect(await said([EPISODE], [{ ...EPISODE, errors: 90, text: 'since 09:10: 41% errors' }])).toEqual([]);
    expect(await said([EPISODE], [{ ...EPISODE, groups: [], text: 'other' }])).toEqual(['changes: other']);
    expect(await said([EPISODE], [over])).toEqual(['over: from 09:10 to 09:40']);
    expect(await said([over], [EPISODE])).toEqual(['again: since 09:10: 40% errors']);
    expect(await said([over], [])).toEqual([]);
  });

  test('that begins elsewhere, as the hour moves on, is the same one', async () => {
    expect(await said([EPISODE], [{ ...EPISODE, since: '2026-11-01T09:12:00.000Z' }])).toEqual([]);
  });

  test('which fills the whole hour goes on until the latest windows are well', async () => {
    const { lines, findings } = findingChanges([EPISODE], await hour([], [0.4, 0.4, 0.4]));
    expect(lines).toEqual([]);
    expect(findings).toEqual([EPISODE]);
    expect(await said(findings, [], [0.4, 0, 0, 0.1, 0, 0])).toEqual(['over: since 09:10: 40% errors']);
  });

  test('that is part of an episode is not said besides, and a code is new once', async () => {
    const fresh: Finding = { ...EPISODE, kind: 'new-code', text: 'new 109004' };
    expect(await said([], [EPISODE, fresh])).toEqual(['begins: since 09:10: 40% errors']);
    expect(await said([], [fresh])).toEqual(['begins: new 109004']);
    expect(await said([fresh], [], [0])).toEqual([]);
  });
});
