/** A gate must not pass because it saw nothing, or half. */
import { describe, expect, test } from 'vitest';
import type { SourceSummary, Summary } from '../../src/model/summary.js';
import { check, rule, runOf } from './run-of.js';

const OK = 107000;
const source = (name: string, error: string | null, events = 0, bytes = 10): SourceSummary => ({
  name,
  bytes,
  lines: bytes / 10,
  events,
  error,
});
const RULES = [rule('max-error-rate', '2%'), rule('max-count', '0', { select: 'critical' }), rule('require', '107000')];

/** Seven events, all of them filtered. */
const picked = (options: Partial<Summary['options']>) => {
  const summary = empty([source('a.log', null)], { filtered: 7 });
  return { ...summary, options: { ...summary.options, ...options } };
};

const empty = (sources: readonly SourceSummary[], more = {}) =>
  runOf(
    {},
    {
      sources,
      lines: sources.reduce((sum, { lines }) => sum + lines, 0),
      bytes: sources.reduce((sum, { bytes }) => sum + bytes, 0),
      ...more,
    },
  );

describe('nothing to check', () => {
  test.each([
    ['no input', empty([]), 1, 'No input was found, so nothing was checked'],
    ['an empty file', empty([source('a.log', null, 0, 0)]), 1, 'No events to check: a.log is empty'],
    [
      'standard input without a byte',
      empty([source('-', null, 0, 0)]),
      1,
      'No events to check: standard input is empty',
    ],
    [
      'no line with a code',
      empty([source('a.log', null), source('b.log', null)]),
      1,
      'No events to check: none of the 2 lines of a.log and b.log has a PTK code',
    ],
    [
      'everything outside the span',
      empty([source('a.log', null)], { filtered: 7 }),
      1,
      'No events to check: 7 events found, every one outside the span of time',
    ],
    [
      'everything on lines that are not meant',
      picked({ where: ['tenant=x'] }),
      1,
      'No events to check: 7 events found, every one on other lines',
    ],
    [
      'and outside the span',
      picked({ where: ['tenant=x'], since: '2026-11-01T00:00:00.000Z' }),
      1,
      'No events to check: 7 events found, every one on other lines or outside the span of time',
    ],
    [
      'nothing that could be read',
      empty([source('a.log', 'no such file', 0, 0)]),
      3,
      'No input could be read, so nothing was checked',
    ],
  ])('%s', (_name, summary, status, reason) => {
    const document = check(RULES, summary);
    expect(document.exitStatus).toBe(status);
    expect(document.rules[1]).toMatchObject({ id: 'min-events', state: 'fail', reason });
    // The rules neither hold nor break.
    expect(document.rules.slice(2).map(({ state }) => state)).toEqual(['skipped', 'skipped', 'skipped']);
  });

  test('passes where it is allowed', () => {
    expect(check(RULES, empty([source('a.log', null)]), { allowEmpty: true })).toMatchObject({
      verdict: 'pass',
      exitStatus: 0,
    });
    expect(check(RULES, empty([]), { allowEmpty: true }).exitStatus).toBe(0);
  });

  test('allowed or not, what could not be read is no empty input', () => {
    const unread = empty([source('a.log', 'no such file', 0, 0)]);
    expect(check(RULES, unread, { allowEmpty: true }).exitStatus).toBe(3);
    expect(check(RULES, unread, { allowPartial: true }).exitStatus).toBe(1);
    expect(check(RULES, unread, { allowPartial: true, allowEmpty: true }).exitStatus).toBe(0);
  });
});

describe('too few events', () => {
  test.each([
    [99, 1],
    [100, 0],
    [101, 0],
  ])('%i of at least 100: exit status %i', (events, status) => {
    const document = check([rule('require', '107000')], runOf({ [OK]: events }), { minEvents: 100, allowEmpty: true });
    expect(document.exitStatus).toBe(status);
    if (status === 1) expect(document.rules[1]!.reason).toBe('Only 99 events, at least 100 required');
  });
});

describe('input that was not read whole', () => {
  const sources = [source('a.log', null, 3), source('b.log.gz', 'unexpected end of gzip data at byte 91822', 2)];
  const held = runOf({ [OK]: 5 }, { sources });
  const broken = runOf({ 109004: 5 }, { sources });

  test.each([
    ['the rules hold', held, false, 3],
    ['a rule is broken', broken, false, 3],
    ['it is allowed, the rules hold', held, true, 0],
    ['it is allowed, a rule is broken', broken, true, 1],
  ])('%s', (_name, summary, allowPartial, status) => {
    const document = check([rule('max-error-rate', '2%')], summary, { allowPartial });
    expect(document.exitStatus).toBe(status);
    expect(document.rules[0]).toMatchObject({
      id: 'input-complete',
      state: allowPartial ? 'warn' : 'fail',
      reason: 'Could not be read whole: b.log.gz: unexpected end of gzip data at byte 91822',
    });
  });

  test('many are counted', () => {
    const many = Array.from({ length: 9 }, (_, i) => source(`${i}.log`, 'permission denied', 0, 0));
    expect(check(RULES, empty(many)).rules[0]!.reason).toBe(
      '9 of 9 sources could not be read whole, the first 3 by name: 0.log: permission denied; 1.log: permission denied; 2.log: permission denied; 6 more',
    );
  });
});

test('a rule that only warns does not fail the gate', () => {
  const warn = rule('max-error-rate', '2%', { level: 'warn' });
  const document = check([warn, rule('require', '109004')], runOf({ 109004: 5 }));
  expect(document).toMatchObject({ verdict: 'pass', exitStatus: 0, states: { pass: 3, warn: 1, fail: 0, skipped: 0 } });
});
