import { describe, expect, it } from 'vitest';
import { BETWEEN_FORMS, DATE_FORMS, type DateForm, FAMILY_NAMES, TIME_FORMS } from '../../src/model/timestamp-forms.js';
import { describeRules, type RuleExample } from '../../src/reference/describe.js';
import { HeaderSearch } from '../../src/reference/header.js';
import { readLine } from '../../src/reference/line.js';
import { judgeName } from '../../src/reference/words.js';
import { rulesOf } from '../rules/rules-of.js';

const { text, codeRules, names, codeWords, owners, timeWords, families, limits } = describeRules();

function acceptedOf({ text, header, labelled = false }: RuleExample): readonly number[] {
  const rules = rulesOf({ labelled });
  const search = new HeaderSearch(rules, (line) => readLine(line, rules).timestamp !== null);
  if (header !== undefined) search.add(header);
  expect(search.header === null).toBe(header === undefined);
  return readLine(text, rules, search.header).accepted;
}

const examples = [
  ...codeRules.flatMap((rule) => rule.examples.map((example) => [`rule ${rule.number}`, example] as const)),
  ...text.examples.map((example) => ['text', example] as const),
  ...limits.examples.map((example) => ['limits', example] as const),
];

describe('the examples', () => {
  it.each(examples)('%s: $text', (_, example) => {
    expect(acceptedOf(example)).toEqual(example.accepted);
  });

  it.each(names.examples)('the name $name', ({ name, says }) => {
    expect(judgeName(name, rulesOf()).kind).toBe(says);
  });

  it.each(owners.examples)('whose time: $text', ({ text, time }) => {
    const { timestamp } = readLine(text, rulesOf());
    expect(timestamp === null ? null : written(timestamp.local)).toBe(time);
  });
});

describe('the rule with its number decides of the first example that is not taken', () => {
  const refusing = codeRules.filter(({ number }) => number !== 2);
  it.each(refusing)('$number. $title', ({ number, examples }) => {
    const example = examples.find(({ accepted, header }) => accepted.length === 0 || header !== undefined)!;
    const rules = rulesOf({ labelled: example.labelled ?? false });
    const search = new HeaderSearch(rules, () => false);
    if (example.header !== undefined) search.add(example.header);
    expect(readLine(example.text, rules, search.header).candidates.map(({ rule }) => rule)).toContain(number);
  });
});

describe('the forms', () => {
  const rules = ({ order, first }: DateForm) =>
    rulesOf({ dateOrder: order === 'given' ? (first === 'day' ? 'dmy' : 'mdy') : null, year: 2026 });

  it.each(DATE_FORMS)('$pattern: $example', (form) => {
    const { timestamp } = readLine(`${form.example} 09:15:00 up`, rules(form));
    expect([written(timestamp!.local), timestamp!.family]).toEqual(['2026-11-01 09:15:00', form.family]);
  });

  it('every date with everything between and every time', () => {
    const others = DATE_FORMS.flatMap((form) =>
      BETWEEN_FORMS.flatMap((between) =>
        TIME_FORMS.map(({ example }) => {
          const [open, close] = between.includes('"') ? [between.startsWith('"') ? '"' : '', '"'] : ['', ''];
          return [`${open}${form.example}${between}${example}${close}`, rules(form)] as const;
        }),
      ),
    ).filter(([text, rules]) => {
      const { timestamp } = readLine(text, rules);
      return timestamp === null || written(timestamp.local) !== '2026-11-01 09:15:00';
    });
    expect(others.map(([text]) => text)).toEqual([]);
  });
});

it('the description covers every rule, list and family', () => {
  expect(codeRules.map((rule) => rule.number)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(families.map(({ name }) => name)).toEqual(FAMILY_NAMES);
  for (const { examples } of [...families, ...codeRules]) expect(examples.length).toBeGreaterThan(0);
  for (const { words } of [...codeWords, ...timeWords]) expect(words.length).toBeGreaterThan(0);
});

function written(local: number): string {
  return new Date(local).toISOString().slice(0, 19).replace('T', ' ');
}
