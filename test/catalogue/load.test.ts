import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BUILT_IN } from '../../src/catalogue/catalogue.js';
import { extendCatalogue, loadCatalogue } from '../../src/catalogue/load.js';
import { LogscanError } from '../../src/model/errors.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ptk-catalogue-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(content: string | Uint8Array): Promise<string> {
  const path = join(folder, 'catalogue.json');
  await writeFile(path, content);
  return path;
}

describe('a good file', () => {
  const entries = [
    {
      code: 107200,
      name: 'CallbackPaused',
      severity: 'notice',
      category: 'interaction',
      fault: 'policy',
      retry: 'later',
      description: 'Paused.',
    },
    { code: 107201, name: 'Fine', severity: 'ok' },
    { code: 109500, name: 'Strange', severity: 'error' },
    { code: 107005, severity: 'notice' },
  ];

  test.each([
    ['an object', { codes: entries }],
    ['an object with its schema', { schema: 'ptk-logscan/codes@1', codes: entries }],
    ['an array', entries],
  ])('%s adds and changes codes', async (_name, document) => {
    const catalogue = await loadCatalogue(await file(JSON.stringify(document)));
    expect(catalogue.all()).toHaveLength(90);
    expect(catalogue.get(107200)).toEqual(entries[0]);
    expect(catalogue.get(107201)).toEqual({
      code: 107201,
      name: 'Fine',
      category: 'unknown',
      severity: 'ok',
      fault: 'none',
      retry: 'none',
      description: '',
    });
    expect(catalogue.get(109500)).toMatchObject({ category: 'unknown', fault: 'unknown', retry: 'unknown' });
    expect(catalogue.get(107005)).toEqual({ ...BUILT_IN.get(107005), severity: 'notice' });
    expect(BUILT_IN.get(107005).severity).toBe('warning');
    expect(BUILT_IN.has(107200)).toBe(false);
  });

  test('a byte order mark and no entries', async () => {
    expect((await loadCatalogue(await file('\ufeff[]'))).all()).toEqual(BUILT_IN.all());
  });
});

describe('a bad file', () => {
  const words = 'ok, notice, warning, error, critical';
  test.each([
    [
      { codes: [{ code: 107005 }, { code: 107100, severity: 'bad' }] },
      `codes[1] (107100): severity: expected one of ${words}; got "bad"`,
      null,
    ],
    [
      [{ code: 107100, severity: 'eror' }],
      `[0] (107100): severity: expected one of ${words}; got "eror"`,
      'did you mean "error"?',
    ],
    [
      [{ code: 107100, fault: null }],
      '[0] (107100): fault: expected one of none, policy, caller, configuration, platform, unknown; got null',
      null,
    ],
    [[{ code: 107900, name: 'New' }], `[0] (107900): severity: expected one of ${words}; got nothing`, null],
    [[{ code: 107900, severity: 'ok' }], '[0] (107900): name: expected a string that is not blank; got nothing', null],
    [[{ code: 107000, name: ' ' }], '[0] (107000): name: expected a string that is not blank; got " "', null],
    [[{ code: 107000, description: [] }], '[0] (107000): description: expected a string; got an array', null],
    [
      [{ code: 107000, serverity: 'ok' }],
      '[0] (107000): unknown field "serverity": expected code, name, category, severity, fault, retry, description',
      'did you mean "severity"?',
    ],
    [
      [{ code: 107000, __proto__x: 1 }],
      '[0] (107000): unknown field "__proto__x": expected code, name, category, severity, fault, retry, description',
      null,
    ],
    [[{ code: 107000 }, { code: 107000 }], '[1] (107000): code: expected each code once; got it in [0] already', null],
    [[{ code: '107000' }], '[0]: code: expected a whole number from 106000 to 109999; got "107000"', null],
    [[{ code: 110000 }], '[0]: code: expected a whole number from 106000 to 109999; got 110000', null],
    [[{}], '[0]: code: expected a whole number from 106000 to 109999; got nothing', null],
    [[[]], '[0]: expected an object; got an array', null],
    [{}, 'codes: expected an array of codes; got nothing', null],
    [{ code: [] }, 'unknown field "code": expected schema, codes', 'did you mean "codes"?'],
    [{ schema: 'other@1', codes: [] }, 'schema: expected "ptk-logscan/codes@1"; got "other@1"', null],
    ['text', 'expected an object with "codes", or an array of codes; got "text"', null],
    [null, 'expected an object with "codes", or an array of codes; got null', null],
  ])('%j', (document, message, tip) => {
    let error: unknown = null;
    try {
      extendCatalogue(document, 'c.json');
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(LogscanError);
    expect(error).toMatchObject({ code: 'usage', message: `c.json: ${message}`, tip });
  });

  test.each([
    ['', 'line 1, column 1: not valid JSON: expected a value; got the end of the file'],
    [
      '{\n  "codes": [\n    { "code": 107000 "name": "x" }\n  ]\n}',
      'line 3, column 22: not valid JSON: expected "," or "}"; got "\\""',
    ],
    ['[1,\n]', 'line 2, column 1: not valid JSON: expected a value; got "]"'],
    ['[bad]', 'line 1, column 2: not valid JSON: expected a value or "]"; got "b"'],
    ["{'codes': []}", 'line 1, column 2: not valid JSON: expected a key in double quotes or "}"; got "\'"'],
    ['{"codes" []}', 'line 1, column 10: not valid JSON: expected ":"; got "["'],
    ['{"codes": []}\n[]', 'line 2, column 1: not valid JSON: expected nothing more; got "["'],
    ['["a\nb"]', 'line 1, column 4: not valid JSON: expected the rest of a string, or its closing quote; got "\\n"'],
    ['["\\x"]', 'line 1, column 3: not valid JSON: expected the rest of a string, or its closing quote; got "\\\\"'],
    ['[01]', 'line 1, column 2: not valid JSON: expected a value or "]"; got "0"'],
    ['[', 'line 1, column 2: not valid JSON: expected a value or "]"; got the end of the file'],
  ])('JSON with a mistake names the place: %j', async (text, message) => {
    const path = await file(text);
    await expect(loadCatalogue(path)).rejects.toMatchObject({ code: 'usage', message: `${path}: ${message}` });
  });

  test('deep nesting is a mistake like any other', async () => {
    const path = await file('['.repeat(200_000));
    await expect(loadCatalogue(path)).rejects.toMatchObject({ code: 'usage' });
  });

  test('not UTF-8', async () => {
    const path = await file(Uint8Array.of(0x5b, 0xff, 0x5d));
    await expect(loadCatalogue(path)).rejects.toMatchObject({
      code: 'usage',
      message: `${path}: line 1: expected text in UTF-8, or in UTF-16 with a byte order mark; got bytes that are neither`,
    });
  });

  test('not there, or a folder', async () => {
    const missing = join(folder, 'missing.json');
    await expect(loadCatalogue(missing)).rejects.toMatchObject({
      code: 'usage',
      message: `${missing}: the catalogue cannot be read: no such file`,
    });
    await expect(loadCatalogue(folder)).rejects.toMatchObject({
      message: `${folder}: the catalogue cannot be read: it is a folder`,
    });
  });
});
