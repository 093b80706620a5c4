import { describe, expect, it } from 'vitest';
import { FAMILIES, readTimestamp } from '../../../src/reference/timestamps/index.js';
import { latin1, lineRules } from '../line-rules.js';

describe.each(FAMILIES)('$title', ({ name, examples }) => {
  it.each(examples)('$by: $text', ({ text, local, zone, yearless, dateOrder = 'mdy', family = name }) => {
    const stamp = readTimestamp(latin1(text), lineRules({ dateOrder }));
    expect(stamp).toMatchObject({ local: Date.parse(`${local}Z`), zone, yearless, family });
  });

  it.each(examples)('$by: the same with a code behind it: $text', ({ text, dateOrder = 'mdy' }) => {
    const rules = lineRules({ dateOrder });
    expect(readTimestamp(latin1(`${text} code=107000`), rules)).toEqual(readTimestamp(latin1(text), rules));
  });

  it.each(examples.filter((example) => example.yearless))('$by: with a year set: $text', ({ text, local, zone }) => {
    const stamp = readTimestamp(latin1(text), lineRules({ year: 2024 }));
    expect(stamp).toMatchObject({ local: Date.parse(`${local.replace('2000', '2024')}Z`), zone, yearless: false });
  });
});
