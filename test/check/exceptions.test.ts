/** Known exceptions: codes that the rules do not see until a day. */
import { expect, test } from 'vitest';
import { renderStepSummary } from '../../src/check/forms/github-summary.js';
import { renderText } from '../../src/check/forms/text.js';
import { baselineOf, check, grouped, rule, runOf } from './run-of.js';

const KNOWN = { code: 109004, until: '2026-12-31', reason: 'the move of the tenant' };
const RUN = runOf({ 107000: 90, 109004: 10 });

test('rules do not see it, in the whole run, in windows and in groups; the numbers of the run have it', () => {
  const groups = grouped('tenant', { acme: { 107000: 90, 109004: 10 } });
  const rules = [
    rule('max-error-rate', '0'),
    rule('max-count', '0', { select: '109004' }),
    rule('max-error-rate', '0', { within: 'tenant:acme' }),
    rule('max-error-rate', '0', { within: 'tenant:*' }),
    rule('max-rate', '0', { select: 'critical', perWindow: true }),
    rule('min-rate', '100%', { select: 'ok' }),
  ];
  const document = check(rules, { ...RUN, groups }, { exceptions: [KNOWN] });
  expect(document.rules.slice(2).map(({ state }) => state)).toEqual(rules.map(() => 'pass'));
  expect(document).toMatchObject({
    verdict: 'pass',
    totals: { events: 100, errors: 10 },
    ignored: [{ ...KNOWN, name: 'PlatformUnavailable', events: 10, ended: false }],
  });
});

test('other codes are seen', () => {
  const document = check([rule('max-error-rate', '1%')], runOf({ 107000: 90, 109004: 10, 109003: 2 }), {
    exceptions: [KNOWN],
  });
  expect(document.rules.at(-1)).toMatchObject({ state: 'fail', seen: '2.2% (2 of 92 events)' });
});

test('a rise and a new code are of what is seen', () => {
  const rules = [rule('max-rise', '0'), rule('no-new-codes', '')];
  const baseline = baselineOf(runOf({ 107000: 1000 }));
  const now = runOf({ 107000: 900, 109004: 500 });
  expect(check(rules, now, { baseline }).verdict).toBe('fail');
  expect(check(rules, now, { baseline, exceptions: [KNOWN] }).verdict).toBe('pass');
});

test('it ends by itself behind its last day, by the last event of the log', () => {
  const last = RUN.totals.last!.slice(0, 10);
  const on = (until: string) => check([rule('max-error-rate', '1%')], RUN, { exceptions: [{ ...KNOWN, until }] });
  expect(on(last)).toMatchObject({ verdict: 'pass', ignored: [{ ended: false }] });
  const before = new Date(Date.parse(last) - 86_400_000).toISOString().slice(0, 10);
  expect(on(before)).toMatchObject({ verdict: 'fail', ignored: [{ ended: true }] });
});

test('it is shown, also where nothing of it occurred and where it has ended', () => {
  const none = { code: 109003, until: '2020-01-01', reason: 'a <b>test</b>' };
  const document = check([rule('max-error-rate', '50%')], RUN, { exceptions: [KNOWN, none] });
  const text = renderText(document, { color: false });
  expect(text).toContain('Ignored until 2026-12-31: 109004 PlatformUnavailable, 10 events (the move of the tenant).\n');
  expect(text).toContain(
    'Ignored until 2020-01-01, which has passed, so that it counts again: 109003 ResourcesUnavailable, 0 events',
  );
  expect(renderStepSummary(document, 1 << 20)).toContain('109004 PlatformUnavailable, 10 events');
  expect(renderStepSummary(document, 1 << 20)).not.toContain('<b>');
});
