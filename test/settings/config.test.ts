/** Configuration files: what they say, and what is wrong with them, by line and path. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadConfig, readConfig } from '../../src/settings/config/config.js';
import { findProjectFile, findUserFile } from '../../src/settings/config/find.js';

const YAML = `# the gate of the integration tests
defaults:
  tz: Europe/Berlin
  code-key: [outcomeNo, resultaat]
  recursive: true
  catalogue: codes/own.json
check:
  baseline: base.json
  report: [text, junit=out/check.xml]
  min-events: 100
  rules:
    - name: Error rate
      max-error-rate: 2%
    - name: Platform reachable
      level: warn
      select: 109004
      max-count: 0
      per-window: true
`;

const read = (text: string, file = 'c.yaml', scope: 'project' | 'user' = 'project') =>
  readConfig(text, file, scope, '/srv/ci');

describe('a file', () => {
  test('gives settings as texts, with where they stand', () => {
    const config = read(YAML);
    expect(config.setting('defaults', 'tz')).toEqual({ label: 'c.yaml:3: defaults.tz', texts: ['Europe/Berlin'] });
    expect(config.setting('defaults', 'code-key')?.texts).toEqual(['outcomeNo', 'resultaat']);
    expect(config.setting('defaults', 'recursive')?.texts).toEqual(['true']);
    expect(config.setting('check', 'min-events')).toEqual({ label: 'c.yaml:10: check.min-events', texts: ['100'] });
    expect(config.setting('defaults', 'window')).toBeNull();
    expect(config.setting('check', 'rules')).toBeNull();
    expect(config.setting('check', 'toString')).toBeNull();
  });

  test('names files relative to its folder', () => {
    const config = read(YAML);
    expect(config.setting('defaults', 'catalogue')?.texts).toEqual([resolve('/srv/ci/codes/own.json')]);
    expect(config.setting('check', 'baseline')?.texts).toEqual([resolve('/srv/ci/base.json')]);
    expect(config.setting('check', 'report')?.texts).toEqual(['text', `junit=${resolve('/srv/ci/out/check.xml')}`]);
  });

  test('knows what is no file, and what stands before one', () => {
    const config = read(
      'defaults: {output: ["html:a.html", b.json, "-"], compare: previous}\ncheck: {report: [text]}\n',
    );
    expect(config.setting('defaults', 'output')?.texts).toEqual([
      `html:${resolve('/srv/ci/a.html')}`,
      resolve('/srv/ci/b.json'),
      '-',
    ]);
    expect(config.setting('defaults', 'compare')?.texts).toEqual(['previous']);
    expect(config.setting('check', 'report')?.texts).toEqual(['text']);
  });

  test('gives its rules in order', () => {
    const [first, second] = read(YAML).rules;
    expect(first!.label).toBe('c.yaml:12: check.rules[0]');
    expect(first!.fields.get('max-error-rate')).toEqual({
      label: 'c.yaml:13: check.rules[0].max-error-rate',
      texts: ['2%'],
    });
    expect([...second!.fields].map(([name, { texts }]) => [name, ...texts])).toEqual([
      ['name', 'Platform reachable'],
      ['level', 'warn'],
      ['select', '109004'],
      ['max-count', '0'],
      ['per-window', 'true'],
    ]);
  });

  test('is JSON just as well, also with tabs and a byte order mark', () => {
    const config = read('\ufeff{\n\t"$schema": "x",\n\t"defaults": {\n\t\t"year": 2026\n\t}\n}\n', 'c.json');
    expect(config.setting('defaults', 'year')).toEqual({ label: 'c.json:4: defaults.year', texts: ['2026'] });
  });

  test('may be empty', () => {
    expect(read('').rules).toEqual([]);
    expect(read('# nothing yet\n').setting('defaults', 'tz')).toBeNull();
  });

  test('may use aliases', () => {
    const config = read('defaults: &a\n  tz: UTC\ncheck:\n  rules:\n    - &r\n      name: a\n      require: 107000\n');
    expect(config.setting('defaults', 'tz')?.texts).toEqual(['UTC']);
  });
});

describe('mistakes', () => {
  test.each([
    ['an unknown section', 'checks:\n  x: 1\n', 'c.yaml:1: checks: unknown setting; did you mean check?'],
    [
      'an unknown setting',
      'check:\n  min-event: 1\n',
      'c.yaml:2: check.min-event: unknown setting; did you mean min-events?',
    ],
    [
      'an unknown setting of a rule',
      'check:\n  rules:\n    - name: a\n      max-rat: 1%\n',
      'c.yaml:4: check.rules[0].max-rat: unknown setting; did you mean max-rate?',
    ],
    [
      'a rule without a name',
      'check:\n  rules:\n    - require: 107000\n',
      'c.yaml:3: check.rules[0]: expected name in it; got none',
    ],
    ['a wrong type', 'defaults:\n  recursive: 3\n', 'c.yaml:2: defaults.recursive: expected true or false; got 3'],
    [
      'a wrong type in a list',
      'defaults:\n  code-key: [a, {}]\n',
      'c.yaml:2: defaults.code-key[1]: expected a text or a whole number; got settings',
    ],
    [
      'a wrong word',
      'check:\n  rules:\n    - name: a\n      level: wran\n      require: 1\n',
      'c.yaml:4: check.rules[0].level: expected fail or warn; got "wran": did you mean warn?',
    ],
    ['a number below', 'check:\n  min-events: 0\n', 'c.yaml:2: check.min-events: expected a number from 1 on; got 0'],
    [
      'nothing where settings are expected',
      'check:\n  rules:\n',
      'c.yaml:2: check.rules: expected a list; got nothing',
    ],
    ['an empty list', 'defaults:\n  code-key: []\n', 'c.yaml:2: defaults.code-key: expected a value; got none'],
    ['no settings at all', '- a\n', 'c.yaml:1: expected settings; got a list'],
    ['no YAML', 'check:\n  rules: [\n', /^c\.yaml:\d: not valid YAML: /],
    ['a key twice', 'check: {}\ncheck: {}\n', 'c.yaml:2: not valid YAML: Map keys must be unique'],
    ['a tag', 'check: !include x.yaml\n', /^c\.yaml:1: not valid YAML: /],
    ['two documents', 'check: {}\n---\ncheck: {}\n', /^c\.yaml:\d: not valid YAML: /],
    ['aliases that multiply', bomb(), /^c\.yaml: not valid YAML: Excessive alias count/],
  ])('%s', (_name, text, message) => {
    expect(() => read(text)).toThrow(message);
  });

  test('all of them are told, by line', () => {
    expect(() => read('check:\n  min-events: -1\n  lines: x\ndefaults:\n  tzz: UTC\n')).toThrow(
      [
        'c.yaml: 3 mistakes',
        'c.yaml:2: check.min-events: expected a number from 1 on; got -1',
        'c.yaml:3: check.lines: expected a whole number; got "x"',
        'c.yaml:5: defaults.tzz: unknown setting',
      ].join('\n'),
    );
  });

  test('a .json file is held to JSON', () => {
    expect(() => read('defaults:\n  tz: UTC\n', 'c.json')).toThrow(/^c\.json: line 1, column 1: not valid JSON/);
    expect(() => read('{"defaults": {"tz": "UTC",}}', 'c.json')).toThrow('not valid JSON');
  });

  test("a user's own file has no gate", () => {
    expect(() => read(YAML, 'config.yaml', 'user')).toThrow(
      "config.yaml:7: check: expected it in a project's configuration; got it in a user's own",
    );
    expect(read('defaults: {tz: UTC}', 'config.yaml', 'user').setting('defaults', 'tz')?.texts).toEqual(['UTC']);
  });
});

function bomb(): string {
  const lines = ['a0: &a0 [x,x,x,x,x,x,x,x,x,x]'];
  for (let i = 1; i < 9; i++)
    lines.push(
      `a${i}: &a${i} [${Array(10)
        .fill(`*a${i - 1}`)
        .join(',')}]`,
    );
  return lines.join('\n');
}

describe('on the disk', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'config-'));
    mkdirSync(join(folder, 'a', 'b'), { recursive: true });
    mkdirSync(join(folder, 'two'));
    mkdirSync(join(folder, 'home', '.config', 'ptk-logscan'), { recursive: true });
    writeFileSync(join(folder, 'ptk-logscan.config.yaml'), 'defaults: {tz: UTC}\n');
    writeFileSync(join(folder, 'a', 'ptk-logscan.config.json'), '{}');
    writeFileSync(join(folder, 'two', 'ptk-logscan.config.json'), '{}');
    writeFileSync(join(folder, 'two', 'ptk-logscan.config.yaml'), '');
    writeFileSync(join(folder, 'home', '.config', 'ptk-logscan', 'config.yaml'), '');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('the nearest one upwards is found', () => {
    expect(findProjectFile(join(folder, 'a', 'b'))).toBe(join(folder, 'a', 'ptk-logscan.config.json'));
    expect(findProjectFile(folder)).toBe(join(folder, 'ptk-logscan.config.yaml'));
  });

  test('two in one folder are a mistake', () => {
    expect(() => findProjectFile(join(folder, 'two'))).toThrow('expected one configuration file; got');
  });

  test("the user's own is below the configuration folder", () => {
    const home = join(folder, 'home');
    const file = join(home, '.config', 'ptk-logscan', 'config.yaml');
    expect(findUserFile({ HOME: home })).toBe(file);
    expect(findUserFile({ HOME: '/nowhere', XDG_CONFIG_HOME: join(home, '.config') })).toBe(file);
    expect(findUserFile({ HOME: folder })).toBeNull();
    expect(findUserFile({})).toBeNull();
  });

  test('a file is read, and called by the shorter name', async () => {
    const config = await loadConfig(join(folder, 'ptk-logscan.config.yaml'), 'project', folder);
    expect(config.setting('defaults', 'tz')).toEqual({
      label: 'ptk-logscan.config.yaml:1: defaults.tz',
      texts: ['UTC'],
    });
    await expect(loadConfig(join(folder, 'none.yaml'), 'project', folder)).rejects.toThrow(
      'none.yaml: the configuration cannot be read: no such file',
    );
    await expect(loadConfig(join(folder, 'a'), 'project', folder)).rejects.toThrow('it is a folder');
  });
});
