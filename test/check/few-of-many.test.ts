/** What lists a few of many says which ones. */
import { describe, expect, test } from 'vitest';
import { renderMarkdown } from '../../src/check/forms/markdown.js';
import { renderText } from '../../src/check/forms/text.js';
import { aSummary } from '../report/a-summary.js';
import { OPTIONS } from './forms/a-document.js';
import { baselineOf, check, finding, grouped, hours, rule, runOf } from './run-of.js';

const ERRORS = [109000, 109001, 109002, 109003, 109004, 109005, 109006];
const tenants = (n: number) =>
  grouped('tenant', Object.fromEntries(Array.from({ length: n }, (_, i) => [`t${i}`, { 107000: 90, 109002: 10 + i }])));
const eachTenant = (n: number) =>
  finding(rule('max-error-rate', '1%', { within: 'tenant:*' }), { ...runOf({ 107000: 900 }), groups: tenants(n) })
    .reason;

describe('values of a key', () => {
  test('five are all', () => expect(eachTenant(5)).toMatch(/5 of 5 values broke it: t4, t3, t2, t1, t0$/));

  test('of six the worst are named', () =>
    expect(eachTenant(6)).toMatch(/6 of 6 values broke it, the worst first: t5, t4, t3, t2, t1 and 1 more$/));

  test.each([
    [5, /there are t0, t1, t2, t3, t4$/],
    [6, /there are t0, t1, t2, t3, t4, which have most errors, and 1 more$/],
  ])('that are there, %i', (n, reason) => {
    const run = { ...runOf({ 107000: 900 }), groups: tenants(n) };
    expect(finding(rule('max-error-rate', '1%', { within: 'tenant:nowhere' }), run).reason).toMatch(reason);
  });
});

describe('codes that the baseline has not', () => {
  const reason = (codes: readonly number[]) => {
    const run = runOf(Object.fromEntries(codes.map((code, i) => [code, 1 + i])));
    const baseline = baselineOf(runOf({ 107000: 1000 }));
    return finding(rule('no-new-codes', ''), run, { baseline }).reason;
  };

  test('five are named by number', () =>
    expect(reason(ERRORS.slice(0, 5))).toMatch(/has no 109000 .*, 109001 .* or 109004/));

  test('of seven those with most events', () => {
    expect(reason(ERRORS)).toMatch(
      /has no 109006 \w+, 109005 \w+, 109004 \w+, 109003 \w+, 109002 \w+ or 2 more with no more events; this run/,
    );
  });
});

test('windows and codes of a broken rule', () => {
  const many = Object.fromEntries([...ERRORS, 109007, 109008, 109009, 109010, 109011].map((code) => [code, 2]));
  const document = check(
    [rule('max-error-rate', '1%', { perWindow: true })],
    aSummary(hours(...Array.from({ length: 7 }, () => many))),
  );
  const text = renderText(document, OPTIONS);
  expect(text).toMatch(/worst windows: .*\n(?: {21}91.*\n){4} {21}and 2 others that are no worse\n/);
  expect(text).toMatch(/ {13}and 1 more code with no more events\n/);
  const markdown = renderMarkdown(document);
  expect(markdown).toContain('\nThe worst 5 of 7:\n\n- 91');
  expect(markdown).toContain('\n| and 1 more code with no more events | | | |\n');
});
