/** What rules are made of: rates, allowances, selectors. */
import { describe, expect, test } from 'vitest';
import { BUILT_IN } from '../../src/catalogue/catalogue.js';
import { noteDoubles } from '../../src/check/make-rule.js';
import { parseRate } from '../../src/check/ratio.js';
import { parseAllowance } from '../../src/check/rules/allowance.js';
import { parseSelector } from '../../src/check/selector.js';
import { windowText } from '../../src/check/wording.js';
import type { LogscanError } from '../../src/model/errors.js';
import { Mistakes } from '../../src/model/mistakes.js';
import { rule } from './run-of.js';

describe('rates', () => {
  test.each([
    ['2%', 1n, 50n, '2%'],
    [' 0.10 % ', 1n, 1000n, '0.1%'],
    ['0.02', 1n, 50n, '2%'],
    ['1e-3', 1n, 1000n, '0.1%'],
    ['1/3', 1n, 3n, '1/3'],
    ['0', 0n, 1n, '0%'],
    ['100%', 1n, 1n, '100%'],
    ['0.0000001%', 1n, 1_000_000_000n, '0.0000001%'],
  ])('%s', (text, n, d, told) => {
    const rate = parseRate(text, 'x');
    expect(rate.n * d).toBe(n * rate.d);
    expect(rate.text).toBe(told);
  });

  test.each(['', '%', '-1%', '101%', '2/1', '1/0', 'two', '1,5%', 'NaN', '0x1%', '1e400'])('not %j', (text) => {
    expect(() => parseRate(text, '--max-rate')).toThrow(
      `--max-rate: expected a rate from 0% to 100%, such as 2%, 0.02 or 1/50; got ${JSON.stringify(text)}`,
    );
  });

  test('a bare number that may be a percentage is asked about', () => {
    expect(tipOf(() => parseRate('2', '--max-rate'))).toBe('did you mean 2%?');
    expect(tipOf(() => parseRate('1', '--max-rate'))).toBe('did you mean 1%?');
  });

  test.each([
    ['0.5pp', 'points', '0.5pp'],
    ['20%', 'relative', '20%'],
    ['250 %', 'relative', '250%'],
    ['0', 'points', '0'],
  ])('allowance %s', (text, kind, told) => {
    expect(parseAllowance(text, 'x')).toMatchObject({ kind, text: told });
  });

  test.each(['1', '0.5', 'pp', '-1pp', ''])('not an allowance: %j', (text) => {
    expect(() => parseAllowance(text, '--max-rise')).toThrow(/^--max-rise: expected a rise such as/);
  });
});

describe('selectors', () => {
  const of = (text: string) => parseSelector(text, '--max-rate', BUILT_IN);

  test.each([
    ['109004', '109004', '109004 PlatformUnavailable'],
    ['PTK-109004', '109004', '109004 PlatformUnavailable'],
    ['platformunavailable', '109004', '109004 PlatformUnavailable'],
    ['code:109004', '109004', '109004 PlatformUnavailable'],
    ['Critical', 'critical', 'critical events'],
    ['error+', 'error+', 'errors'],
    ['severity:warning+', 'warning+', 'warning events and worse'],
    ['routing', 'routing', 'events of category routing'],
    ['category:unknown', 'category:unknown', 'events of category unknown'],
    ['platform', 'platform', 'events of fault platform'],
    ['107', '107', 'events of family 107'],
    ['unknown', 'unknown', 'unknown codes'],
    ['tenant:a:b', 'tenant:a:b', 'events with tenant=a:b'],
  ])('%s', (text, told, what) => {
    expect(of(text)).toMatchObject({ text: told, what });
  });

  test.each([
    [
      'critcal',
      'expected a known code, a severity, category, fault or family, unknown, or key:value; got "critcal"',
      'did you mean critical?',
    ],
    ['PlatformUnavailible', /^--max-rate: expected a known code/, 'did you mean PlatformUnavailable?'],
    [
      '109044',
      'expected a code of the catalogue; got 109044',
      /^the nearest known code is 1090\d\d \w+; --catalogue adds codes$/,
    ],
    ['110000', 'expected a code from 106000 to 109999; got 110000', null],
    ['severity:eror', 'expected a severity (ok, notice, warning, error, critical); got "eror"', 'did you mean error?'],
    ['category:rooting', /expected a category \(availability, .*\); got "rooting"/, 'did you mean routing?'],
    ['fault:platfrom', /expected a fault/, 'did you mean platform?'],
    ['family:110', 'expected a family (106, 107, 108, 109); got "110"', null],
    ['code:nothing', 'expected the number or name of a known code; got "nothing"', null],
    ['a b:c', 'expected a key of letters, digits, _, -, @ and .; got "a b"', null],
    ['tenant:', 'expected a value after "tenant:"; got none', null],
    ['', /expected a known code/, expect.anything()],
  ])('not %j', (text, message, tip) => {
    expect(() => of(text)).toThrow(message);
    const told = tipOf(() => of(text));
    if (tip instanceof RegExp) expect(told).toMatch(tip);
    else expect(told).toEqual(tip);
  });
});

describe('ids', () => {
  test('do not depend on the limit', () => {
    expect(rule('max-rate', '1%', { select: 'PlatformUnavailable' }).id).toBe('max-rate/109004');
    expect(rule('max-rate', '5%', { select: '109004' }).id).toBe('max-rate/109004');
    expect(rule('max-error-rate', '1%').id).toBe('max-error-rate');
    expect(rule('max-error-rate', '1%', { within: '108' }).id).toBe('max-error-rate/within/108');
    expect(rule('no-new-codes', '').id).toBe('no-new-codes');
    expect(rule('max-count', '1', { select: 'ok', name: ' Zu viele „Anrufe“! ' }).id).toBe('zu-viele-anrufe');
    expect(rule('max-count', '1', { select: 'ok', name: '件数' }).id).toBe('件数');
  });

  test('are their rules alone', () => {
    const twice = [rule('max-rate', '1%', { select: '109004' }), rule('max-rate', '2%', { select: '109004' })];
    const mistakes = new Mistakes();
    noteDoubles(
      twice.map((each, i) => ({ rule: each, label: `place ${i}` })),
      mistakes,
    );
    expect(mistakes.found.map(({ message }) => message)).toEqual([
      'place 1: expected each rule once; got "rate of 109004 PlatformUnavailable" here and by place 0',
    ]);
    expect(() => rule('max-error-rate', '1%', { name: 'Min events' })).toThrow('which every gate has already');
    expect(() => rule('max-error-rate', '1%', { name: '!!!' })).toThrow('expected a name with letters or digits');
  });
});

test.each([
  ['2026-11-01T09:00:00.000+01:00', '2026-11-01T10:00:00.000+01:00', '2026-11-01 09:00 to 10:00'],
  ['2026-11-01T09:00:30.000Z', '2026-11-02T00:00:00.000Z', '2026-11-01 09:00:30 to 2026-11-02 00:00'],
  [
    '2026-10-25T02:00:00.000+02:00',
    '2026-10-25T02:00:00.000+01:00',
    '2026-10-25 02:00+02:00 to 2026-10-25 02:00+01:00',
  ],
  [null, null, 'events without a time'],
])('a window from %s to %s: %s', (start, end, text) => {
  expect(windowText({ start, end })).toBe(text);
});

function tipOf(act: () => unknown): string | null {
  try {
    act();
  } catch (error) {
    return (error as LogscanError).tip;
  }
  throw new Error('nothing was thrown');
}
