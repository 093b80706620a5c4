/** The page about the gate: what it names is there, and its example is right. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FORM_NAMES } from '../../src/check/forms/index.js';
import { CHECK_OPTIONS } from '../../src/cli/check/options.js';
import { readConfig } from '../../src/settings/config/config.js';

const PAGE = readFileSync(new URL('../../docs/check.md', import.meta.url), 'utf8');

test('its options are options of the command, and those of the gate are all there', () => {
  const named = new Set(
    [...PAGE.matchAll(/(?<![\w|-])--([a-z][a-z-]*)/g)]
      .map(([, option]) => option!)
      .filter((option) => option !== 'format'),
  );
  expect([...named].filter((option) => !(option in CHECK_OPTIONS))).toEqual([]);
  const own = Object.entries(CHECK_OPTIONS).filter(([, { group }]) => /^(Rules|Baseline|Too little)/.test(group ?? ''));
  expect(own.map(([option]) => option).filter((option) => !named.has(option))).toEqual([]);
});

test('its forms are all forms', () => {
  for (const form of FORM_NAMES) expect(PAGE).toContain(`\`${form}\``);
});

test('its example is a configuration', () => {
  const [, yaml] = /```yaml\n(defaults:.*?)```/s.exec(PAGE)!;
  expect(readConfig(yaml!, 'docs.yaml', 'project', '/').rules).toHaveLength(2);
});
