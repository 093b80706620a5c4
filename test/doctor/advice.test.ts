/** What the doctor finds and advises: each option in its command changes what is read. */
import { describe, expect, it } from 'vitest';
import { renderDiagnosis } from '../../src/doctor/render-diagnosis.js';
import { width } from '../../src/text/terminal.js';
import { lines, look, one, options } from './look.js';

const BERLIN = { given: [['tz', 'Europe/Berlin']] } as const;

describe('columns under a header', () => {
  const rows = (header: string) =>
    header + lines(40, (i) => `2026-12-31 09:00:${10 + i},${106500 + 7 * i},${[107000, 107100, 107999][i % 3]},5`);

  it('says which it found, and reads the lines by it', async () => {
    const { header, codes, times } = await one(rows('time,session,answerCode,ms\n'), BERLIN);
    expect(header).toEqual({
      line: 1,
      text: 'time,session,answerCode,ms',
      separator: ',',
      columns: [
        { name: 'time', is: 'time' },
        { name: 'session', is: null },
        { name: 'answerCode', is: 'code' },
        { name: 'ms', is: null },
      ],
      rows: 40,
      otherLines: 0,
    });
    expect(codes).toMatchObject({ lines: 40, labelled: 40, catalogueOnly: 0, refused: [{ rule: 6, count: 40 }] });
    expect(times.lines).toBe(40);
  });

  it('reads parts from the middle and the end of a large file by it', async () => {
    const { header, codes, sample } = await one(
      `time,session,answerCode,text\n${lines(4000, (i) => `2026-12-31 09:00:00,${i},107999,${'x'.repeat(500)}`)}`,
      BERLIN,
    );
    expect(sample).toMatchObject({ whole: false });
    expect(header).toMatchObject({ rows: sample.lines - 1, otherLines: 0 });
    expect(codes.seen).toMatchObject([{ code: 107999, count: sample.lines - 1 }]);
  });

  it('finds names of columns of which none is that of a code', async () => {
    const source = await one(rows('time,session,answer,ms\n'), BERLIN);
    expect(source.header).toBeNull();
    expect(source.findings[0]).toContain('most numbers of "answer" are in the catalogue: --code-key answer');
    expect(options(source)).toBe('--tz Europe/Berlin --code-key answer');
  });

  it('doubts one that few lines have', async () => {
    const { findings } = await one(`status,of,today\n${'code=107000\n'.repeat(5)}`, BERLIN);
    expect(findings[0]).toContain('5 of 5 lines below it have others');
  });
});

describe('codes that rest on the catalogue alone', () => {
  it('counts them, with where they stand', async () => {
    const bars = lines(6, (i) => `2026-12-31 09:0${i}:00 |CPtk::Reply|${[107000, 107100][i % 2]}|c${i}`);
    const { codes, findings } = await one(`${bars}code=107000\nsaid 107000 code=107000\n`, BERLIN);
    expect(codes).toMatchObject({ labelled: 2, catalogueOnly: 6 });
    expect(codes.contexts).toMatchObject([
      { text: '|CPtk::Reply|#|', count: 6, unknown: 0, name: null, example: { line: 1 } },
    ]);
    expect(findings).toEqual([]);
  });

  it('keeps the five commonest contexts', async () => {
    const { codes } = await one(
      lines(28, (i) => `${'abcdefg'[Math.floor((Math.sqrt(8 * i + 1) - 1) / 2)]}x saw 107000 here`),
    );
    expect(codes.contexts.map(({ text, count }) => [text, count])).toEqual([
      ['gx saw # here', 7],
      ['fx saw # here', 6],
      ['ex saw # here', 5],
      ['dx saw # here', 4],
      ['cx saw # here', 3],
    ]);
  });

  it('advises --labelled where they look like other numbers', async () => {
    const running = lines(300, (i) => `2026-12-31 09:00:00 |${107000 + i}| code=107000`);
    const source = await one(running, BERLIN);
    expect(source.findings[0]).toContain('in no catalogue. --labelled leaves them out.');
    expect(options(source)).toBe('--tz Europe/Berlin --labelled');
    const told = await one(running, { given: [...BERLIN.given, ['labelled', null]], rules: { labelled: true } });
    expect(told).toMatchObject({ findings: [], codes: { catalogueOnly: 0, labelled: 300 } });
    expect(told.command).toBe(source.command);
  });

  it('advises --ignore-key where they have one name', async () => {
    const running = lines(300, (i) => `2026-12-31 09:00:00 inst ${107000 + i} code=107000`);
    const source = await one(running, BERLIN);
    expect(source.findings[0]).toContain('--ignore-key inst leaves them out');
    expect(options(source)).toBe('--tz Europe/Berlin --ignore-key inst');
    const told = await one(running, { ...BERLIN, rules: { ignoreKeys: ['inst'] } });
    expect(told).toMatchObject({ findings: [], codes: { catalogueOnly: 0, labelled: 300 } });
  });
});

describe('numbers that may be codes', () => {
  const refused = (name: string) => lines(9, (i) => `2026-12-31 09:00:00Z ${name}=${[107000, 107100, 109004][i % 3]}`);

  it('advises --code-key where a name has mostly known codes', async () => {
    const source = await one(refused('answerNo'));
    expect(source.findings).toEqual([
      '9 numbers are refused that have the name "answerNo", 9 of whose 9 are in the catalogue: --code-key answerNo takes them.',
    ]);
    expect(options(source)).toBe('--code-key answerNo');
    const told = await one(refused('answerNo'), { rules: { codeKeys: ['answerno'] } });
    expect(told).toMatchObject({ findings: [], codes: { labelled: 9 } });
  });

  it('never where it changes nothing', async () => {
    // What is ignored is so before it is a code.
    const ignored = await one(refused('answerNo'), { rules: { ignoreKeys: ['answerno'] } });
    expect(ignored.command).not.toContain('--code-key');
    const edges = await one('2026-12-31 09:00:00Z A107000 /107001 12:107000\n'.repeat(3));
    expect(edges.findings.join(' ')).toContain('no --code-key changes that');
    expect(options(edges)).toBe('');
    const access = await one('10.0.0.1 - - [31/Dec/2026:09:00:00 +0000] "GET / HTTP/1.1" 200 107000 "-"\n'.repeat(3));
    expect(access.findings.join(' ')).toContain('none has a name that --code-key would take.');
    expect(options(access)).toBe('');
  });

  it('names the one that takes some, where none is likely', async () => {
    const source = await one('2026-12-31 09:00:00Z elapsed=107005\n');
    expect(source.findings).toEqual([
      'No line has a code, but 1 number looks like one. If the one with the name "elapsed" is a code, --code-key elapsed takes it.',
    ]);
    expect(options(source)).toBe('');
  });
});

describe('dates', () => {
  const days = (from: number, to: number, form: (day: string) => string) =>
    lines(to - from + 1, (i) => `${form(String(from + i).padStart(2, '0'))} 09:15:00Z code=107000`);

  it('says what was given, and that a first number over 12 is a day all the same', async () => {
    const { times } = await one(days(11, 14, (day) => `${day}/11/2026`));
    expect(times.dateOrder).toMatchObject({ order: null, either: 1, dayFirst: 2, monthFirst: 0, unread: 0 });
    expect(times.lines).toBe(4);
    const sure = await one(days(13, 20, (day) => `${day}/11/2026`));
    expect(sure).toMatchObject({ findings: [], times: { dateOrder: { dayFirst: 8, either: 0 } } });
    const given = await one('11/01/2026 09:15:00Z x\n', { rules: { dateOrder: 'dmy' } });
    expect(given.times.dateOrder).toMatchObject({ order: 'dmy', either: 1 });
    expect(given.findings).toEqual(['No line has a number from 106000 to 109999.']);
  });

  it('takes the order from dates that have but one', async () => {
    const source = await one(days(10, 14, (day) => `${day}/11/2026`));
    expect(source.findings[0]).toContain('--date-order dmy reads all of them so');
    expect(options(source)).toBe('--date-order dmy');
    const dashes = await one(days(10, 14, (day) => `11-${day}-2026`));
    expect(dashes.times.dateOrder).toMatchObject({ unread: 2, monthFirstExample: { text: '11-13-2026 09:15:00' } });
    expect(dashes.findings[0]).toContain('and are not read: --date-order mdy reads all of them so');
    expect(options(dashes)).toBe('--date-order mdy');
    const both = await one('25/12/2026 09:15:00Z code=107000\n12/25/2026 09:15:00Z code=107000\n');
    expect(both.findings[0]).toContain('Dates of both orders');
    expect(options(both)).toBe('');
  });

  it('replaces an order that was given', async () => {
    const source = await one(
      days(10, 14, (day) => `11/${day}/2026`),
      {
        rules: { dateOrder: 'dmy' },
        given: [['date-order', 'dmy']],
      },
    );
    expect(options(source)).toBe('--date-order mdy');
  });

  it('takes it from the time of the file, and says where nothing tells', async () => {
    const either = days(1, 5, (day) => `${day}/11/2026`);
    const near = await one(either, { written: '2026-11-05T12:00:00Z' });
    expect(near.findings[0]).toBe(
      'Its dates are read as 2026-05-11, 178 days before the file was written: --date-order dmy reads them as 2026-11-05.',
    );
    expect(options(near)).toBe('--date-order dmy');
    const far = await one(either, { written: '2026-12-25T12:00:00Z' });
    expect(far.findings[0]).toContain('Nothing tells day from month in 5 dates');
    expect(options(far)).toBe('');
    // Read as it was meant.
    expect((await one('11/01/2026 09:15:00Z code=107000\n', { written: '2026-11-01T12:00:00Z' })).findings).toEqual([]);
  });
});

describe('times in the future, or years away', () => {
  it('says how many, and the zone that mends it', async () => {
    const source = await one('2026-12-31 09:00:00 code=107000\n', {
      timeZone: 'America/New_York',
      now: '2026-12-31T09:01:00Z',
      written: '2026-12-31T09:01:00Z',
    });
    expect(source.times.ahead).toMatchObject({ count: 1, farthest: '2026-12-31T14:00:00.000Z', example: { line: 1 } });
    expect(source.findings.join(' ')).toContain('1 time lies in the future, by 5 h');
    expect(source.findings.join(' ')).toContain('With --tz UTC none of them does.');
    expect(options(source)).toBe('--tz UTC');
  });

  it('the year that mends it, in place of one that was given', async () => {
    const source = await one('Dec 31 09:00:00 host code=107000\n', {
      rules: { year: 2020 },
      given: [...BERLIN.given, ['year', '2020']],
    });
    expect(source.times).toMatchObject({ ahead: null, far: { count: 1 } });
    expect(source.findings.join(' ')).toContain('With --year 2026 none of them does.');
    expect(options(source)).toBe('--tz Europe/Berlin --year 2026');
  });

  it('but no year that puts some hours ahead a year back', async () => {
    const source = await one('Dec 31 17:00:00 host code=107000\n', { now: '2026-12-31T12:00:00Z' });
    expect(source.times.ahead).toMatchObject({ count: 1 });
    expect(options(source)).not.toContain('year');
  });

  it('and no time of an appointment as that of the line', async () => {
    for (const key of ['appointmentTime', 'expires', 'birthDate'])
      expect(options(await one(`{"${key}":"2026-12-09T10:00:00Z","code":107000}\n`))).not.toContain('json-time');
    expect(options(await one('{"moment":"2026-12-09T10:00:00Z","code":107000}\n'))).toContain('--json-time moment');
  });

  it('the order of short dates that mends it', async () => {
    const source = await one(
      lines(5, (i) => `2${i}/12/26 09:00:00 code=107000`),
      BERLIN,
    );
    expect(source.times.far).toMatchObject({ count: 5 });
    expect(options(source)).toBe('--tz Europe/Berlin --date-order dmy');
  });

  it('that nothing mends it', async () => {
    const old = await one('2019-12-31 09:00:00Z code=107000\n');
    expect(old.times.far).toMatchObject({ count: 1, farthest: '2019-12-31T09:00:00.000Z' });
    expect(old.findings[1]).toBe(
      'No --date-order, --tz or --year reads them nearer: perhaps a log that was copied later.',
    );
    expect(options(old)).toBe('');
    // A clock may be some minutes ahead.
    const ahead = { now: '2026-12-31T09:00:00Z', written: '2026-12-31T09:00:00Z' };
    expect((await one('2026-12-31T09:04:59Z code=107000\n', ahead)).times.ahead).toBeNull();
    expect((await one('2026-12-31T09:05:01Z code=107000\n', ahead)).times.ahead).toMatchObject({ count: 1 });
  });
});

describe('zones and times of others', () => {
  it('says what zones were assumed by name', async () => {
    const line = '2026-12-31 09:00:00 CST code=107000\n';
    const berlin = await one(line);
    expect(berlin.times).toMatchObject({
      zone: { written: 1, missing: 0 },
      zoneNames: [{ name: 'CST', offset: '-06:00', because: 'convention', count: 1 }],
    });
    expect(berlin.findings[0]).toContain('read as -06:00; --tz Asia/Shanghai reads it as +08:00');
    const shanghai = await one(line, { timeZone: 'Asia/Shanghai' });
    expect(shanghai.times.zoneNames).toMatchObject([{ offset: '+08:00', because: 'report zone' }]);
    expect(shanghai.findings).toEqual([]);
    const moscow = await one(line.replace('CST', 'MSK'), { timeZone: 'Europe/Moscow' });
    expect(moscow.times.zoneNames).toMatchObject([{ offset: null, because: 'report zone' }]);
    expect(moscow.times.zone).toMatchObject({ written: 1, missing: 0 });
  });

  it('counts times that are not when their line was written', async () => {
    const { times, findings } = await one(
      '2026-12-31T09:00:00Z code=107000\n  <AppointmentTime>2027-01-09T10:00:00Z</AppointmentTime>\n'.repeat(3),
    );
    expect(times).toMatchObject({
      lines: 3,
      passedOver: [{ reason: 'it is the value of "AppointmentTime"', count: 3, example: { line: 2 } }],
      ahead: null,
    });
    expect(findings).toEqual([]);
  });
});

it('one command is for all sources only where it spoils none', async () => {
  const dayFirst = lines(5, (i) => `1${i}/11/2026 09:15:00Z code=107000`);
  const neutral = '2026-11-11T09:15:00Z code=107000\n';
  expect((await look({ 'a.log': dayFirst, 'b.log': neutral })).command).toContain('--date-order dmy');
  const monthFirst = '11/11/2026 09:15:00Z x\n10/09/2026 09:15:00Z code=107000\n10/30/2026 09:15:00Z x\n';
  expect((await look({ 'a.log': dayFirst, 'b.log': monthFirst })).command).toBeNull();
});

it('prints all of it within 80 columns', async () => {
  const diagnosis = await look({
    'a.log': `time,session,answerCode,ms\n${lines(3, (i) => `2028-12-31 09:00:0${i} CST,107100,107999,5`)}x,y\n`,
    'b.log': lines(40, (i) => `${10 + (i % 12)}/11/2026 09:15:00 |CPtk::Reply::日本語|${106000 + 3 * i}|`),
    'c.log': '  <AppointmentTime>2027-01-09T10:00:00Z</AppointmentTime>107000\n',
  });
  const printed = renderDiagnosis(diagnosis, { width: 80, color: false });
  for (const line of printed.split('\n')) if (!/^ {2}Run|^\//.test(line)) expect(width(line)).toBeLessThanOrEqual(80);
  for (const label of ['Header', 'Dates', 'Catalogue', 'Other']) expect(printed).toContain(`\n  ${label} `);
  expect(printed).toContain('3 as CST, read as -06:00');
});
