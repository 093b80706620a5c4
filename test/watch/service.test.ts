/** What `--print-service` prints, with paths that try to be more than paths. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { printService, serviceName } from '../../src/watch/service/index.js';
import { PROGRAM } from '../cli/program.js';

const CALL = [
  '/usr/bin/node',
  '/opt/ptk logscan/bin.js',
  'watch',
  '--config',
  '/srv/$HOME 100% "it\'s"/w.yaml',
  ';',
  '',
];
const service = { call: CALL, folder: '/srv/100% o’clock', name: 'ptk-logscan-w', hasFile: true, user: null };

/** The words of a command line of systemd, as systemd.syntax(7) and systemd.service(5) say. */
function systemdWords(line: string): string[] {
  const words = [...line.matchAll(/"((?:\\.|[^"\\])*)"|(\S+)/g)];
  return words.map(([, quoted, bare]) => {
    const word = quoted === undefined ? bare! : quoted.replace(/\\(.)/g, '$1');
    // A variable and a specifier stand for something else.
    expect(word.replaceAll('$$', '').replaceAll('%%', '')).not.toMatch(/[$%]/);
    return word.replaceAll('$$', '$').replaceAll('%%', '%');
  });
}

/** As CommandLineToArgvW takes a command line apart. */
function windowsWords(line: string): string[] {
  const words: string[] = [];
  for (const [word] of line.matchAll(/(?:\\*"(?:(?:\\\\)*\\"|[^"])*"|[^\s"])+/g)) {
    words.push(
      word.replace(
        /(\\*)"/g,
        (_, slashes: string) => '\\'.repeat(slashes.length >> 1) + (slashes.length % 2 ? '"' : ''),
      ),
    );
  }
  return words;
}

const path = fc
  .string({ unit: 'grapheme', maxLength: 20 })
  .filter((text) => !/[\p{Cc}\u2028\u2029\s]|\\$/u.test(text.replaceAll(' ', '')));

describe('a unit of systemd', () => {
  const lineOf = (text: string) => /^ExecStart=(.*)$/m.exec(text)![1]!;

  test('has every word as it is', () => {
    const text = printService('systemd', service);
    expect(systemdWords(lineOf(text))).toEqual(CALL);
    expect(text).toContain('WorkingDirectory=/srv/100%% o’clock\n');
    expect(text).toContain('ExecReload=/bin/kill -HUP $MAINPID\n');
    expect(text).toContain('SuccessExitStatus=143\n');
  });

  test('whatever the words are', () => {
    fc.assert(
      fc.property(fc.array(path, { maxLength: 4 }), (more) => {
        const text = printService('systemd', { ...service, call: ['/usr/bin/node', ...more] });
        expect(systemdWords(lineOf(text))).toEqual(['/usr/bin/node', ...more]);
      }),
    );
  });

  test.runIf(spawnSync('systemd-analyze', ['--version']).status === 0)('is one that systemd takes', () => {
    const folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-unit-'));
    try {
      const file = join(folder, 'ptk-logscan-w.service');
      const call = [process.execPath, ...CALL.slice(1)];
      writeFileSync(file, printService('systemd', { ...service, call, folder: '/' }));
      const { stdout, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', file], { encoding: 'utf8' });
      const about = `${stdout}${stderr}`.split('\n').filter((line) => line.includes('ptk-logscan-w.service'));
      expect(about).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('a task for Windows', () => {
  const argumentsOf = (text: string) =>
    /<Arguments>(.*)<\/Arguments>/s
      .exec(text)![1]!
      .replace(/&#(\d+);/g, (_, n: string) => String.fromCodePoint(Number(n)))
      .replace(/&#x([0-9a-f]+);/gi, (_, n: string) => String.fromCodePoint(Number.parseInt(n, 16)))
      .replaceAll('&quot;', '"')
      .replaceAll('&apos;', "'")
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&');

  test('is XML, begins with the machine and has no limit of time', async () => {
    const call = ['C:\\Program Files\\node.exe', 'C:\\x\\bin.js', 'watch', '--config', 'C:\\a -- b\\"&<!--\\w.yaml'];
    const text = printService('windows', { ...service, call, folder: 'C:\\logs & more' });
    const schema = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://schemas.microsoft.com/windows/2004/02/mit/task">
      <xs:element name="Task"><xs:complexType><xs:sequence><xs:any processContents="skip" maxOccurs="unbounded"/></xs:sequence><xs:attribute name="version"/></xs:complexType></xs:element>
    </xs:schema>`;
    const { errors } = await validateXML({
      xml: [{ fileName: 'task.xml', contents: text }],
      schema: [{ fileName: 'any.xsd', contents: schema }],
    });
    expect(errors).toEqual([]);
    expect(windowsWords(argumentsOf(text))).toEqual(call.slice(1));
    expect(text).toContain('<BootTrigger />');
    expect(text).toContain('<ExecutionTimeLimit>PT0S</ExecutionTimeLimit>');
    expect(text).toContain('<UserId>S-1-5-18</UserId>\n      <RunLevel>');
  });
});

test.each(['/srv/a\nExecStart=/bin/rm', '/srv/\r', '/srv/\u2028', 'C:\\logs\\'])(
  'what would end a line is refused: %j',
  (word) => {
    for (const manager of ['systemd', 'windows'] as const) {
      for (const other of [
        { ...service, folder: word },
        { ...service, call: [...CALL, word] },
      ]) {
        expect(() => printService(manager, other)).toThrow('to write it into a service');
      }
    }
  },
);

test.each([
  [null, 'ptk-logscan-watch'],
  ['/srv/shop.yaml', 'ptk-logscan-shop'],
  ['/srv/ptk-logscan.a b;c.json', 'ptk-logscan-a-b-c'],
  ['/srv/;.yml', 'ptk-logscan-watch'],
])('the name of %j is %s', (file, name) => {
  expect(serviceName(file)).toBe(name);
});

test('the call is printed as it was typed, without what prints it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-unit-'));
  try {
    const print = (...args: string[]) =>
      execFileSync(process.execPath, [PROGRAM, 'watch', ...args], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
    const start = `ExecStart=${process.execPath} ${PROGRAM} watch `;
    for (const given of [['--print-service', 'systemd'], ['--print-service=systemd']]) {
      const text = print('a.log', ...given, '--by', 'tenant');
      expect(text).toContain(`${start}a.log --by tenant\n`);
      expect(text).toContain(`WorkingDirectory=${folder}\n`);
      expect(text).not.toContain('ExecReload');
    }
    expect(() => print('-', '--print-service', 'windows')).toThrow('expected files, which a service can follow');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
