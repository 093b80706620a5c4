/** Text files that users bring, as editors and shells write them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadCatalogue } from '../../src/catalogue/load.js';
import { loadBaseline } from '../../src/check/baseline.js';
import { loadConfig } from '../../src/settings/config/config.js';
import { callIn } from '../cli/in-process.js';

/** No rule is about a key's value. */
const NONE: ReadonlySet<string> = new Set();

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-'));
  writeFileSync(file('a.log'), '2026-11-01 09:15:00.000 code=107000\n2026-11-01 09:16:00.000 code=107200\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string) => join(folder, name);

function swapped(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16();
}

const ENCODINGS: readonly (readonly [string, (text: string) => Buffer])[] = [
  ['UTF-8', (text) => Buffer.from(text)],
  ['UTF-8 with a mark', (text) => Buffer.from(`\ufeff${text}`)],
  ['UTF-16 of little end first', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['UTF-16 of big end first', (text) => swapped(`\ufeff${text}`)],
];

const CATALOGUE = '{"codes": [{"code": 107200, "name": "Pausé", "severity": "notice"}]}\r\n';
const CONFIG = '{"defaults": {"ignore-key": ["wähl"], "year": 2026}}';

const run = (...args: readonly string[]) => callIn(folder, args);

describe.each(ENCODINGS)('%s', (_name, encode) => {
  test('a configuration file', async () => {
    writeFileSync(file('c.json'), encode(CONFIG));
    writeFileSync(file('c.yaml'), encode('# für alle\ndefaults:\n  ignore-key: wähl\n'));
    for (const name of ['c.json', 'c.yaml']) {
      const config = await loadConfig(file(name), 'project');
      expect(config.setting('defaults', 'ignore-key')?.texts).toEqual(['wähl']);
    }
  });

  test('a catalogue', async () => {
    writeFileSync(file('codes.json'), encode(CATALOGUE));
    expect((await loadCatalogue(file('codes.json'))).get(107200).name).toBe('Pausé');
  });

  test('an earlier summary, as a baseline and to compare with', async () => {
    const { stdout, status } = await run('-f', 'json', '--tz', 'UTC', 'a.log');
    expect(status).toBe(0);
    writeFileSync(file('before.json'), encode(stdout));
    expect((await loadBaseline(file('before.json'), NONE))?.events).toBe(2);
    expect(await run('--compare', 'before.json', '--tz', 'UTC', '-f', 'markdown', 'a.log')).toMatchObject({
      stderr: '',
      status: 0,
    });
  });

  test('a job', async () => {
    writeFileSync(
      file('job.yaml'),
      encode('# täglich\ninputs: [a.log]\nreports: [{ name: daily, period: yesterday, outputs: [o.html] }]\n'),
    );
    const { stderr } = await run('report', '--config', 'job.yaml', '--dry-run');
    expect(stderr).not.toContain('job.yaml');
  });
});

describe('what is no such text is said in one line', () => {
  const NEITHER = 'expected text in UTF-8, or in UTF-16 with a byte order mark; got';
  test.each([
    [
      'a code page',
      Buffer.from('{\r\n"defaults": {"tz": "K\xf6ln"}}', 'latin1'),
      `line 2: ${NEITHER} bytes that are neither`,
    ],
    ['UTF-16 without a mark', Buffer.from(CONFIG, 'utf16le'), `line 1: ${NEITHER} bytes that are neither`],
    ['the same of ASCII', Buffer.from('{"defaults": {}}', 'utf16le'), `${NEITHER} zero bytes`],
    [
      'UTF-16 that is cut',
      Buffer.from(`\ufeff${CONFIG}`, 'utf16le').subarray(0, -1),
      `${NEITHER} UTF-16 that is cut or damaged`,
    ],
    ['half a character', Buffer.from('\ufeff{"\ud83d"}', 'utf16le'), `${NEITHER} UTF-16 that is cut or damaged`],
  ])('%s', async (_name, bytes, message) => {
    writeFileSync(file('bad.json'), bytes);
    const path = file('bad.json');
    const expected = { code: 'usage', message: `${path}: ${message}` };
    await expect(loadConfig(path, 'project', '/')).rejects.toMatchObject({ code: 'usage' });
    await expect(loadCatalogue(path)).rejects.toMatchObject(expected);
    await expect(loadBaseline(path, NONE)).rejects.toMatchObject(expected);
    for (const [option, head] of [
      ['--config', ''],
      ['--compare', ''],
      ['--catalogue', '--catalogue: '],
    ] as const) {
      expect(await run(option, 'bad.json', 'a.log')).toEqual({
        status: 2,
        stdout: '',
        stderr: `ptk-logscan: ${head}bad.json: ${message}\n`,
      });
    }
  });

  test('a file that is not there', async () => {
    expect(await run('--compare', 'none.json', 'a.log')).toEqual({
      status: 2,
      stdout: '',
      stderr: 'ptk-logscan: none.json: the summary to compare with cannot be read: no such file\n',
    });
    expect(await loadBaseline(file('none.json'), NONE)).toBeNull();
  });
});
