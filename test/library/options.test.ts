/** The library has the options of the command line, and the rules of configuration files. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { nameOf } from '../../src/library/option-names.js';
import { SCAN_FILES_OPTIONS } from '../../src/library/options.js';
import { SCAN_OPTIONS, WINDOW_OPTION } from '../../src/settings/scan-options.js';

test('every option of a scan is one of scanFiles, under its name there', () => {
  const { config: _config, ...options } = { ...SCAN_OPTIONS, ...WINDOW_OPTION };
  const names = Object.keys(options).map(nameOf);
  expect(names).toEqual(expect.arrayContaining(['timeZone', 'codes', 'categories', 'codeKeys', 'jsonTime']));
  expect(names.filter((name) => !Object.hasOwn(SCAN_FILES_OPTIONS, name))).toEqual([]);
});

test('a rule has the fields that one of a configuration file has', () => {
  const schema = JSON.parse(readFileSync('src/settings/config/schema.json', 'utf8'));
  const types = readFileSync('src/library/check-options.ts', 'utf8');
  const fields = [...types.matchAll(/readonly '?([a-z-]+)'?\??: (?:Rate|Selector|string|number|boolean|Level)\b/g)];
  const { rule, exception } = schema.definitions;
  const known = [...Object.keys(rule.properties), ...Object.keys(exception.properties)];
  expect(known.length).toBeGreaterThan(12);
  expect(known.filter((name) => !fields.some(([, field]) => field === name))).toEqual([]);
});
