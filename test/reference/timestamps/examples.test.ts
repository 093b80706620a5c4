import { describe, expect, it } from 'vitest';
import { readLine } from '../../../src/reference/line.js';
import { FAMILIES } from '../../../src/reference/timestamps/families.js';
import { rulesOf } from '../../rules/rules-of.js';

describe.each(FAMILIES)('$title', ({ name, examples }) => {
  it.each(examples)('$by: $text', ({ text, local, zone, yearless, dateOrder = null, family = name }) => {
    const { timestamp } = readLine(text, rulesOf({ dateOrder }));
    expect(timestamp).toMatchObject({ local: Date.parse(`${local}Z`), zone, yearless, family });
  });

  it.each(examples)('$by: the same with a code behind it: $text', ({ text, dateOrder = null }) => {
    const rules = rulesOf({ dateOrder });
    expect(readLine(`${text} code=107000`, rules).timestamp).toEqual(readLine(text, rules).timestamp);
  });

  it.each(examples.filter((example) => example.yearless))('$by: with a year set: $text', ({ text, local, zone }) => {
    const { timestamp } = readLine(text, rulesOf({ year: 2024 }));
    expect(timestamp).toMatchObject({ local: Date.parse(`${local.replace('2000', '2024')}Z`), zone, yearless: false });
  });
});
