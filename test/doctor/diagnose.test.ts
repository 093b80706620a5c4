import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { renderDiagnosis } from '../../src/doctor/render-diagnosis.js';
import type { LineFormat } from '../../src/model/line-format.js';
import { width } from '../../src/text/terminal.js';
import { look, one, pathOf } from './look.js';

describe('what is said of a source', () => {
  it('counts families, and lines without a time', async () => {
    const { times, sample } = await one(
      ['2026-11-01T09:15:00Z a', 'Nov  1 10:15:00 b', '  at c', '', '2026-11-02T09:15:00Z d', ''].join('\n'),
    );
    expect(sample).toMatchObject({ whole: true, lines: 5 });
    expect(times.families).toMatchObject([
      { family: 'year-first', lines: 2, share: 0.5, example: { line: 1, offset: 0, text: '2026-11-01T09:15:00Z' } },
      { family: 'month-name', lines: 1, example: { line: 2, instant: '2026-11-01T09:15:00.000Z' } },
    ]);
    expect(times).toMatchObject({
      lines: 3,
      without: 1,
      withoutExample: { line: 3, text: '  at c' },
      first: '2026-11-01T09:15:00.000Z',
      last: '2026-11-02T09:15:00.000Z',
      zone: { written: 2, missing: 1, assumed: 'Europe/Berlin', because: 'machine' },
      year: { missing: 1, assumed: [2026], because: 'modification time' },
    });
  });

  it('says which zone was assumed, and leaves one that was given in the command', async () => {
    const silent = await one('2026-11-01 09:15:00 code=107000\n');
    expect(silent.command).toBe(`ptk-logscan ${pathOf('app.log')}`);
    expect(silent.findings[0]).toContain("read in Europe/Berlin, this machine's");
    const told = await one('2026-11-01 09:15:00 code=107000\n', { given: [['tz', 'Europe/Berlin']] });
    expect(told.findings).toEqual([]);
    expect(told.command).toBe(`ptk-logscan --tz Europe/Berlin ${pathOf('app.log')}`);
    const iis = await one('#Software: Microsoft Internet Information Services 10.0\n2026-11-01 09:15:00 107000\n');
    expect(iis.times.zone).toMatchObject({ assumed: 'UTC', because: 'declared by the file' });
    expect(iis.times.first).toBe('2026-11-01T09:15:00.000Z');
    expect(iis.command).toBe(`ptk-logscan ${pathOf('app.log')}`);
  });

  it('counts codes, those unknown, and those refused by the rule', async () => {
    const { codes, findings } = await one(
      ['code=107000 code=107000', 'ptk-107999', 'sessionId=107000', '107000 ms', '/107000', '107000x', 'none'].join(
        '\n',
      ),
    );
    expect(codes).toMatchObject({ lines: 2, share: 2 / 7, labelled: 2, catalogueOnly: 0, contexts: [] });
    expect(codes.seen.map(({ code, count, known }) => [code, count, known])).toEqual([
      [107000, 1, true],
      [107999, 1, false],
    ]);
    expect(codes.refused.map(({ rule, count }) => [rule, count])).toEqual([
      [1, 1],
      [3, 1],
      [4, 1],
      [5, 1],
    ]);
    expect(codes.refused[2]!.examples).toEqual([
      {
        line: 3,
        offset: 35,
        text: 'sessionId=107000',
        code: 107000,
        reason: 'the key, "sessionId", has the word "id"',
      },
    ]);
    expect(findings.join(' ')).toContain('The catalogue does not know 107999');
  });

  it('tells encodings, line ends and compression', async () => {
    const text = async (bytes: string | Buffer) => (await one(bytes)).text;
    expect(await text('a\nb')).toMatchObject({
      encoding: 'ascii',
      lineEnds: 'lf',
      compression: null,
      byteOrderMark: false,
    });
    expect(await text('\ufeffé\r\nb\r\n')).toMatchObject({ encoding: 'utf-8', lineEnds: 'crlf', byteOrderMark: true });
    expect(await text(Buffer.from('\ufeffa\n', 'utf16le'))).toMatchObject({
      encoding: 'utf-16le',
      byteOrderMark: true,
    });
    expect(await text(gzipSync('a\r\nb\n'))).toMatchObject({ compression: 'gzip', lineEnds: 'mixed' });
    expect(await text(Buffer.from('ok\nsch\xf6n\n', 'latin1'))).toMatchObject({
      encoding: 'other',
      invalidLines: 1,
      invalidExample: { line: 2 },
    });
    const unmarked = await one(Buffer.from('2026-11-01 09:15:00Z code=107000\n', 'utf16le'));
    expect(unmarked.text).toMatchObject({ encoding: 'utf-16le', byteOrderMark: false });
    expect(unmarked.codes.lines).toBe(1);
    // Without a line end it may be anything.
    const [finding] = (await one(Buffer.from('code=107000', 'utf16le'))).findings;
    expect(finding).toContain('UTF-16 without its mark');
    expect((await one('')).findings).toEqual(['There is no text in it.']);
    // Terminal colours are not there.
    expect((await one('\x1b[31m107000\x1b[0m\n')).codes).toMatchObject({ lines: 1, refused: [] });
  });

  it('looks at long lines as a scan does', async () => {
    const far = 'x'.repeat(40_000);
    const { sample, codes, times, findings } = await one(
      `{"code":107000,"a":"${far}","code":107100,"time":"2026-11-01T09:15:00Z"}\n`,
    );
    expect(sample).toMatchObject({ lines: 1, longLines: 0 });
    expect(codes.seen.map(({ code }) => code)).toEqual([107000, 107100]);
    expect(times).toMatchObject({ lines: 1, first: '2026-11-01T09:15:00.000Z' });
    expect(findings).toEqual([]);
  });

  it('but at the beginning only of those with very many numbers, and says so', async () => {
    const { sample, codes, times, findings } = await one(
      `{"a":"${'x'.repeat(40_000)}","b":[${'107999,'.repeat(1001)}0],"time":"2026-11-01T09:15:00Z"}\n`,
    );
    expect(sample).toMatchObject({ lines: 1, longLines: 1 });
    expect(times).toMatchObject({ lines: 1, first: '2026-11-01T09:15:00.000Z' });
    expect(codes.seen).toEqual([]);
    expect(findings).toEqual([
      '1 line is longer than 32 kB and full of numbers: only the beginning was looked at, a scan reads all of it. 1,001 numbers from 106000 to 109999 behind it were not judged.',
      'No line, as far as it was looked at, has a number from 106000 to 109999.',
    ]);
  });

  it('counts a line that no part of a sample has whole once', async () => {
    const { sample, findings } = await one(`a ${'x'.repeat(2_000_000)} code=107000\n`);
    expect(sample).toMatchObject({ lines: 1, whole: false });
    expect(findings.join(' ')).toContain('No line of the sample has a number');
  });

  it('finds the time of JSON lines where it is not looked for', async () => {
    const line = '{"ctx":{"moment":1793524500123,"n":5},"code":107000}\n';
    const { findings, command } = await one(line.repeat(3));
    expect(findings[0]).toContain('ctx.moment');
    expect(command).toContain('--json-time ctx.moment');
    const format: LineFormat = { kind: 'json', codePath: null, timePath: 'ctx.moment', timeFormat: null };
    const told = await one(line.repeat(3), { format, given: [['json-time', 'ctx.moment']] });
    expect(told).toMatchObject({ findings: [], form: { fits: 3, times: 3, badTimes: 0 }, times: { lines: 3 } });
    expect(told.times.families[0]!.family).toBe('own');
  });

  it('says of a form how far it fits', async () => {
    const format: LineFormat = { kind: 'pattern', pattern: '<(?<time>.*?)> (?<code>\\d+)', timeFormat: '%d.%m.%y' };
    const { form, findings } = await one('<01.11.26> 107000\n<soon> 107000\nother\n', { format });
    expect(form).toMatchObject({ fits: 2, times: 1, badTimes: 1, badTimeExample: { line: 2, text: 'soon' }, codes: 2 });
    expect(findings[0]).toBe('Your form fits 2 of 3 lines: the others were read by the ordinary rules.');
  });

  it('gives one command for all sources where they agree', async () => {
    const good = '2026-11-01T09:15:00Z code=107000\n';
    const [a, b] = [pathOf('a.log'), pathOf('b.log')];
    expect((await look({ 'a.log': good, 'b.log': '2026-11-01 09:15:00 code=107000\n' })).command).toBe(
      `ptk-logscan ${a} ${b}`,
    );
    const json = (key: string) => `{"x":{"${key}":1793524500123},"code":107000}\n`;
    expect((await look({ 'a.log': json('p'), 'b.log': json('q') })).command).toBeNull();
  });

  it('prints every source within 80 columns, but for what is to be copied', async () => {
    const lines = [
      '2026-11-01 09:15:00 code=107000',
      '\x1b]0;x\x07\u202e code=109999',
      'sessionId=107000 日本語',
      'x'.repeat(400),
    ];
    const diagnosis = await look({ 'a.log': lines.join('\n'), 'b.log': 'Nov  1 09:15:00 12:107000' });
    const printed = renderDiagnosis(diagnosis, { width: 80, color: false });
    for (const line of printed.split('\n')) {
      if (!/^ {2}Run|^\//.test(line)) expect(width(line)).toBeLessThanOrEqual(80);
      expect(line).not.toMatch(/[\p{Cc}\u202e]/u);
    }
    expect(printed).toContain('not in the catalogue');
    expect(printed).toContain('by rule 4');
    expect(printed.split('\n').filter((line) => line.startsWith('  Run'))).toHaveLength(1);
  });
});
