/** What is wrong with a watch file is said with the line and the path of the setting. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterAll, expect, test } from 'vitest';
import { BUILT_IN } from '../../src/catalogue/catalogue.js';
import { command } from '../../src/cli/commands/watch.js';
import configSchema from '../../src/settings/config/schema.json' with { type: 'json' };
import jobSchema from '../../src/settings/job/schema.json' with { type: 'json' };
import schema from '../../src/settings/watch/schema.json' with { type: 'json' };
import { loadWatchFile } from '../../src/settings/watch/watch-file.js';
import { callHere } from '../cli/in-process.js';

const folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-watch-file-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'watch.yaml');

const ALERT = '- name: A\n    ';

async function errorOf(text: string): Promise<string> {
  writeFileSync(file, text);
  const { status, stderr } = await callHere(['watch', '--config', file], {});
  expect(status).toBe(2);
  return stderr.replace(`ptk-logscan: ${file}:`, '').trimEnd();
}

const alert = (fields: string, before = '') =>
  errorOf(`${before}inputs: [no.log]\nalerts:\n  ${ALERT}${fields.split(', ').join('\n    ')}\n`);

test.each([
  ['max-error-rate: 2%, ovr: 5m', '5: alerts[0].ovr: unknown setting; did you mean over?'],
  ['max-error-rate: 200%', '4: alerts[0].max-error-rate: expected a rate from 0% to 100%'],
  ['max-error-rate: 2%, over: soon', '5: alerts[0].over: expected a time such as 10s'],
  ['max-error-rate: 2%, over: 0s', '5: alerts[0].over: expected a time from 1s on'],
  ['max-error-rate: 2%, over: 2d', '5: alerts[0].over: expected at most what keep says; got "2d"'],
  ['max-error-rate: 2%, for: 2', '5: alerts[0].for: expected a text; got 2'],
  ['max-error-rate: 2%, for: 0 windows', '5: alerts[0].for: expected a number of windows from 1 to 1000'],
  ['max-error-rate: 2%, for: two windows', '5: alerts[0].for: expected a number of windows from 1 to 1000'],
  [
    'max-error-rate: 2%, within: tenant:acme',
    '5: alerts[0].within: expected one of the keys of by, of which there are none; got tenant',
  ],
  ['max-count: 0', '3: alerts[0]: expected select beside max-count; got none'],
  ['no-data: 10m, for: 2 windows', '5: alerts[0].for: expected none beside no-data; got one'],
  ['no-data: 10m, max-error-rate: 2%', '5: alerts[0].max-error-rate: expected none beside no-data; got one'],
  ['max-rise: 0', '4: alerts[0].max-rise: unknown setting'],
  [
    'level: warn',
    '3: alerts[0]: expected one of max-error-rate, max-rate, min-rate, max-count, require or no-data; got none',
  ],
])('an alert with %s', async (fields, said) => {
  expect(await alert(fields)).toContain(said);
});

test('a key of by is one that a rule may be about, in any case', async () => {
  writeFileSync(file, 'by: Tenant\nalerts:\n  - { name: A, max-error-rate: 2%, within: "tenant:acme" }\n');
  const { alerts } = await loadWatchFile(file);
  expect(alerts(BUILT_IN, { groupKeys: ['Tenant'], keep: 1 })).toHaveLength(1);
});

test.each([
  ['input: [a.log]', '1: input: unknown setting; did you mean inputs?'],
  ['inputs: []', '1: inputs: expected a value; got none'],
  ['inputs: [a]\nwindow: 5', '2: window: expected a text; got 5'],
  ['inputs: [a]\nlateness: soon', '2: lateness: expected a time such as'],
  ['inputs: [a]\nby: [x, y, z]', '2: by: expected'],
  ['inputs: [a]\nread: { code-keys: x }', '2: read.code-keys: unknown setting; did you mean code-key?'],
  ['inputs: [a]\nnotify:\n  - { name: c }', '3: notify[0]: expected one of webhook, email or command; got none'],
  [
    'inputs: [a]\nnotify:\n  - { name: c, command: [x] }\n  - { name: c, command: [x] }',
    '4: notify[1].name: expected each name once; got "c" again',
  ],
  [
    'inputs: [a]\nalerts:\n  - { name: c, no-data: 1m }\n  - { name: c, no-data: 1m }',
    '4: alerts[1].name: expected each name once; got "c" again',
  ],
])('a file with %j', async (text, said) => {
  expect(await errorOf(text)).toContain(said);
});

test('it gives the options that are not typed, and files relative to itself; nothing else applies', async () => {
  writeFileSync(
    file,
    `inputs: [app.log]\ntz: Europe/Berlin\nstate: run/its.state\noutput: [json:sum, page.html]\nread: { count: occurrences }\n`,
  );
  const { inputs, layer } = await loadWatchFile(file);
  expect(inputs).toEqual([join(folder, 'app.log')]);
  const texts = (option: string) => layer.setting(option)?.texts;
  expect(texts('tz')).toEqual(['Europe/Berlin']);
  expect(texts('count')).toEqual(['occurrences']);
  expect(texts('state')).toEqual([join(folder, 'run/its.state')]);
  expect(texts('output')).toEqual([`json:${join(folder, 'sum')}`, join(folder, 'page.html')]);
  expect(texts('inputs')).toBeUndefined();
  expect(texts('idle')).toBeUndefined();
  expect(await errorOf('inputs: [a]\ntz: Nowhere')).toContain('2: tz: ');
  const typed = await callHere(['watch', '--config', file, '--tz', 'Elsewhere'], {});
  expect(typed.stderr).toContain('--tz: ');
});

test('the one of the documentation is right', async () => {
  const docs = readFileSync(new URL('../../docs/alerts.md', import.meta.url), 'utf8');
  writeFileSync(file, /^inputs:[\s\S]*?(?=\n```)/m.exec(docs)![0]);
  const { alerts, channels } = await loadWatchFile(file);
  expect(alerts(BUILT_IN, { groupKeys: ['tenant'], keep: 86_400_000 })).toMatchObject([
    { name: 'Error rate', over: 300_000, windows: 2, rule: { minWindowEvents: 20 } },
    { name: 'Acme', level: 'warn', over: null, windows: 1 },
    { name: 'Silence', rule: null, silence: 600_000 },
  ]);
  expect(channels).toMatchObject([{ name: 'chat' }]);
});

test('its schema offers options that there are', () => {
  const ajv = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true, schemas: [configSchema, jobSchema] });
  expect(ajv.validateSchema(schema)).toBe(true);
  ajv.compile(schema);
  const own = ['$schema', 'inputs', 'read', 'alerts', 'notify'];
  const options = Object.keys(schema.properties).filter((name) => !own.includes(name));
  expect(options.filter((name) => !Object.hasOwn(command.options, name))).toEqual([]);
  const { exports } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  expect(exports).toMatchObject({ './watch.schema.json': './dist/watch.schema.json' });
});
