/** `merge`, `plan` and `scan --plan` as they are called: every form, and what is refused. */
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callIn } from '../cli/in-process.js';
import { ended, PROGRAM, start } from '../cli/program.js';

const OPTIONS = ['--tz', 'UTC', '--by', 'tenant'];
const FORMATS = ['json', 'ndjson', 'table', 'html', 'markdown', 'csv', 'csv-codes', 'csv-groups', 'prometheus'];

/** A line in so many minutes, of three tenants, of which one fails from the middle on. */
function log(minutes: number, first = 0): string {
  return Array.from({ length: minutes }, (_, i) => {
    const tenant = ['acme', 'globex', 'initech'][i % 3]!;
    const code = tenant === 'acme' && i > minutes / 2 ? 109004 : 107000;
    const time = new Date(Date.UTC(2026, 10, 1, 9) + (first + i) * 60_000).toISOString();
    return `${time} tenant=${tenant} code=${code}\n`;
  }).join('');
}

/** What is made wrong of a partial result. */
interface Damaged {
  schema: string;
  timeZone: string;
  window: string;
  options: { since: string | null };
  counts: {
    level: number;
    spans: number[];
    filtered?: number;
    bins: { starts: number[]; codes: unknown[]; counts: number[] };
    cells: { level: number; starts: number[]; groups: number[] };
  };
}

let folder = '';
const call = (...args: string[]) => callIn(folder, args);
const path = (name: string) => join(folder, name);
async function made(...args: string[]): Promise<string> {
  const { status, stdout, stderr } = await call(...args);
  expect([status, stderr]).toEqual([0, '']);
  return stdout;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-'));
  writeFileSync(path('a.log'), log(600));
  writeFileSync(path('b.log'), log(600, 300));
  copyFileSync(path('a.log'), path('copy.log'));
  for (const name of ['a', 'b', 'copy']) await made(...OPTIONS, '-o', `${name}.part`, `${name}.log`);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('partial results of whole logs', () => {
  test.each(FORMATS)('merge to the bytes of one scan: %s', async (format) => {
    const whole = await made(...OPTIONS, '-f', format, '--top', '3', 'a.log', 'b.log');
    expect(await made('merge', '-f', format, '--top', '3', 'b.part', 'a.part')).toBe(whole);
  });

  test('that were counted without a key have no rows of groups', async () => {
    await made('--tz', 'UTC', '-o', 'keyless.part', 'a.log');
    expect(await call('merge', '-o', 'csv-groups:g.csv', 'keyless.part')).toMatchObject({
      status: 2,
      stderr:
        'ptk-logscan: csv-groups:g.csv: expected a key to group by, such as tenant; got none\n' +
        '  tip: count the parts with --by tenant\n',
    });
    expect(existsSync(path('g.csv'))).toBe(false);
  });

  test('merge to one, in several files, from standard input, by a compressed log as by its text', async () => {
    await made('merge', '-o', 'both.part', 'a.part', 'b.part');
    // As a shell of Windows leaves it.
    expect(await made('merge', '-f', 'partial', '[ab].part')).toBe(readFileSync(path('both.part'), 'utf8'));
    const all = readFileSync(path('a.part'), 'utf8') + readFileSync(path('b.part'), 'utf8');
    const piped = start(['merge', '-f', 'json', '-'], { cwd: folder, program: PROGRAM, env: { TZ: 'UTC' } });
    piped.stdin!.end(all);
    const whole = await made('merge', '-f', 'json', 'both.part');
    expect((await ended(piped)).stdout).toBe(whole);
    await made('merge', '-o', 'whole.json', '-o', 'whole.html', '-o', 'partial:again', 'both.part');
    expect(readFileSync(path('whole.json'), 'utf8')).toBe(whole);
    expect(JSON.parse(readFileSync(path('again'), 'utf8')).parts).toHaveLength(2);
  });

  test('are not merged to a part of the whole where that is interrupted', async () => {
    const merging = start(['merge', '-o', 'some.json', '-'], { cwd: folder, program: PROGRAM, env: { TZ: 'UTC' } });
    // More than a pipe holds: it has begun to read when all is written.
    const a = readFileSync(path('a.part'), 'utf8') + '\n'.repeat(300_000);
    merging.stdin!.write(a, () => merging.kill('SIGINT'));
    const { status, stderr } = await ended(merging);
    merging.stdin!.end();
    expect([status, existsSync(path('some.json'))]).toEqual([130, false]);
    expect(stderr).toBe('ptk-logscan: standard input: interrupted before all was read\n');
  });

  test('hold no text of the log, and say what each source is', async () => {
    const partial = JSON.parse(readFileSync(path('a.part'), 'utf8'));
    expect(partial.parts).toMatchObject([{ name: 'a.log', size: log(600).length, from: 0, to: null, events: 600 }]);
    expect(partial.parts[0].digest).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(partial)).not.toContain('tenant=');
  });

  test('of a pipe and of the file that was piped are of one source', async () => {
    const piped = start([...OPTIONS, '-f', 'partial'], { cwd: folder, program: PROGRAM, env: { TZ: 'UTC' } });
    piped.stdin!.end(log(600));
    const { stdout } = await ended(piped);
    const [a, pipe] = [JSON.parse(readFileSync(path('a.part'), 'utf8')), JSON.parse(stdout)];
    expect(pipe.parts[0].digest).toBe(a.parts[0].digest);
  });

  test('say that a source was not read whole', async () => {
    const { status } = await call(...OPTIONS, '-o', 'absent.part', 'a.log', 'absent.log');
    expect(status).toBe(3);
    const { status: merged, stderr } = await call('merge', '-f', 'json', 'absent.part');
    expect([merged, stderr]).toEqual([3, 'ptk-logscan: absent.log: no such file\n']);
  });

  test('of hosts that have an empty log of one name each, or one that cannot be read, are of two sources', async () => {
    mkdirSync(path('host1'));
    mkdirSync(path('host2'));
    for (const [i, host] of ['host1', 'host2'].entries()) {
      writeFileSync(path(`${host}/app.log`), log(10, i));
      writeFileSync(path(`${host}/empty.log`), '');
      const args = [...OPTIONS, '-o', `../${host}.part`, 'app.log', 'empty.log', 'absent.log'];
      expect((await callIn(path(host), args)).status).toBe(3);
    }
    expect(await call('merge', '-o', 'hosts.part', 'host2.part', 'host1.part')).toMatchObject({
      status: 3,
      stderr: 'ptk-logscan: absent.log: no such file\n'.repeat(2),
    });
    const { stdout } = await call('merge', '-f', 'json', 'host1.part', 'host2.part');
    const { totals, sources } = JSON.parse(stdout);
    expect([totals.events, sources.map(({ name }: { name: string }) => name)]).toEqual([
      20,
      ['absent.log', 'absent.log', 'app.log', 'app.log', 'empty.log', 'empty.log'],
    ]);
    expect((await call('merge', '-f', 'json', 'hosts.part')).stdout).toBe(stdout);
    expect((await call('merge', 'hosts.part', 'host1.part')).stderr).toContain('app.log: expected each byte once');
  });

  test('are enriched by another catalogue only where one is named', async () => {
    writeFileSync(
      path('codes.json'),
      '[{"code": 109004, "name": "Outage", "severity": "notice", "category": "system", "fault": "platform", "retry": "later", "description": ""}]',
    );
    const { codes, totals } = JSON.parse(await made('merge', '-f', 'json', '--catalogue', 'codes.json', 'a.part'));
    expect([codes.find(({ code }: { code: number }) => code === 109004).name, totals.errors]).toEqual(['Outage', 0]);
    await made(...OPTIONS, '--catalogue', 'codes.json', '-o', 'other.part', 'a.log');
    const { status, stderr } = await call('merge', 'other.part');
    expect([status, stderr]).toEqual([
      2,
      expect.stringMatching(
        /^ptk-logscan: other\.part: expected to be counted with the catalogue \w+; got \w+\n {2}tip: --catalogue/,
      ),
    ]);
  });
});

describe('refuses', () => {
  const refused = async (args: string[], message: string | RegExp) => {
    const { status, stdout, stderr } = await call('merge', ...args);
    expect([status, stdout]).toEqual([2, '']);
    if (typeof message === 'string') expect(stderr).toBe(`ptk-logscan: ${message}\n`);
    else expect(stderr).toMatch(message);
  };

  test('the same bytes twice, under one name or two', async () => {
    await refused(
      ['a.part', 'a.part'],
      'a.part: a.log: expected each byte once; got all of it, and all of it in a.part',
    );
    await refused(
      ['a.part', 'copy.part'],
      /^ptk-logscan: copy\.part: copy\.log has the same size and content as a\.log in a\.part: expected each log once\n {2}tip: .*--allow-same/,
    );
    const { totals } = JSON.parse(await made('merge', '--allow-same', '-f', 'json', 'a.part', 'copy.part'));
    expect(totals.events).toBe(1200);
  });

  test.each([
    [['-w', '1h'], '--window: expected "auto", as in a.part; got "1h"'],
    [['--tz', 'Europe/Berlin'], '--tz: expected "UTC", as in a.part; got "Europe/Berlin"'],
    [['--where', 'tenant=acme'], '--where: expected null, as in a.part; got ["tenant=acme"]'],
    [['--labelled'], '--labelled: expected false, as in a.part; got true'],
  ])('what was decided otherwise: %s', async (options, message) => {
    const given = options[0] === '--tz' ? ['--by', 'tenant', ...options] : [...OPTIONS, ...options];
    await made(...given, '-o', 'else.part', 'b.log');
    await refused(['a.part', 'else.part'], `else.part: ${message}`);
  });

  test('what is no partial result, or damaged', async () => {
    const a = readFileSync(path('a.part'), 'utf8');
    const changed = (change: (partial: Damaged) => unknown) => {
      const partial: Damaged = JSON.parse(a);
      change(partial);
      writeFileSync(path('bad.part'), JSON.stringify(partial));
    };
    await refused(['a.log'], 'a.log: expected a partial result, as scan --format partial writes it; got other text');
    await refused(['absent.part2'], 'absent.part2: the partial result cannot be read: no such file');
    writeFileSync(path('bad.part'), '');
    await refused(['bad.part'], /got nothing\n$/);
    writeFileSync(path('bad.part'), '\n\n');
    await refused(['bad.part'], /got nothing\n$/);
    writeFileSync(path('bad.part'), a.slice(0, 500));
    await refused(['bad.part'], /got other text\n$/);
    changed((partial) => (partial.schema = 'ptk-logscan/summary@1'));
    await refused(['bad.part'], 'bad.part: expected schema ptk-logscan/partial@1; got "ptk-logscan/summary@1"');
    changed((partial) => (partial.counts.bins.codes[0] = 'x'));
    await refused(['bad.part'], 'bad.part: counts.bins.codes[0]: expected a whole number; got "x"');
    changed((partial) => partial.counts.bins.codes.pop());
    await refused(
      ['bad.part'],
      'bad.part: expected a whole partial result; got counts.bins whose lists are not of one length',
    );
    changed((partial) => (partial.counts.bins.codes[0] = 7));
    await refused(
      ['bad.part'],
      'bad.part: expected a whole partial result; got counts.bins with a number that is no code',
    );
    changed((partial) => (partial.counts.bins.counts[0] = -1));
    await refused(
      ['bad.part'],
      'bad.part: counts.bins.counts[0]: expected a number from 0 to 9007199254740991; got -1',
    );
    changed((partial) => (partial.counts.bins.counts[0] = 1e300));
    await refused(['bad.part'], /^ptk-logscan: bad\.part: counts\.bins\.counts\[0\]: expected .*; got 1e\+300\n$/);
    changed((partial) => (partial.timeZone = 'Mars/Phobos'));
    await refused(['bad.part'], /^ptk-logscan: bad\.part: .*Mars\/Phobos/);
    changed((partial) => delete partial.counts.filtered);
    await refused(['bad.part'], 'bad.part: counts: expected filtered in it; got none');
    changed((partial) => (partial.options.since = 'soon'));
    await refused(['bad.part'], /^ptk-logscan: bad\.part: options\.since: expected .*; got "soon"\n$/);
    // What a later version decides by, and this one does not know.
    changed((partial) => Object.assign(partial.options, { except: 'a' }));
    await refused(
      ['bad.part'],
      /^ptk-logscan: bad\.part: options\.except: unknown field; expected one of since, until/,
    );
    changed((partial) => (partial.counts.cells.groups[0] = 99));
    await refused(['bad.part'], /counts\.cells that are damaged/);
    for (const change of [
      ({ counts }: Damaged) => (counts.bins.starts[1] = 1e300),
      ({ counts }: Damaged) => (counts.bins.starts[1] = 8.64e15),
      ({ counts }: Damaged) => (counts.bins.starts[0] = 0.5),
      ({ counts }: Damaged) => (counts.spans[1] = -1e300),
      ({ counts }: Damaged) => (counts.spans[1] = counts.spans[2]! + 1),
      ({ counts }: Damaged) => (counts.cells.starts[0] = 1e300),
      ({ counts }: Damaged) => (counts.level = 63),
      ({ counts }: Damaged) => (counts.cells.level = 63),
      (partial: Damaged) => (partial.options.since = '+999999-01-01T00:00:00.000Z'),
      (partial: Damaged) => (partial.window = '7h'),
    ]) {
      changed(change);
      await refused(['bad.part'], /^ptk-logscan: bad\.part: expected a whole partial result; got /);
    }
    await refused([], 'merge: expected at least one FILE; got none');
  });
});

describe('a plan', () => {
  beforeAll(async () => {
    writeFileSync(path('big.log'), log(60_000, -60_000));
    await made('plan', ...OPTIONS, '-w', '1d', '--part-size', '1MiB', '-o', 'plan.json', 'big.log', 'b.log');
  });

  test('is counted part by part, and merged when all are there', async () => {
    const { sources } = JSON.parse(readFileSync(path('plan.json'), 'utf8'));
    expect(sources.map(({ parts }: { parts: number[] }) => parts.length)).toEqual([3, 1]);
    await made('scan', '--plan', 'plan.json', '--part', '0-1', '-o', '0.part');
    await made('scan', '--plan', 'plan.json', '--part', '3', '-o', '3.part');
    const { status, stderr } = await call('merge', '--plan', 'plan.json', '0.part', '3.part');
    expect([status, stderr]).toEqual([
      2,
      expect.stringMatching(/big\.log: expected all parts of it; byte \d+ to its end are missing\n$/),
    ]);
    await made('scan', '--plan', 'plan.json', '--part', '0,1,2', '-o', 'big.part');
    expect((await call('merge', '--plan', 'plan.json', '0.part')).stderr).toContain('missing');
    expect((await call('merge', '--plan', 'plan.json', 'big.part')).stderr).toBe(
      'ptk-logscan: plan.json: expected all of its 4 parts; part 3, of b.log, is missing\n',
    );
    expect((await call('merge', 'big.part', '0.part')).stderr).toBe(
      'ptk-logscan: 0.part: expected each part of the plan once; got part 0 a second time\n',
    );
    const whole = await made(...OPTIONS, '-w', '1d', '-f', 'json', 'big.log', 'b.log');
    expect(await made('merge', '--plan', 'plan.json', '-f', 'json', '3.part', 'big.part')).toBe(whole);
    expect((await call('merge', '--plan', 'plan.json', 'a.part')).stderr).toBe(
      'ptk-logscan: a.part: expected parts of the plan plan.json; got whole sources\n',
    );
  });

  test('decides alone: neither environment nor configuration nor other options count', async () => {
    writeFileSync(path('ptk-logscan.config.json'), '{"defaults": {"labelled": true, "format": "json"}}');
    const plain = await made('scan', '--plan', 'plan.json', '--part', '3');
    const { stdout } = await ended(
      start(['scan', '--plan', 'plan.json', '--part', '3'], {
        cwd: folder,
        program: PROGRAM,
        env: { TZ: 'Asia/Tokyo', PTK_LOGSCAN_SEVERITY: 'ok', PTK_LOGSCAN_PLAN: 'x' },
      }),
    );
    rmSync(path('ptk-logscan.config.json'));
    expect(stdout).toBe(plain);
    const refused = async (...args: string[]) => (await call('scan', '--plan', 'plan.json', ...args)).stderr;
    expect(await refused('--tz', 'UTC')).toBe('ptk-logscan: --tz: expected without --plan, which has decided it\n');
    expect(await refused('a.log')).toContain('expected no FILE');
    expect(await refused('--part', '4')).toBe('ptk-logscan: part 4: expected one of the plan, which has 0 to 3\n');
    expect(await refused('--part', '0-999999999')).toBe(
      'ptk-logscan: part 999999999: expected one of the plan, which has 0 to 3\n',
    );
    expect(await refused('-f', 'json', '--part', '3')).toContain('expected partial');
    expect(await refused('--part', '3,3')).toBe('ptk-logscan: part 3: expected once; got it twice\n');
    expect(await refused('--part', '2-1')).toBe('ptk-logscan: --part: expected a range that rises; got 2-1\n');
  });

  test('is of the logs as they were: what has grown is left out, another file is an error of its part', async () => {
    writeFileSync(path('g.log'), log(30));
    await made('plan', ...OPTIONS, '-o', 'g.json', 'g.log');
    const before = await made('scan', '--plan', 'g.json', '--part', '0');
    appendFileSync(path('g.log'), log(5, 100));
    expect(await made('scan', '--plan', 'g.json', '--part', '0')).toBe(before);
    // Rotated meanwhile: the next one may be larger already.
    for (const other of [log(20), log(40, 1)]) {
      writeFileSync(path('g.log'), other);
      const { status, stderr } = await call('scan', '--plan', 'g.json', '--part', '0');
      expect([status, stderr]).toEqual([3, 'ptk-logscan: g.log: is another file than was planned\n']);
    }
    rmSync(path('g.log'));
    expect((await call('scan', '--plan', 'g.json', '--part', '0')).stderr).toBe('ptk-logscan: g.log: no such file\n');
  });

  test('refuses logs that are one, and standard input', async () => {
    expect((await call('plan', 'a.log', 'copy.log')).stderr).toMatch(
      /^ptk-logscan: copy\.log: has the same size and content as a\.log/,
    );
    expect((await call('plan', '-')).stderr).toBe(
      'ptk-logscan: plan: expected files, which can be read in parts; got standard input\n',
    );
    expect((await call('plan', '--part-size', '1kB', 'a.log')).stderr).toContain('expected a size from 1MiB on');
    expect(await made('plan', '--allow-same', 'a.log', 'copy.log')).toContain('copy.log');
  });
});
