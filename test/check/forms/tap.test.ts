/** TAP, read by a real parser. */
import { Parser } from 'tap-parser';
import { expect, test } from 'vitest';
import { renderTap } from '../../../src/check/forms/tap.js';
import { crowded, empty, HOSTILE, hostile, ordinary, passing } from './a-document.js';

function parse(text: string) {
  const asserts: { ok: boolean; name: string; todo: unknown; skip: unknown; diag: Record<string, unknown> }[] = [];
  const extra: string[] = [];
  const completed: { ok: boolean; count: number; todo: number; skip: number }[] = [];
  const parser = new Parser({ strict: true });
  parser.on('assert', (each) => asserts.push(each));
  parser.on('extra', (line: string) => extra.push(line));
  parser.on('complete', (all) => completed.push(all));
  parser.end(text);
  return { asserts, extra, results: completed[0]! };
}

test.each([
  ['an ordinary run', ordinary()],
  ['a run that passes', passing()],
  ['an empty run', empty()],
  ['many rules', crowded()],
  ['hostile text', hostile()],
])('%s: each finding is one point, and nothing else', (_name, document) => {
  const { asserts, extra, results } = parse(renderTap(document));
  const { rules, states } = document;
  expect(extra).toEqual([]);
  expect(asserts).toHaveLength(rules.length);
  expect(results).toMatchObject({ count: rules.length, todo: states.warn, skip: states.skipped });
  expect(results.ok).toBe(states.fail === 0);
  expect(asserts.map(({ ok }) => ok)).toEqual(rules.map(({ state }) => state === 'pass' || state === 'skipped'));
});

test('the diagnostics are read back', () => {
  const { asserts } = parse(renderTap(ordinary()));
  expect(asserts[4]!.diag).toMatchObject({
    message: '109004 PlatformUnavailable: 9 of 95 events, none allowed',
    severity: 'fail',
    rule: 'platform-reachable',
    kind: 'max-count',
    limit: 'at most 0',
  });
});

test('hostile names stay names', () => {
  const { asserts } = parse(renderTap(hostile()));
  expect(HOSTILE).toContain('# SKIP');
  expect(asserts[2]!.skip).toBe(false);
  expect(asserts[2]!.name).toContain('# SKIP');
});
