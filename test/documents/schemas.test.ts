/** The schemas as they are published: each complete, and all of them in the package. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { publishedSchema, SCHEMAS } from '../../build/schemas.mjs';
import { CATEGORIES, FAULTS, FIRST_CODE, LAST_CODE, RETRIES, SEVERITIES } from '../../src/model/code.js';
import { FINDING_KINDS } from '../../src/model/finding.js';
import { COUNT_MODES, MAX_GROUP_KEYS } from '../../src/model/plan.js';
import { TRIGGERS } from '../../src/settings/job/job.js';
import { faultsOf } from './schemas.js';

const NAMES = Object.keys(SCHEMAS);

test.each(NAMES)('%s is a schema of draft 7 that refers to nothing outside of it, and says what it is of', (name) => {
  const schema = publishedSchema(name);
  expect(schema).toMatchObject({
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: `ptk-logscan-${name}`,
    title: expect.stringContaining('ptk-logscan'),
    description: expect.any(String),
  });
  // Compiled alone, in strict mode.
  expect(faultsOf(7, name)).not.toEqual([]);
  const refs = JSON.stringify(schema).match(/"\$ref":"[^"]*"/g) ?? [];
  expect(refs.filter((ref) => !ref.startsWith('"$ref":"#/'))).toEqual([]);
});

test('the package exports each of them', () => {
  const { exports } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  const schemas = Object.entries(exports).filter(([path]) => path.endsWith('.schema.json'));
  expect(Object.fromEntries(schemas)).toEqual(
    Object.fromEntries(NAMES.map((name) => [`./${name}.schema.json`, `./dist/${name}.schema.json`])),
  );
});

test('their words and limits are those of the program', () => {
  const { definitions, properties } = publishedSchema('summary');
  expect(definitions).toMatchObject({
    severity: { enum: SEVERITIES },
    category: { enum: CATEGORIES },
    fault: { enum: FAULTS },
    retry: { enum: RETRIES },
    code: { minimum: FIRST_CODE, maximum: LAST_CODE },
    severities: { required: SEVERITIES },
    finding: { properties: { kind: { enum: FINDING_KINDS } } },
    options: { properties: { count: { enum: COUNT_MODES }, by: { maxItems: MAX_GROUP_KEYS } } },
  });
  expect(properties).toHaveProperty('schema.const', 'ptk-logscan/summary@1');
  const { occasion } = publishedSchema('notification').properties as { occasion: { enum: string[] } };
  expect([...occasion.enum].sort()).toEqual([...TRIGGERS, 'test'].sort());
});

test('all that a document may have is required, but for what its description names', () => {
  const optional: string[] = [];
  const look = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return;
    const { properties, required = [], additionalProperties } = value as Record<string, unknown>;
    if (properties !== undefined && additionalProperties !== undefined) {
      const missing = Object.keys(properties as object).filter((key) => !(required as string[]).includes(key));
      optional.push(...missing.map((key) => `${path}/${key}`));
    }
    for (const [key, each] of Object.entries(value)) look(each, `${path}/${key}`);
  };
  for (const name of NAMES.filter((each) => !['config', 'job', 'watch'].includes(each)))
    look(publishedSchema(name), name);
  expect(optional.sort()).toEqual([
    'event/text',
    'notification/again',
    'notification/alert',
    'report/definitions/summary/groups',
    'summary/groups',
    'window/late',
    'window/revision',
  ]);
});
