import { describe, expect, it } from 'vitest';
import { REFUSE_WORDS, STRONG_WORDS, UNIT_WORDS, WEAK_WORDS } from '../../src/model/rule-words.js';
import { FAMILY_NAMES } from '../../src/model/timestamp-forms.js';
import { describeRules } from '../../src/reference/describe.js';
import { readLine } from '../../src/reference/line.js';
import { rulesOf } from '../rules/rules-of.js';

const { codeRules, words, families, timestampNotes, zones, timeKeys } = describeRules();

describe.each(codeRules)('the description of rule $number', ({ examples }) => {
  it.each(examples.map((example) => [example.text, example.accepted, example.why] as const))('%s', (text, accepted) => {
    expect(readLine(text, rulesOf()).accepted).toEqual(accepted);
  });
});

describe('the description', () => {
  it('covers every rule, list and family', () => {
    expect(codeRules.map((rule) => rule.number)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(families.map((family) => family.name)).toEqual(FAMILY_NAMES);
    for (const family of families) expect(family.examples.length).toBeGreaterThan(0);
    expect(words).toEqual({ strong: STRONG_WORDS, weak: WEAK_WORDS, refuse: REFUSE_WORDS, unit: UNIT_WORDS });
    expect(timestampNotes.length).toBeGreaterThan(3);
    expect(zones).toContainEqual(['PDT', -420]);
    expect(timeKeys).toContain('@timestamp');
  });
});
