/** JUnit XML, held to the schema of Jenkins' reader. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { renderJunit } from '../../../src/check/forms/junit.js';
import { crowded, empty, hostile, ordinary, passing } from './a-document.js';

const SCHEMA = readFileSync(new URL('../../data/junit-4.xsd', import.meta.url), 'utf8');

test.each([
  ['an ordinary run', ordinary()],
  ['a run that passes', passing()],
  ['an empty run', empty()],
  ['many rules', crowded()],
  ['hostile text', hostile()],
])('%s is valid', async (_name, document) => {
  const contents = renderJunit(document);
  const { valid, errors } = await validateXML({ xml: { fileName: 'out.xml', contents }, schema: SCHEMA });
  expect(errors).toEqual([]);
  expect(valid).toBe(true);
});

test('the counts are those of the elements', () => {
  const xml = renderJunit(ordinary());
  const { rules, states } = ordinary();
  expect(xml.match(/<testcase /g)).toHaveLength(rules.length);
  expect(xml.match(/<failure /g)).toHaveLength(states.fail);
  expect(xml.match(/<skipped>/g) ?? []).toHaveLength(states.skipped);
  expect(xml).toContain(`tests="${rules.length}" failures="${states.fail}" errors="0"`);
});

test('what is behind a broken rule stands in the body', () => {
  const failure = /<failure type="max-count"[^>]*>([^<]*)<\/failure>/.exec(renderJunit(ordinary()))?.[1];
  expect(failure).toContain('at logs/app.log:13');
  expect(failure).toContain('log line 13');
  expect(failure).toContain('109004 PlatformUnavailable, critical, 9 events');
});

test('input that was not read is an error, not a failure', () => {
  const document = ordinary();
  document.rules[0]!.state = 'fail';
  document.states.fail++;
  const xml = renderJunit(document);
  expect(xml).toContain('<error type="input-complete" message="Could not be read whole: gone.log: no such file">');
  expect(xml).toContain(`failures="${document.states.fail - 1}" errors="1"`);
});
