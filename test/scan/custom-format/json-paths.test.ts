import { describe, expect, it } from 'vitest';
import { parseJsonPath, valuesAt } from '../../../src/scan/custom-format/json-paths.js';

const ROW = JSON.parse(
  '{"code":1,"reply":{"errors":[{"code":2},{"code":3},{"other":4}],"a.b":5,"none":null},"list":[[6],[7,8]],"__proto__":{"x":9}}',
);

describe('a JSON path', () => {
  it.each([
    ['code', [1]],
    ['$.code', [1]],
    ['reply.errors[1].code', [3]],
    ['reply.errors[].code', [2, 3]],
    ['reply.errors[*].code', [2, 3]],
    ['list[][]', [6, 7, 8]],
    ['list[1][0]', [7]],
    ['reply["a.b"]', [5]],
    ['["reply"]["a.b"]', [5]],
    ['__proto__.x', [9]],
    ['reply.none', []],
    ['reply.missing.deep', []],
    ['code[0]', []],
    ['code.length', []],
    ['constructor', []],
    ['reply.errors.length', [3]],
  ])('%s', (path, values) => {
    expect(valuesAt(ROW, parseJsonPath(path))).toEqual(values);
  });

  it.each(['', ' ', '$', 'a..b', '.a.', 'a.', 'a[', 'a[x]', 'a["b]', 'a]b', '[]x', 'a b"c'])(
    '%j is refused',
    (path) => {
      expect(() => parseJsonPath(path)).toThrow('json path: expected names, indexes and []');
    },
  );
});
