import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../src/model/name-words.js';
import {
  NOT_REFUSED,
  NOT_STRONG,
  REFUSE_ENDINGS,
  REFUSE_WORDS,
  STRONG_ENDINGS,
  STRONG_WORDS,
  UNIT_WORDS,
  WEAK_WORDS,
} from '../../src/model/rule-words.js';
import { judgeName } from '../../src/reference/words.js';
import { rulesOf } from '../rules/rules-of.js';

const kindOf = (name: string, given: Parameters<typeof rulesOf>[0] = {}) => judgeName(name, rulesOf(given)).kind;

describe('the words of a name', () => {
  it.each([
    ['code', ['code']],
    ['statusCode', ['status', 'code']],
    ['HTTPStatus', ['http', 'status']],
    ['httpHTTPStatusCODE', ['http', 'http', 'status', 'code']],
    ['status_code', ['status', 'code']],
    ['status-code.value', ['status', 'code', 'value']],
    ['--status__code--', ['status', 'code']],
    ['RCs', ['r', 'cs']],
    ['code2Text', ['code2', 'text']],
    ['CODE2x', ['code2x']],
    ['cs(Status)', ['cs', 'status']],
    ['-._', []],
    ['', []],
  ])('%s', (name, words) => {
    expect(wordsOf(name)).toEqual(words);
  });
});

describe('the lists', () => {
  const lists = [
    STRONG_WORDS,
    WEAK_WORDS,
    REFUSE_WORDS,
    UNIT_WORDS,
    NOT_STRONG,
    NOT_REFUSED,
    STRONG_ENDINGS,
    REFUSE_ENDINGS,
  ];

  it('have every word once, in lower case', () => {
    for (const list of lists) {
      expect(new Set(list).size).toBe(list.length);
      for (const word of list) expect(word).toMatch(/^[a-z]+$/);
    }
  });

  it('have no word that says two things', () => {
    const words = [...STRONG_WORDS, ...WEAK_WORDS, ...REFUSE_WORDS];
    expect(new Set(words).size).toBe(words.length);
  });

  it.each([
    ['strong', STRONG_WORDS],
    ['weak', WEAK_WORDS],
    ['refuse', REFUSE_WORDS],
    ['nothing', NOT_STRONG],
    ['nothing', NOT_REFUSED],
  ] as const)('make a name %s', (kind, words) => {
    for (const word of words) expect([word, kindOf(word), kindOf(word.toUpperCase())]).toEqual([word, kind, kind]);
  });
});

describe('a name', () => {
  it.each([
    ['strong', ['statusCode', 'SegmentStatus', 'timeoutErrorCode', 'faultcode', 'jobresult', 'errorNumber', 'errNo']],
    ['refuse', ['errorCount', 'statusTime', 'sessionid', 'waittime', 'resultMs', 'codeLength', 'number', 'order_no']],
    ['weak', ['failureReason', 'returnMessage', 'InvalidSkill', 'missing_user', 'TokenExpired', 'user-not-found']],
    ['nothing', ['value', 'idle', 'ErrorHandler', 'status-service', 'codeApi', 'invalid', 'InvalidSegment', '', '-']],
  ] as const)('that is %s', (kind, names) => {
    expect(names.map((name) => [name, kindOf(name)])).toEqual(names.map((name) => [name, kind]));
  });

  it('of which two words say something: the last decides', () => {
    expect(judgeName('sessionStatusId', rulesOf())).toEqual({ kind: 'refuse', word: 'id' });
    expect(judgeName('idOfStatus', rulesOf())).toEqual({ kind: 'strong', word: 'status' });
  });

  it('of a failure that is counted is none', () => {
    expect(kindOf('invalidRequestCount')).toBe('refuse');
    expect(kindOf('missingTotal')).toBe('refuse');
  });
});

describe('the names that a user adds', () => {
  it('are words, and names as a whole', () => {
    const given = { codeKeys: ['returnvalue', 'outcomeno'], ignoreKeys: ['shard'] };
    expect(kindOf('return_value', given)).toBe('strong');
    expect(kindOf('OutcomeNo', given)).toBe('strong');
    expect(kindOf('platformReturnvalue', given)).toBe('strong');
    expect(kindOf('shardCode', given)).toBe('refuse');
  });

  it('ignore before code, the whole name before its words', () => {
    expect(kindOf('shard', { codeKeys: ['shard'], ignoreKeys: ['shard'] })).toBe('refuse');
    expect(kindOf('shardValue', { codeKeys: ['shardvalue'], ignoreKeys: ['shard'] })).toBe('strong');
    expect(kindOf('ErrorHandler', { codeKeys: ['handler'] })).toBe('strong');
  });
});
