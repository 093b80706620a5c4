/** The published schema: it offers the options that there are, and no others. */
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.js';
import schema from '../../src/settings/config/schema.json' with { type: 'json' };

/** What cannot be a default: where configuration itself is, and what a run is told about itself alone. */
const NO_DEFAULTS = ['config', 'progress', 'quiet'];
const NO_CHECK_SETTING = ['update-baseline', ...NO_DEFAULTS];

test('defaults are the options of scan', async () => {
  const { command } = await COMMANDS.scan.load();
  // Texts of logs are in a document only where it is asked for them, and which part of a plan is counted is typed: no file
  // does that. A check has lines of its own.
  const options = Object.keys(command.options).filter(
    (name) => ![...NO_DEFAULTS, 'lines', 'plan', 'part'].includes(name),
  );
  expect(Object.keys(schema.definitions.defaults.properties).sort()).toEqual(options.sort());
});

test('check has the options of check that are no defaults, and rules', async () => {
  const { command } = await COMMANDS.check.load();
  const defaults = Object.keys(schema.definitions.defaults.properties);
  const options = Object.keys(command.options).filter(
    (name) => !defaults.includes(name) && !NO_CHECK_SETTING.includes(name),
  );
  expect(Object.keys(schema.definitions.check.properties).sort()).toEqual([...options, 'ignore', 'rules'].sort());
});

test('everything in it is described, for editors', () => {
  for (const { properties } of Object.values(schema.definitions)) {
    for (const [name, property] of Object.entries(properties)) {
      expect([name, 'description' in property || '$ref' in property]).toEqual([name, true]);
    }
  }
});

test('it is a valid schema of draft 7, in strict mode', () => {
  const ajv = new Ajv({ allowUnionTypes: true });
  expect(ajv.validateSchema(schema)).toBe(true);
  ajv.compile(schema);
  expect(schema.$schema).toBe('http://json-schema.org/draft-07/schema#');
});
