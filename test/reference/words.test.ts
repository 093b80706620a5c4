import { describe, expect, it } from 'vitest';
import { judgeName, keyWords, REFUSE_WORDS, STATUS_WORDS, UNIT_WORDS } from '../../src/reference/words.js';

describe('the words of a key', () => {
  it.each([
    ['code', ['code']],
    ['statusCode', ['status', 'code']],
    ['StatusCode', ['status', 'code']],
    ['HTTPStatus', ['http', 'status']],
    ['httpHTTPStatusCODE', ['http', 'http', 'status', 'code']],
    ['status_code', ['status', 'code']],
    ['status-code.value', ['status', 'code', 'value']],
    ['--status__code--', ['status', 'code']],
    ['RC', ['rc']],
    ['RCs', ['r', 'cs']],
    ['code2', ['code2']],
    ['code2Text', ['code2', 'text']],
    ['2Code', ['2', 'code']],
    ['CODE2x', ['code2x']],
    ['107000', ['107000']],
    ['-._', []],
    ['', []],
  ])('%s', (key, words) => {
    expect(keyWords(key)).toEqual(words);
  });
});

describe('the lists', () => {
  it('have every word once, in lower case, and no word is both a status and a refused one', () => {
    for (const list of [STATUS_WORDS, REFUSE_WORDS, UNIT_WORDS]) {
      expect(new Set(list).size).toBe(list.length);
      for (const word of list) expect(word).toMatch(/^[a-z]+$/);
    }
    expect(STATUS_WORDS.filter((word) => REFUSE_WORDS.includes(word))).toEqual([]);
  });
});

describe('judging a name', () => {
  const none = { codeKeys: [], ignoreKeys: [] };

  it('lets the refuse list speak first, over all words', () => {
    expect(judgeName('statusCodeCount', none)).toEqual({ kind: 'refuse', word: 'count' });
    expect(judgeName('statusCode', none)).toEqual({ kind: 'status', word: 'status' });
    expect(judgeName('value', none)).toEqual({ kind: 'open', word: null });
  });

  it('compares words, not parts of them', () => {
    expect(judgeName('idle', none).kind).toBe('open');
    expect(judgeName('encode', none).kind).toBe('open');
  });

  it('takes an added name as a word, and as a whole key with its words joined', () => {
    const added = { codeKeys: ['returnvalue'], ignoreKeys: ['shard'] };
    expect(judgeName('return_value', added)).toEqual({ kind: 'status', word: 'return' });
    expect(judgeName('ReturnValue', { ...added, ignoreKeys: ['returnvalue'] }).kind).toBe('refuse');
    expect(judgeName('platformReturnvalue', added)).toEqual({ kind: 'status', word: 'returnvalue' });
    expect(judgeName('shardCode', added)).toEqual({ kind: 'refuse', word: 'shard' });
    expect(judgeName('answerValue', { codeKeys: ['answervalue'], ignoreKeys: [] })).toEqual({
      kind: 'status',
      word: 'answervalue',
    });
    expect(judgeName('lastAnswerValue', { codeKeys: ['answervalue'], ignoreKeys: [] }).kind).toBe('open');
  });

  it('never lets a built-in word match the joined name', () => {
    expect(judgeName('sta-tus', none).kind).toBe('open');
    expect(judgeName('po_rt', none).kind).toBe('open');
  });

  it('has nothing to say of a name without words', () => {
    expect(judgeName('--', { codeKeys: [''], ignoreKeys: [''] }).kind).toBe('open');
  });
});
