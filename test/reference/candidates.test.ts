import { describe, expect, it } from 'vitest';
import type { LineRules } from '../../src/model/rules.js';
import { LOOKBACK, readCandidates } from '../../src/reference/candidates.js';
import { REFUSE_WORDS, STATUS_WORDS, UNIT_WORDS } from '../../src/reference/words.js';
import { latin1, lineRules } from './line-rules.js';

/** 107000 is known in these tests, 107999 is not. */
function only(text: string, changes: Partial<LineRules> = {}) {
  const candidates = readCandidates(latin1(text), lineRules(changes));
  expect(candidates).toHaveLength(1);
  return candidates[0]!;
}

/** `labelled`, `known` (taken because the code is known) or `rejected`, with the rule that decided. */
function verdict(text: string, changes: Partial<LineRules> = {}): string {
  const { accepted, labelled, rule } = only(text, changes);
  return `${labelled ? 'labelled' : accepted ? 'known' : 'rejected'} ${rule}`;
}

describe('what is a candidate', () => {
  it.each(['105999', '110000', '10700', '1070000', '007000107', '1107000', '', 'no digits'])('not %s', (text) => {
    expect(readCandidates(text, lineRules())).toEqual([]);
  });

  it.each([106000, 106999, 107000, 108500, 109999])('%d', (code) => {
    expect(only(`${code}`)).toMatchObject({ code, offset: 0 });
  });

  it('gives byte positions, left to right', () => {
    const text = latin1('é code=107000, x=107999 then 108001');
    expect(readCandidates(text, lineRules()).map(({ offset, code }) => [offset, code])).toEqual([
      [8, 107000],
      [18, 107999],
      [30, 108001],
    ]);
  });
});

describe('rule 1: edges', () => {
  it.each([
    'a107000',
    'Z107000',
    '_107000',
    '107000a',
    '107000Z',
    '107000_',
    'PTK107000x',
    'xPTK107000',
    '_ptk_107000',
  ])('touched: %s', (text) => {
    expect(verdict(text)).toBe('rejected 1');
    expect(only(text).reason).toMatch(/^it touches "/);
  });

  it.each([
    '107000',
    ' 107000 ',
    '[107000]',
    '(107000)',
    '|107000|',
    '\t107000\t',
    '\x00107000\x00',
    'é107000é',
    '*107000*',
  ])('free: %j', (text) => {
    expect(verdict(text)).toBe('known 4');
  });

  it.each([
    'PTK107999',
    'ptk107999',
    'Ptk-107999',
    'pTK_107999',
    '/PTK-107999',
    'sessionId=PTK107999',
    'PTK107999.5',
    'PTK-107999 ms',
  ])('labelled by PTK: %s', (text) => {
    expect(verdict(text)).toBe('labelled 5');
    expect(only(text)).toMatchObject({ key: null, word: 'ptk' });
  });

  it.each([
    ['PTK--107000', 'rejected 2'],
    ['PTK_-107000', 'rejected 2'],
    ['PTK__107000', 'rejected 1'],
    ['xPTK-107000', 'rejected 2'],
    ['1PTK-107000', 'rejected 2'],
    ['_PTK-107000', 'rejected 2'],
    ['TK-107000', 'rejected 2'],
    ['PTK 107999', 'labelled 5'],
    ['PTK:107999', 'labelled 5'],
  ])('%s is not the label itself: %s', (text, expected) => {
    expect(verdict(text)).toBe(expected);
  });
});

describe('rule 2: part of something larger', () => {
  it.each([
    ...['.', '-', '/', '\\', '+', '@', '$', '~'].flatMap((byte) => [`${byte}107000`, `code=${byte}107000`]),
    '12:107000',
    'code 1:107000',
    '09:15:00,107000',
    ':00,107000',
    '107000@host',
    '107000%',
    'code=107000%',
    ...['.', ':', '-', '/', '+'].map((byte) => `code=107000${byte}1`),
  ])('rejected: %s', (text) => {
    expect(verdict(text)).toBe('rejected 2');
  });

  it.each([
    ...['.', ':', '-', '/', '+'].flatMap((byte) => [
      `code=107000${byte}`,
      `code=107000${byte}x`,
      `code=107000${byte} 1`,
    ]),
    'code:107000',
    'code,107000',
    'code 0:0,107000',
    'code x00,107000',
    'code ;107000',
    'code=107000,1',
    'code=107000;1',
    'code=107000$',
    'code=107000\\1',
    'code=107000~1',
  ])('passes: %s', (text) => {
    expect(only(text).rule).not.toBe(2);
    expect(only(text).accepted).toBe(true);
  });
});

describe('rule 3: the key', () => {
  it.each([
    'code=107999',
    'code:107999',
    'code=>107999',
    'code = 107999',
    'code   :   107999',
    'Result => 107999',
    'code="107999"',
    "code='107999'",
    '"code":107999',
    '"statusCode": 107999',
    "'code': '107999'",
    '\\"status\\":\\"107999\\"',
    "\\'status\\' : \\'107999\\'",
    'codes=[107999',
    'codes: {107999}',
    'code=(107999)',
    'code=<107999>',
    'codes=["107999"]',
    'codes="[107999]"',
    'codes= [ " 107999',
    '"code" => "107999"',
    'http.status_code=107999',
    'x-status-code: 107999',
    '?code=107999',
    'a=1&code=107999',
    '<a code="107999">',
    '<StatusCode>107999</StatusCode>',
    '<ns:StatusCode x="1">107999',
    '<status-code\t>107999',
    '<a:b:code>107999',
    '<x><code>107999',
    'sessionId=1 code=107999',
  ])('labelled: %s', (text) => {
    expect(verdict(text)).toBe('labelled 5');
  });

  it.each([
    'id=107000',
    'sessionId: 107000',
    '"session_id" : "107000"',
    'statusId=107000',
    'codeCount=107000',
    'id=<107000>',
    'error-timeout=>107000',
    '<QueueId>107000</QueueId>',
    '<code:id a="b">107000',
    'count=107000 codes',
    'count=107000 ms',
  ])('rejected: %s', (text) => {
    expect(verdict(text)).toBe('rejected 3');
  });

  it('takes what the key says nothing of if it is known, and doesn’t look at units', () => {
    expect(verdict('value=107000')).toBe('known 3');
    expect(verdict('value=107999')).toBe('rejected 3');
    expect(verdict('value=107000 ms')).toBe('known 3');
    expect(verdict('<Value>107000')).toBe('known 3');
    expect(verdict('-.=107000')).toBe('known 3');
  });

  it.each([
    ['code=""107999', 'two quotes'],
    ['code=[[107999', 'two brackets'],
    ['code=\\107999', 'a backslash alone'],
    ['code="\\\\"107999', 'more than one backslash'],
    ['code="x" 107999', 'another value between'],
    ['code=\t107999', 'a tab'],
    ['=107999', 'no identifier'],
    ['code""=107999', 'two quotes before the separator'],
    ['code[=107999', 'a bracket before the separator'],
    ['code>107999', 'no separator'],
    ['</code>107999', 'a closing tag'],
    ['<code/>107999', 'an empty element'],
    ['<code />107999', 'an empty element'],
    ['<code> 107999', 'a space before the text'],
    ['<code,x>107999', 'no tag'],
    ['<code:>107999', 'a name that is a prefix alone'],
    ['<>107999', 'no name'],
    ['<code a=">">107999', 'a bracket inside an attribute'],
    ['code>">107999', 'no tag'],
  ])('no key in %s: %s', (text) => {
    expect(only(text)).toMatchObject({ accepted: false, key: null });
    expect([2, 4]).toContain(only(text).rule);
  });

  it('reads => before the end of a tag', () => {
    expect(only('<id code=>107999')).toMatchObject({ key: 'code', labelled: true });
    expect(only('<id =>107999')).toMatchObject({ key: 'id', rule: 3, accepted: false });
    expect(only('<id "=">107999')).toMatchObject({ key: 'id', word: 'id', rule: 3 });
  });

  it('says which key and which word decided', () => {
    expect(only('sessionId=107000')).toEqual({
      offset: 10,
      code: 107000,
      accepted: false,
      labelled: false,
      rule: 3,
      reason: 'the key "sessionId" has the refused word "session"',
      key: 'sessionId',
      word: 'session',
    });
    expect(only('<ns:StatusCode>107000')).toMatchObject({ key: 'StatusCode', word: 'status', rule: 5 });
  });
});

describe('rule 4: no key', () => {
  it.each([
    'status 107999',
    'returned   107999',
    'failed (107999)',
    'error #107999',
    'Error ["107999"]',
    'myResult <107999',
    "code '107999'",
  ])('labelled: %s', (text) => {
    expect(verdict(text)).toBe('labelled 5');
    expect(only(text).key).toBeNull();
  });

  it.each(['port 107000', 'session #107000', 'took (107000)', 'errorId 107000', 'ID107 id [ 107000', 'max 107000 s'])(
    'rejected by the word before it: %s',
    (text) => {
      expect(verdict(text)).toBe('rejected 4');
      expect(only(text).reason).toContain('stands before it');
    },
  );

  it.each(['107000 ms', 'returned 107000 rows', 'code 107000 KB', 'status 107000 Bytes, 1', 'x 107000 s'])(
    'rejected by the unit: %s',
    (text) => {
      expect(verdict(text)).toBe('rejected 4');
      expect(only(text).reason).toContain('follows it');
    },
  );

  it.each([
    '107000  ms',
    '107000 msx',
    '107000 ms1',
    '107000 s_',
    '107000,ms',
    '107000\tms',
    '107000 milli',
    '107000 é',
  ])('no unit in %j', (text) => {
    expect(verdict(text)).toBe('known 4');
  });

  it.each([
    'port, 107999',
    'status\t107999',
    'status | 107999',
    'status1 107999',
    'status] 107999',
    'hello 107999',
    '107999',
  ])('neither: %s', (text) => {
    expect(verdict(text)).toBe('rejected 4');
    expect(verdict(text.replace('107999', '107000'))).toBe('known 4');
  });

  it('reads the letters before it alone, as words', () => {
    expect(verdict('x_id 107000')).toBe('rejected 4');
    expect(verdict('id_x 107000')).toBe('known 4');
    expect(verdict('lastStatus 107999')).toBe('labelled 5');
  });
});

describe('every word of the lists', () => {
  it.each(STATUS_WORDS)('%s labels, as a key and as a word', (word) => {
    expect(verdict(`${word}=107999`)).toBe('labelled 5');
    expect(verdict(`the ${word.toUpperCase()} 107999`)).toBe('labelled 5');
  });

  it.each(REFUSE_WORDS)('%s refuses, as a key and as a word', (word) => {
    expect(verdict(`${word}=107000`)).toBe('rejected 3');
    expect(verdict(`the ${word.toUpperCase()} 107000`)).toBe('rejected 4');
  });

  it.each(UNIT_WORDS)('%s is a unit in any case', (word) => {
    expect(verdict(`took about 107000 ${word}`)).toBe('rejected 4');
    expect(verdict(`code 107000 ${word.toUpperCase()}.`)).toBe('rejected 4');
  });
});

describe('added words', () => {
  it('label and refuse, as keys and as the word before', () => {
    expect(verdict('answer=107999', { codeKeys: ['answer'] })).toBe('labelled 5');
    expect(verdict('answer 107999', { codeKeys: ['answer'] })).toBe('labelled 5');
    expect(verdict('answer=107000', { ignoreKeys: ['answer'] })).toBe('rejected 3');
    expect(verdict('status=107000', { ignoreKeys: ['status'] })).toBe('rejected 3');
    expect(verdict('id=107999', { codeKeys: ['id'] })).toBe('rejected 3');
    expect(verdict('answer_value=107999', { codeKeys: ['answervalue'] })).toBe('labelled 5');
    expect(verdict('answerValue 107999', { codeKeys: ['answervalue'] })).toBe('labelled 5');
    expect(verdict('the_answer_value=107000', { ignoreKeys: ['answervalue'] })).toBe('known 3');
  });
});

describe('the look-back', () => {
  it('counts what stands further away as not there', () => {
    const spaces = (n: number) => ' '.repeat(n);
    expect(verdict(`code=${spaces(LOOKBACK - 5)}107999`)).toBe('labelled 5');
    // Of the key `xcode` only `code` is near enough.
    expect(only(`xcode=${spaces(LOOKBACK - 5)}107999`)).toMatchObject({ key: 'code', labelled: true });
    expect(only(`code=${spaces(LOOKBACK - 1)}107999`)).toMatchObject({ key: null, accepted: false });
    expect(verdict(`port${spaces(LOOKBACK - 4)}107000`)).toBe('rejected 4');
    expect(verdict(`port${spaces(LOOKBACK)}107000`)).toBe('known 4');
    expect(verdict(`<code ${spaces(LOOKBACK - 7)}>107999`)).toBe('labelled 5');
    expect(verdict(`<code ${spaces(LOOKBACK - 6)}>107999`)).toBe('rejected 4');
  });

  it('reads a long line with many candidates', () => {
    const line = `{"codes":[${'107000, 107999, <x>108001,'.repeat(30_000)}]}`;
    expect(readCandidates(line, lineRules())).toHaveLength(90_000);
  });
});
