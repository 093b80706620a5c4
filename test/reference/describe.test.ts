import { describe, expect, it } from 'vitest';
import { describeRules } from '../../src/reference/describe.js';
import { readLine } from '../../src/reference/line.js';
import { lineRules } from './line-rules.js';

const { codeRules, words, families, timestampNotes, zones, timeKeys } = describeRules();

describe.each(codeRules)('the description of rule $number', ({ examples }) => {
  it.each(examples.map((example) => [example.text, example.accepted, example.why] as const))('%s', (text, accepted) => {
    expect(readLine(text, lineRules()).accepted).toEqual(accepted);
  });
});

describe('the description', () => {
  it('covers every rule, list and family', () => {
    expect(codeRules.map((rule) => rule.number)).toEqual([1, 2, 3, 4, 5]);
    expect(families).toHaveLength(13);
    expect(new Set(families.map((family) => family.name)).size).toBe(13);
    for (const family of families) expect(family.examples.length).toBeGreaterThanOrEqual(6);
    expect([words.status.length, words.refuse.length, words.unit.length].every((n) => n > 20)).toBe(true);
    expect(timestampNotes.length).toBeGreaterThan(3);
    expect(zones.get('PDT')).toBe(-420);
    expect(timeKeys).toContain('@timestamp');
  });
});
