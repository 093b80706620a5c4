import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUILT_IN } from '../../src/catalogue/catalogue.js';
import { explainLine, type LineContext } from '../../src/doctor/explain.js';
import { renderExplanation } from '../../src/doctor/line-text.js';
import { width } from '../../src/report/text.js';
import { zoneOf } from '../../src/time/zone.js';
import { rulesOf } from '../rules/rules-of.js';

const CONTEXT: LineContext = {
  rules: rulesOf({ dateOrder: 'mdy' }),
  catalogue: BUILT_IN,
  zone: zoneOf('Europe/Berlin'),
  format: null,
  reference: Date.parse('2026-12-31T12:00:00Z'),
};
const explain = (line: string, more: Partial<LineContext> = {}) =>
  explainLine(Buffer.from(line).toString('latin1'), { ...CONTEXT, ...more });
const text = (line: string, more: Partial<LineContext> = {}) =>
  renderExplanation(explain(line, more), { width: 80, color: false });

describe('a line explained', () => {
  it('says the time, and of each number which rule took or refused it', () => {
    const explanation = explain(
      'é 2026-11-01 09:15:00,123 [12] code=107000 sessionId=107001 took 107005 ms ptk-107999\r\n',
    );
    expect(explanation.time).toEqual({
      text: '2026-11-01 09:15:00,123',
      family: 'iso',
      title: 'ISO 8601 / RFC 3339',
      column: 3,
      instant: '2026-11-01T08:15:00.123Z',
      zone: null,
      yearFound: null,
    });
    expect(explanation.codes).toEqual([107000, 107999]);
    expect(
      explanation.candidates.map(({ code, accepted, rule, column, known }) => [code, accepted, rule, column, known]),
    ).toEqual([
      [107000, true, 5, 37, true],
      [107001, false, 3, 54, true],
      [107005, false, 4, 66, true],
      [107999, true, 5, 80, false],
    ]);
  });

  it('says what was assumed of a time', () => {
    expect(explain('Nov  1 09:15:00 x').time).toMatchObject({ family: 'syslog', yearFound: 2026, zone: null });
    expect(explain('Jan  1 00:10:00 x').time).toMatchObject({ yearFound: 2027, instant: '2026-12-31T23:10:00.000Z' });
    expect(explain('2026-11-01T09:15:00-0800').time).toMatchObject({ zone: '-08:00', yearFound: null });
    expect(explain('25/12/2026 09:15:00')).toMatchObject({ time: null, otherOrder: true });
  });

  it('reads well', () => {
    expect(text('2026-11-01 09:15:00,123  [12] code=107000 took 107005 ms')).toBe(
      [
        '  Line      2026-11-01 09:15:00,123  [12] code=107000 took 107005 ms',
        '  Time      2026-11-01 09:15:00,123, at column 1',
        '            family iso: ISO 8601 / RFC 3339',
        '            no zone is written: read in Europe/Berlin',
        '            2026-11-01T08:15:00.123Z',
        '  Codes     107000',
        '',
        '  ✓ 107000  taken by rule 5 (labelled), at column 36: the key "code" has the',
        '            status word "code", so it is taken whether the catalogue has it or',
        '            not',
        '            RequestCompleted, ok',
        '',
        '  ✗ 107005  refused by rule 4 (no key), at column 48: the refused word "took"',
        '            stands before it',
        '',
      ].join('\n'),
    );
    expect(text('nothing')).toContain('none: no number from 106000 to 109999 stands on it by itself');
    expect(text('')).toContain('Line      blank');
  });

  it('shows what a form of the user’s own finds', () => {
    const format = {
      kind: 'pattern',
      pattern: '<(?<time>.*?)> (?<host>\\w+) (?<code>\\d+)',
      timeFormat: '%d.%m.%y %H',
    } as const;
    const explanation = explain('<01.11.26 9> web1 108001 code=107000', { format });
    expect(explanation).toMatchObject({
      time: { family: 'own', instant: '2026-11-01T08:00:00.000Z', text: '01.11.26 9' },
      form: { timeReads: true, codes: [108001], fields: { host: 'web1' } },
      codes: [108001],
    });
    expect(text('<01.11.26 9> web1 108001', { format })).toContain('fits host=web1');
    const unread = explain('<soon> web1 5', { format });
    expect(unread).toMatchObject({ time: null, form: { time: 'soon', timeReads: false, codes: [] }, codes: [] });
    expect(explain('2026-11-01 09:15:00 code=107000', { format })).toMatchObject({ form: null, codes: [107000] });
    const json = { kind: 'json', codePath: 'a.c', timePath: 'a.t', timeFormat: null } as const;
    expect(explain('{"a":{"t":1793524500123456,"c":107000}}', { format: json })).toMatchObject({
      time: { instant: '2026-11-01T09:15:00.123Z' },
      codes: [107000],
    });
  });

  it('prints nothing that a terminal would obey, within its columns', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom(
        'code=107000 ',
        '\x1b]0;title\x07',
        '\x1b[31m107000',
        '\u202e',
        ' 107999',
        '日本語 ',
        'x'.repeat(90),
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), fc.integer({ min: 40, max: 120 }), (pieces, columns) => {
        const printed = renderExplanation(explain(pieces.join('')), { width: columns, color: false });
        expect(printed.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
        for (const line of printed.split('\n')) expect(width(line)).toBeLessThanOrEqual(columns);
      }),
    );
  });
});
