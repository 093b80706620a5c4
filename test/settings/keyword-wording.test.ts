/** Whatever a schema of ours refuses is said in words. */
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import common from '../../src/schemas/common.json' with { type: 'json' };
import config from '../../src/settings/config/schema.json' with { type: 'json' };
import { mistakesIn } from '../../src/settings/config/validate.js';
import type { Validator } from '../../src/settings/config/validators.js';
import job from '../../src/settings/job/schema.json' with { type: 'json' };
import partial from '../../src/settings/partial/schema.json' with { type: 'json' };
import plan from '../../src/settings/plan/schema.json' with { type: 'json' };
import watch from '../../src/settings/watch/schema.json' with { type: 'json' };

const WORDED: readonly (readonly [schema: object, value: unknown, message: string])[] = [
  [{ additionalProperties: false, properties: { tz: {} } }, { tzz: 1 }, 'unknown setting; did you mean tz?'],
  [{ enum: ['mdy', 'dmy'] }, 'mdyy', 'expected mdy or dmy; got "mdyy": did you mean mdy?'],
  [{ const: 1 }, '1', 'expected 1; got "1"'],
  [{ type: ['string', 'integer'] }, {}, 'expected a text or a whole number; got settings'],
  [{ required: ['name'] }, {}, 'expected name in it; got none'],
  [{ minimum: 1 }, 0, 'expected a number from 1 on; got 0'],
  [{ maximum: 9 }, 10, 'expected a number up to 9; got 10'],
  [{ minimum: 1, maximum: 9 }, 10, 'expected a number from 1 to 9; got 10'],
  [{ minItems: 1 }, [], 'expected a value; got none'],
  [{ minItems: 2 }, ['a'], 'expected at least 2; got 1'],
  [{ maxItems: 2 }, ['a', 'b', 'c'], 'expected at most 2; got 3'],
  [{ minLength: 1 }, '', 'expected a value; got none'],
  [{ minLength: 2 }, 'a', 'expected at least 2 characters; got 1'],
  [{ maxLength: 1 }, 'ab', 'expected at most 1 character; got 2'],
  [{ pattern: '^a$' }, 'b', 'expected a text that matches ^a$; got "b"'],
];

test.each(WORDED)('%j of %j', (schema, value, message) => {
  const validator = new Ajv({ allErrors: true, verbose: true, strict: false }).compile(schema) as Validator;
  expect(mistakesIn(value, validator).map((mistake) => mistake.message)).toEqual([message]);
});

/** What says nothing of a value, or leads to schemas that do. */
const OTHERS = ['$schema', '$id', '$ref', 'title', 'description', 'examples', 'default', 'items', 'propertyNames'];

/** Of a schema and all in it. */
function keywordsIn(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([keyword, value]) => {
    if (keyword === 'properties' || keyword === 'definitions') return Object.values(value).flatMap(keywordsIn);
    if (['items', 'additionalProperties', 'propertyNames'].includes(keyword)) return [keyword, ...keywordsIn(value)];
    return [keyword];
  });
}

test('each keyword of our schemas is among these', () => {
  const known = [...WORDED.flatMap(([schema]) => Object.keys(schema)), ...OTHERS];
  const all = [common, config, job, partial, plan, watch].flatMap(keywordsIn);
  expect(all.length).toBeGreaterThan(500);
  expect(all.filter((keyword) => !known.includes(keyword))).toEqual([]);
});
