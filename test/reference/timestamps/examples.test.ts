import { describe, expect, it } from 'vitest';
import { FAMILIES } from '../../../src/reference/timestamps/families.js';
import { stampOf } from './read.js';

describe.each(FAMILIES)('$title', ({ name, examples }) => {
  it.each(examples)('$by: $text', ({ text, local, zone, yearless, dateOrder = null, family = name }) => {
    expect(stampOf(text, { dateOrder })).toMatchObject({ local: Date.parse(`${local}Z`), zone, yearless, family });
  });

  it.each(examples)('$by: the same with a code behind it: $text', ({ text, dateOrder = null }) => {
    expect(stampOf(`${text} code=107000`, { dateOrder })).toEqual(stampOf(text, { dateOrder }));
  });

  it.each(examples.filter((example) => example.yearless))('$by: with a year set: $text', ({ text, local, zone }) => {
    const stamp = stampOf(text, { year: 2024 });
    expect(stamp).toMatchObject({ local: Date.parse(`${local.replace('2000', '2024')}Z`), zone, yearless: false });
  });
});
