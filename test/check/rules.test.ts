/** The kinds of rules: each can be written in every way that there is, and is described there. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { RULE_KINDS } from '../../src/check/rules/index.js';
import { CHECK_OPTIONS } from '../../src/cli/check/options.js';
import schema from '../../src/settings/config/schema.json' with { type: 'json' };

const { rule, check } = schema.definitions;
/** What every rule in a file may have, of whatever kind. */
const COMMON = ['name', 'level', 'select', 'within', 'per-window', 'for', 'min-window-events', 'min-value-events'];

test('each is an option, and a default of it in files', () => {
  const names = RULE_KINDS.map(({ name }) => name);
  expect(names.filter((name) => !(name in CHECK_OPTIONS))).toEqual([]);
  expect(names.filter((name) => !(name in check.properties))).toEqual([]);
});

test('the schema of a rule has the fields of the kinds, and no others', () => {
  const fields = RULE_KINDS.filter(({ fields }) => fields !== null).map(({ name }) => name);
  expect(Object.keys(rule.properties).sort()).toEqual([...COMMON, ...fields].sort());
  for (const field of fields) expect(rule.description).toContain(field);
});

test('each has its row in the page about the gate', () => {
  const page = readFileSync(new URL('../../docs/check.md', import.meta.url), 'utf8');
  const rows = page.split('\n').filter((line) => line.startsWith('| `--'));
  expect(RULE_KINDS.filter(({ name }) => !rows.some((row) => row.includes(`\`--${name}`)))).toEqual([]);
});
