import { describe, expect, test } from 'vitest';
import { BUILT_IN, Catalogue } from '../../src/catalogue/catalogue.js';
import { extendCatalogue } from '../../src/catalogue/load.js';
import type { CodeInfo } from '../../src/model/code.js';
import { CODES_RENDERERS } from '../../src/report/codes/index.js';
import { width } from '../../src/text/terminal.js';

const all = BUILT_IN.all();
const plain = { width: 80, color: false };
const hostile: CodeInfo = {
  code: 107999,
  name: '\x1b[31m=Name|<b>\u202e"日本語"',
  category: 'unknown',
  severity: 'error',
  fault: 'unknown',
  retry: 'unknown',
  description: 'two\nlines, and a word of many columns: '.concat('日'.repeat(100)),
};

describe('table', () => {
  test('narrow: a record for each code', () => {
    expect(CODES_RENDERERS.table(BUILT_IN.search(['107000', '107015', '108046']), { width: 60, color: false })).toBe(
      [
        '107000  ✓ ok        RequestCompleted',
        '        request, who acts: none, retry: none',
        '        The platform completed the request.',
        '107015  · notice',
        '        InteractionStatePreventsModifingAppointmentTime',
        '        appointment, who acts: policy, retry: changed',
        '        You cannot change the appointment time because the',
        '        interaction is already active.',
        '108046  ✗ error',
        '        InteractionIDOrExternalTrackingID Required',
        '        interaction, who acts: caller, retry: changed',
        '3 codes',
        '',
      ].join('\n'),
    );
  });

  test('wide: a row for each code', () => {
    expect(CODES_RENDERERS.table(BUILT_IN.search(['106', '109004']), { width: 130, color: false })).toBe(
      [
        'Code    Severity    Name                 Category      Who acts  Retry  Description',
        '106000  ✓ ok        PlatformAvailable    availability  none      none   The platform for the tenant can process requests now.',
        '109004  ■ critical  PlatformUnavailable  availability  platform  later  The request could not be completed. The platform is not',
        '                                                                        available and cannot process requests. Submit your request',
        '                                                                        again.',
        '2 codes',
        '',
      ].join('\n'),
    );
  });

  test.each([1, 40, 41, 60, 80, 120, 143, 144, 200, 500])(
    'nothing is wider than %i columns, nothing is lost',
    (columns) => {
      const table = CODES_RENDERERS.table([...all, hostile], { width: columns, color: false });
      for (const line of table.split('\n')) expect(width(line)).toBeLessThanOrEqual(Math.max(40, columns));
      for (const { code, name } of all) {
        expect(table).toContain(String(code));
        expect(table.replace(/\s+/g, '')).toContain(name.replace(' ', ''));
      }
    },
  );

  test('colour adds styles and nothing else', () => {
    for (const columns of [60, 200]) {
      const coloured = CODES_RENDERERS.table(all, { width: columns, color: true });
      expect(coloured).toContain('\x1b[31m');
      const bare = coloured.replace(/\x1b\[[0-9;]*m/g, '').replace(/ +$/gm, '');
      expect(bare).toBe(CODES_RENDERERS.table(all, { width: columns, color: false }));
    }
  });

  test('no codes', () => {
    expect(CODES_RENDERERS.table([], plain)).toBe('0 codes\n');
    expect(CODES_RENDERERS.table([], { ...plain, width: 120 })).toContain('0 codes\n');
  });
});

test('CSV has a record for each code', () => {
  const records = CODES_RENDERERS.csv([...BUILT_IN.search(['107000', '107017']), hostile]).split('\r\n');
  expect(records.slice(0, 3)).toEqual([
    'code,name,category,severity,fault,retry,description',
    '107000,RequestCompleted,request,ok,none,none,The platform completed the request.',
    '107017,InvalidContactURIFormat,contact,error,caller,changed,The Contact URI you submitted is not valid. Either the phone number is not valid or the date is not in the correct format: yyyy-mm-ddTHH:mm:ssZ.',
  ]);
  expect(records[3]).toMatch(/^107999,"'=Name\|<b>""日本語""",unknown,error,unknown,unknown,"two lines, /);
  expect(CODES_RENDERERS.csv(all).split('\r\n')).toHaveLength(89);
});

test('JSON holds the codes and is a catalogue file', () => {
  const document: unknown = JSON.parse(CODES_RENDERERS.json([...all, hostile]));
  expect(document).toEqual({ schema: 'ptk-logscan/codes@1', codes: [...all, hostile] });
  expect(extendCatalogue(document, 'codes.json', new Catalogue([])).all()).toEqual(
    [...all, hostile].sort((a, b) => a.code - b.code),
  );
  expect(CODES_RENDERERS.json([])).toBe('{\n  "schema": "ptk-logscan/codes@1",\n  "codes": []\n}\n');
});

test('Markdown has a row for each code, whatever a name holds', () => {
  const lines = CODES_RENDERERS.markdown([...all, hostile])
    .trimEnd()
    .split('\n');
  expect(lines).toHaveLength(2 + 88);
  expect(lines[3]).toBe(
    '| 107000 | RequestCompleted | request | ok | none | none | The platform completed the request. |',
  );
  expect(lines.at(-1)).toContain('| 107999 | =Name\\|&lt;b&gt;"日本語" | unknown |');
  for (const line of lines) expect(line.match(/(?<!\\)\|/g)).toHaveLength(8);
});

test('no form lets a control or bidi character through', () => {
  for (const render of Object.values(CODES_RENDERERS)) {
    expect(render([hostile], plain)).not.toMatch(/[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e]/);
  }
});
