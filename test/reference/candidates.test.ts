/** Each rule of section 3 by a few lines that people understand; the many are in test/data/rules. */
import { describe, expect, it } from 'vitest';
import { CODE_COUNT, FIRST_CODE } from '../../src/model/code.js';
import type { LineRules } from '../../src/model/rules.js';
import { readLine } from '../../src/reference/line.js';
import { rulesOf } from '../rules/rules-of.js';

/** 107000 and 108001 are known in these tests, 107999 is not; the catalogue has its own names. */
const known = Uint8Array.from({ length: CODE_COUNT }, (_, i) => ([107000, 108001].includes(FIRST_CODE + i) ? 1 : 0));
const read = (text: string, given: Partial<LineRules> = {}) => readLine(text, rulesOf({ known, ...given })).candidates;
/** `labelled`, `known` (taken because the catalogue has it) or `rejected`, with the rule that decided. */
function verdict(text: string, given: Partial<LineRules> = {}): string {
  const candidates = read(text, given);
  expect(candidates, text).toHaveLength(1);
  const { accepted, labelled, rule } = candidates[0]!;
  return `${labelled ? 'labelled' : accepted ? 'known' : 'rejected'} ${rule}`;
}

describe('what is a candidate', () => {
  it.each(['105999', '110000', '10700', '1070000', '007000107', '1107000', '', 'no digits'])('not %s', (text) => {
    expect(read(text)).toEqual([]);
  });

  it('gives byte positions, left to right', () => {
    const found = read('é code=107000, x=107999 then 108001');
    expect(found.map(({ offset, code }) => [offset, code])).toEqual([
      [8, 107000],
      [18, 107999],
      [30, 108001],
    ]);
  });
});

describe.each<[title: string, cases: readonly (readonly [verdict: string, ...texts: string[]])[]]>([
  [
    'rule 1: edges',
    [
      ['rejected 1', 'a107000', '_107000', '107000Z', '107000_', 'xPTK107000', 'PTK107000x'],
      ['known 5', '107000', 'x [107000]', '|107000|', 'é107000', '107000é', 'x: 107000.'],
      ['labelled 1', 'PTK107999', 'ptk-107999', 'ERR_107999', 'STATUS_107999', 'PTK_ERROR-107999', 'code107999'],
      ['rejected 1', 'PTK107999.log'],
    ],
  ],
  [
    'rule 2: its own name',
    [
      [
        'labelled 2',
        'InvalidSegment (108001)',
        '108001|InvalidSegment',
        'id PTK_INVALID_SEGMENT_108001',
        '108001/invalid segment',
      ],
      ['labelled 2', 'InvalidSegmentException: 108001', '<InvalidSegment>108001', 'id=108001 (((InvalidSegment'],
      ['rejected 4', 'id=108001 ((((((((( InvalidSegment', 'id=108001 x InvalidSegment', 'id=108001'],
    ],
  ],
  [
    'rule 3: part of something larger',
    [
      [
        'rejected 3',
        '/tickets/107000',
        'code=-107000',
        '~107000',
        '12:107000',
        '*107000',
        '1#107000',
        '107000@x',
        '107000%',
      ],
      ['rejected 3', 'code=107000.5', '107000-1', '107000#2', '09:15:00,107000 x'],
      ['known 5', 'x ->107000', '09:15:00,107000,x', '107000. Then', '107000/x', '#107000 x'],
    ],
  ],
  [
    'rule 4: named by a key',
    [
      [
        'labelled 4',
        'code=107999',
        '"statusCode": 107999',
        'Result => 107999',
        'errors=[107999',
        'status := 107999',
        "rc->'107999'",
      ],
      [
        'labelled 4',
        '[code] => 107999',
        '{status,107999}',
        '("code", 107999)',
        '\\"code\\":\\"107999\\"',
        'code%3D107999',
      ],
      ['labelled 4', '"name":"status","value":107999', '{"code":{"value":107999', '<Item name="code" value="107999"/>'],
      [
        'rejected 4',
        'sessionId=107000',
        '[session_id] => 107000',
        '[SessionId, 107000]',
        'statusTime: 107000',
        'count=107000',
      ],
      ['rejected 4', 'reply=107000 ms', 'InvalidSkill: 107000 sec'],
      ['labelled 4', 'reply=107999', 'InvalidSkill: 107999', 'reply=107999 ms=5', 'code=107999 ms'],
      ['known 5', 'x=107000', 'ErrorHandler: 107000'],
      ['rejected 5', 'x=107999', 'x=107000 ms'],
    ],
  ],
  [
    'rule 4: named by an element',
    [
      [
        'labelled 4',
        '<ns:StatusCode x="1"> 107999',
        '<code><![CDATA[107999]]>',
        "<Data Name='StatusCode'>107999</Data>",
      ],
      ['labelled 4', '<td>code</td><td>107999</td>'],
      ['rejected 4', '<td>SessionId</td><td>107000</td>', '<id>107000', '<Data Name="id">107000'],
      ['known 5', '<a>107000</a>', '<code/>107000'],
    ],
  ],
  [
    'rule 4: named by the word before it',
    [
      ['labelled 4', 'code 107999', 'status is 107999', 'failed (107999)', 'error no. 107999', 'error number 107999'],
      ['rejected 4', 'port 107000', 'no. 107000', 'failed 107000 calls', 'session "107000"'],
      ['known 5', 'the platform said 107000'],
    ],
  ],
  [
    'rule 5: not named',
    [
      ['rejected 5', '107000 ms', '107000 row(s)', '107000 of 200000', '1 of 107000', '107999'],
      ['rejected 5', 'x|107000|2026-11-01 09:15:00 x', '[107000] x', 'app[107000]: x', 'cron)[107000] x'],
      [
        'rejected 5',
        '2026-11-01 09:15:00 [107000] x',
        '2026-11-01 09:15:00 107000 INFO x',
        '2026-11-01 09:15:00 x 107000 --- x',
      ],
      [
        'rejected 5',
        'I1101 09:15:00.1 107000 x.cc:1] x',
        '11-01 09:15:00.1  1  107000 D x',
        '<34>1 2026-11-01T09:15:00Z h a 107000 x',
      ],
      ['rejected 5', '200 107000 "-"', '[1, 107000, 5]', 'TCP_MISS/200 107000', '0x1f 107000 x'],
      ['known 5', '2026-11-01 09:15:00 107000', 'x 107000 seen', '[1] 107000', '{"a":107000}'],
    ],
  ],
])('%s', (_title, cases) => {
  it.each(cases.flatMap(([wanted, ...texts]) => texts.map((text) => [text, wanted])))('%s: %s', (text, wanted) => {
    expect(verdict(text!)).toBe(wanted);
  });
});

describe('lists', () => {
  const accepted = (text: string) => readLine(text, rulesOf({ known })).accepted;

  it('have the name of their first', () => {
    expect(accepted('codes=[107000, 107998,107999]')).toEqual([107000, 107998, 107999]);
    expect(accepted('errors: 107998,107999')).toEqual([107998, 107999]);
    expect(accepted('ids=["107000", "108001"]')).toEqual([]);
    expect(accepted('code=107999, 5, 107998')).toEqual([107999]);
  });
});

describe('rule 7: --labelled', () => {
  it.each([
    ['107000', 'rejected 7'],
    ['code=107999', 'labelled 4'],
    ['PTK107999', 'labelled 1'],
    ['InvalidSegment (108001)', 'labelled 2'],
    ['107999', 'rejected 5'],
  ])('%s: %s', (text, wanted) => {
    expect(verdict(text, { labelled: true })).toBe(wanted);
  });
});

describe('the reasons', () => {
  it('name what decided', () => {
    expect(read('sessionId=107000')[0]).toMatchObject({ name: 'sessionId', word: 'id', rule: 4 });
    expect(read('sessionId=107000')[0]!.reason).toBe('the key, "sessionId", has the word "id"');
    expect(read('x107000')[0]!.reason).toBe('it touches "x"');
    expect(read('failed 107000 ms')[0]!.reason).toBe('the unit "ms" follows it');
    expect(read('x 107000')[0]!.reason).toBe('its name, "x", says nothing of it, and the catalogue has it');
  });
});
