import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUILT_IN } from '../../src/catalogue/catalogue.js';
import { ruleTitle } from '../../src/doctor/code-stats.js';
import { type DiagnosisContext, diagnoseLine } from '../../src/doctor/diagnose-line.js';
import { renderLine } from '../../src/doctor/render-line.js';
import type { LineRules } from '../../src/model/rules.js';
import { width } from '../../src/text/terminal.js';
import { zoneOf } from '../../src/time/zone.js';
import { rulesOf } from '../rules/rules-of.js';

const CONTEXT: DiagnosisContext = {
  rules: rulesOf(),
  catalogue: BUILT_IN,
  zone: zoneOf('Europe/Berlin'),
  format: null,
  reference: Date.parse('2026-12-31T12:00:00Z'),
};
const explain = (line: string, more: Partial<DiagnosisContext> = {}) =>
  diagnoseLine(Buffer.from(line).toString('latin1'), { ...CONTEXT, ...more });
const text = (line: string, more: Partial<DiagnosisContext> = {}) =>
  renderLine(explain(line, more), { width: 80, color: false });
/** Without the breaks of its lines, and with one blank for many. */
const flat = (printed: string) => printed.trim().replace(/\s+/g, ' ');

describe('a line explained', () => {
  it('says the time, and of each number which rule took or refused it', () => {
    const explanation = explain(
      'é 2026-11-01 09:15:00,123 [12] code=107000 sessionId=107001 took 107005 ms ptk-107999\r\n',
    );
    expect(explanation.time).toEqual({
      text: '2026-11-01 09:15:00,123',
      family: 'year-first',
      title: 'Year first',
      key: null,
      column: 3,
      instant: '2026-11-01T08:15:00.123Z',
      zone: null,
      zoneName: null,
      yearFound: null,
    });
    expect(explanation).toMatchObject({ json: false, inherited: false, passedOver: [] });
    expect(explanation.codes).toEqual([107000, 107999]);
    expect(
      explanation.candidates.map(({ code, accepted, rule, column, known }) => [code, accepted, rule, column, known]),
    ).toEqual([
      [107000, true, 4, 37, true],
      [107001, false, 4, 54, true],
      [107005, false, 4, 66, true],
      [107999, true, 1, 80, false],
    ]);
  });

  it('says what was assumed of a time', () => {
    expect(explain('Nov  1 09:15:00 x').time).toMatchObject({ family: 'month-name', yearFound: 2026, zone: null });
    expect(explain('Jan  1 00:10:00 x').time).toMatchObject({ yearFound: 2027, instant: '2026-12-31T23:10:00.000Z' });
    expect(explain('2026-11-01T09:15:00-0800').time).toMatchObject({ zone: '-08:00', yearFound: null });
    expect(explain('25/12/2026 09:15:00')).toMatchObject({ time: { text: '25/12/2026 09:15:00' }, otherOrder: true });
    expect(explain('12-25-2026 09:15:00')).toMatchObject({ time: null, otherOrder: true, inherited: true });
    expect(explain('2026-11-01 09:15:00 CST').time).toMatchObject({ zone: '-06:00', zoneName: 'CST' });
    expect(text('2026-11-01 09:15:00 CST')).toContain('the zone CST is read as -06:00');
  });

  it('says by which rule each number was taken or refused, and what it is called', () => {
    const of = (line: string, rules: Partial<LineRules> = {}) =>
      explain(line, { rules: rulesOf(rules) }).candidates.map((each) => {
        expect(each.ruleTitle).toBe(ruleTitle(each.rule));
        return [each.rule, each.accepted, each.labelled, each.calledBy, each.word];
      });
    expect(of('A107000')).toEqual([[1, false, false, null, null]]);
    expect(of('ERR-107999')).toEqual([[1, true, true, null, 'ERR']]);
    expect(of('InvalidSegment (108001)')).toEqual([[2, true, true, 'invalidsegment', null]]);
    expect(of('/107000')).toEqual([[3, false, false, null, null]]);
    expect(of('statusTime=107000')).toEqual([[4, false, false, 'statusTime', 'time']]);
    expect(of('outcome=107999')).toEqual([[4, true, true, 'outcome', 'outcome']]);
    expect(of('said 107000')).toEqual([[5, true, false, 'said', null]]);
    expect(of('said 107000', { labelled: true })).toEqual([[7, false, false, 'said', null]]);
    expect(text('said 107000')).toContain('It rests on the catalogue alone: --labelled leaves it out.');
    expect(text('code=107999')).toContain('Unknown, warning: not in the catalogue');
  });

  it('says whose a time is, and which were passed over', () => {
    const json = explain('{"appointment":"2027-01-01T00:00:00Z","Time":"2026-11-01T09:15:00Z","code":107000}');
    expect(json).toMatchObject({ json: true, inherited: false, time: { family: 'json', key: 'Time' } });
    expect(explain('ts=2026-11-01T09:15:00Z x').time?.key).toBe('ts');
    expect(explain('<Created>2026-11-01T09:15:00Z</Created>').time?.key).toBe('Created');
    const other = '  <AppointmentTime>2026-12-09T10:00:00Z</AppointmentTime><code>107000</code>';
    expect(explain(other)).toMatchObject({
      time: null,
      inherited: true,
      passedOver: [
        {
          text: '2026-12-09T10:00:00Z',
          family: 'year-first',
          column: 20,
          reason: 'it is the value of "AppointmentTime"',
        },
      ],
    });
    expect(flat(text(other))).toContain('passed over 2026-12-09T10:00:00Z, at column 20: it is the value of');
  });

  it('reads well', () => {
    const title = ruleTitle(4).toLowerCase();
    expect(flat(text('2026-11-01 09:15:00,123  [12] code=107000 took 107005 ms'))).toBe(
      [
        'Line 2026-11-01 09:15:00,123 [12] code=107000 took 107005 ms',
        'Time 2026-11-01 09:15:00,123, at column 1',
        'family year-first: Year first',
        'no zone is written: read in Europe/Berlin',
        '2026-11-01T08:15:00.123Z',
        'Codes 107000',
        `✓ 107000 taken by rule 4 (${title}), at column 36: the key is "code", so it is taken whether the`,
        'catalogue has it or not',
        'RequestCompleted, ok',
        `✗ 107005 refused by rule 4 (${title}), at column 48: the word before it is "took"`,
      ].join(' '),
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
        const printed = renderLine(explain(pieces.join('')), { width: columns, color: false });
        expect(printed.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
        for (const line of printed.split('\n')) expect(width(line)).toBeLessThanOrEqual(columns);
      }),
    );
  });
});
