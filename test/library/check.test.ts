/** Rules, comparisons and parts by the package's exports. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type CheckRule,
  check,
  compare,
  mergePartials,
  type PartialDocument,
  render,
  type ScanFilesOptions,
  type Summary,
  scanFiles,
  scanPartial,
} from 'ptk-logscan';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PROGRAM } from '../cli/program.js';

const SAMPLE = 'samples/callback.log';
const UTC = { timeZone: 'UTC' } as const;

let folder = '';
let summary: Summary;
let calm: Summary;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-'));
  summary = await scanFiles(SAMPLE, { ...UTC, by: 'tenant' });
  calm = await scanFiles(SAMPLE, { ...UTC, until: '2026-11-03T12:00Z', by: 'tenant' });
});
afterAll(() => rmSync(folder, { recursive: true }));

const RULES: readonly CheckRule[] = [
  { name: 'Error rate', 'max-error-rate': '2%' },
  { name: 'Platform reachable', 'max-count': 0, select: 109004, level: 'warn' },
  { name: 'Requests are answered', require: 'RequestCompleted' },
  { name: 'Each tenant', 'max-rate': 0.5, select: 'error+', within: 'tenant:*', 'min-value-events': 1 },
  { name: 'Most are fine', 'min-rate': '50%', select: 'ok' },
];

describe('check', () => {
  test('decides as the command line does, which shows log lines beside it', async () => {
    const config = join(folder, 'ptk-logscan.config.json');
    writeFileSync(config, JSON.stringify({ check: { rules: RULES } }));
    const args = ['check', '--config', config, '--tz', 'UTC', '--report', 'json', SAMPLE];
    const { stdout } = spawnSync(process.execPath, [PROGRAM, ...args], { encoding: 'utf8' });
    const result = await check(summary, RULES);
    const withoutLines = JSON.parse(stdout, (key, value) => {
      if (key === 'lines' && Array.isArray(value)) return [];
      return key === 'first' && typeof value?.line === 'number' ? null : value;
    });
    expect(JSON.parse(JSON.stringify(result))).toEqual(withoutLines);
    expect(result.verdict).toBe('fail');
  });

  test('with a baseline the error rate must not rise', async () => {
    const result = await check(summary, [], { baseline: calm, significance: 0.05 });
    expect(result.rules.at(-1)).toMatchObject({ kind: 'max-rise', state: 'fail' });
    expect((await check(calm, [], { baseline: calm })).verdict).toBe('pass');
    expect(result.baseline).toMatchObject({ file: 'baseline', events: calm.totals.events });
  });

  test('all conditions', async () => {
    const rules: CheckRule[] = [{ name: 'Error rate', 'max-error-rate': '100%' }];
    const states = async (options: Parameters<typeof check>[2]) => (await check(summary, rules, options)).states;
    expect(await states({})).toMatchObject({ fail: 0 });
    expect(await states({ minEvents: 1e6 })).toMatchObject({ fail: 1 });
    expect((await check(summary, rules, { perWindow: true })).rules.at(-1)!.windows).not.toBeNull();
    const none = { ...summary, totals: { ...summary.totals, events: 0 }, codes: [] };
    expect((await check(none, rules)).verdict).toBe('fail');
    expect((await check(none, rules, { allowEmpty: true })).verdict).toBe('pass');
    const cut = { ...summary, sources: [{ ...summary.sources[0]!, error: 'cut off' }] };
    expect((await check(cut, rules)).verdict).toBe('incomplete');
    expect((await check(cut, rules, { allowPartial: true })).verdict).toBe('pass');
  });

  test('known exceptions are not seen by the rules until their day', async () => {
    const rules: CheckRule[] = [{ name: 'Platform reachable', 'max-count': 0, select: 'PlatformUnavailable' }];
    const ignore = [{ code: 109004, until: '2027-12-31', reason: 'known' }];
    expect((await check(summary, rules)).verdict).toBe('fail');
    const result = await check(summary, rules, { ignore });
    expect([result.verdict, result.ignored.length]).toEqual(['pass', 1]);
  });

  const WRONG: readonly (readonly [rules: unknown, options: object, message: string])[] = [
    [{}, {}, 'rules: expected an array; got an object'],
    [[], {}, 'rules: expected at least one; got an empty array'],
    [[{ name: 'a', 'max-eror-rate': 1 }], {}, 'rules[0].max-eror-rate: unknown setting; did you mean max-error-rate?'],
    [[{ 'max-error-rate': 1 }], {}, 'rules[0]: expected name in it; got none'],
    [
      [{ name: 'a', 'max-error-rate': '2 %%' }],
      {},
      'rules[0].max-error-rate: expected a rate from 0% to 100%, such as 2%, 0.02 or 1/50; got "2 %%"',
    ],
    [[{ name: 'a', 'max-rate': 1 }], {}, 'rules[0]: expected select beside max-rate; got none'],
    [
      [{ name: 'a', 'max-count': 0, select: 'queue:x' }],
      {},
      'rule "a": expected counts by queue; got a summary without them',
    ],
    [
      [{ name: 'a', 'max-rise': 0 }],
      {},
      'baseline: expected the summary of an earlier run, because of the rule "a"; got none',
    ],
    [[{ name: 'a', require: 'ok' }], { mineEvents: 1 }, 'mineEvents: unknown option; did you mean minEvents?'],
    [[{ name: 'a', require: 'ok' }], { minEvents: 0 }, 'minEvents: expected a whole number from 1 on; got "0"'],
    [[{ name: 'a', require: 'ok' }], { baseline: {} }, 'baseline: expected a summary document; got an object'],
    [[{ name: 'a', require: 'ok' }], { ignore: [{ code: 109004 }] }, 'ignore[0]: expected until in it; got none'],
  ];

  test.each(WRONG)('refuses %j with %j', async (rules, options, message) => {
    const call = check(summary, rules as CheckRule[], options);
    await expect(call).rejects.toMatchObject({ code: 'usage', message: expect.stringContaining(message) });
  });

  test('a baseline that counted something else is refused', async () => {
    const baseline = await scanFiles(SAMPLE, { ...UTC, where: 'tenant' });
    await expect(check(summary, [], { baseline })).rejects.toThrow(
      'baseline: expected a summary that was made as the other one; got where tenant there, no where here',
    );
  });
});

describe('compare', () => {
  test('is the comparison of the command line, with the sides’ names', () => {
    const comparison = compare(calm, summary, { label: 'calm', labelNow: 'all' });
    expect(comparison).toMatchObject({
      schema: 'ptk-logscan/comparison@1',
      before: { label: 'calm', events: calm.totals.events },
      now: { label: 'all', events: summary.totals.events },
    });
    expect(compare(calm, summary).before.label).toBe('before');
  });

  test('refuses what counted something else, and notes what was read differently', async () => {
    const errors = await scanFiles(SAMPLE, { ...UTC, severities: 'error+' });
    expect(() => compare(errors, summary)).toThrow(
      'before: expected a summary that was made as the other one; got severities critical,error there, no severities here',
    );
    const american = await scanFiles(SAMPLE, { ...UTC, dateOrder: 'mdy' });
    expect(compare(american, summary).notes.at(-1)).toBe(
      'Numbers may differ for another reason than the log: dateOrder mdy there, no dateOrder here.',
    );
    expect(compare(calm, summary).notes.join()).not.toContain('another reason');
  });
});

describe('mergePartials', () => {
  const FILES = ['samples/callback.log', 'samples/syslog.log', 'samples/service.log'];
  const partOf = (file: string, options: Omit<ScanFilesOptions, 'last'> = {}) =>
    scanPartial(file, { ...UTC, ...options });

  test('gives the summary of a run over all', async () => {
    const parts = await Promise.all(FILES.map((file) => partOf(file, { by: 'tenant' })));
    const whole = await scanFiles(FILES, { ...UTC, by: 'tenant' });
    const sent = JSON.parse(JSON.stringify(parts)) as PartialDocument[];
    const merged = await mergePartials(sent.reverse());
    expect(merged).toEqual(whole);
    expect(await render(merged, 'html')).toBe(await render(whole, 'html'));
  });

  test('takes what the command line writes, and the other way round', async () => {
    const file = join(folder, 'a.part');
    spawnSync(process.execPath, [PROGRAM, '--tz', 'UTC', '-o', file, FILES[0]!]);
    expect(await partOf(FILES[0]!)).toEqual(JSON.parse(readFileSync(file, 'utf8')));
  });

  const DIFFERENT: readonly (readonly [ScanFilesOptions, RegExp])[] = [
    [{ window: '1h' }, /^partials\[1\]: window: expected "auto", as in partials\[0\]; got "1h"$/],
    [{ timeZone: 'Asia/Kolkata' }, /^partials\[1\]: timeZone: expected "UTC", .*; got "Asia\/Kolkata"$/],
    [{ codes: 107000 }, /^partials\[1\]: codes: expected null, .*; got \[107000\]$/],
    [{ by: 'queue' }, /^partials\[1\]: by: expected \[\], .*; got \["queue"\]$/],
    [{ codeKeys: 'x' }, /^partials\[1\]: codeKeys: expected \[\], .*; got \["x"\]$/],
  ];

  test.each(DIFFERENT)('refuses what was decided differently: %j', async (options, message) => {
    const { last: _last, ...own } = options;
    const parts = [await partOf(FILES[0]!), await partOf(FILES[1]!, own)];
    await expect(mergePartials(parts)).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(message),
    });
  });

  test('refuses what would count twice, unless that is meant', async () => {
    const copy = join(folder, 'copy.log');
    writeFileSync(copy, readFileSync(SAMPLE));
    const parts = [await partOf(SAMPLE), await partOf(copy)];
    await expect(mergePartials(parts)).rejects.toThrow(SAMPLE);
    expect((await mergePartials(parts, { allowSame: true })).totals.events).toBe(2 * summary.totals.events);
  });

  test('refuses what is damaged', async () => {
    const part = await partOf(SAMPLE);
    const damaged = { ...part, counts: { ...part.counts, bins: { ...part.counts.bins, starts: [] } } };
    await expect(mergePartials([damaged])).rejects.toThrow(
      /^partials\[0\]: expected a whole partial result; got counts/,
    );
  });
});
