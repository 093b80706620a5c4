/** Each form of rotation, step by step: what a run finds at each, and that nothing counts twice or not at all. */
import {
  appendFileSync,
  copyFileSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { tarOf, zipOf } from '../sources/archive/make.js';
import { type AJob, aJob, line } from './a-job.js';

let job: AJob;
beforeEach(() => {
  job = aJob();
});
afterEach(() => job.remove());

const LOG = (name = 'app.log') => job.path(`logs/${name}`);
const LENGTH = line('09:15').length;

async function counts(): Promise<string[]> {
  return (await job.history()).counts;
}

/** Runs, and says how many bytes were read and what was warned of. */
async function read(now?: string): Promise<{ bytes: number; gaps: string[]; failures: string[] }> {
  const { read } = await job.run(now === undefined ? {} : { now });
  return { bytes: read.totals.bytes, gaps: read.gaps.map(({ reason }) => reason), failures: [...read.failures.keys()] };
}

const NOTHING = { bytes: 0, gaps: [], failures: [] };

test('what was appended is read, and nothing twice', async () => {
  job.log('app.log', line('09:15') + line('09:15'));
  expect(await read()).toMatchObject({ bytes: 2 * LENGTH });
  expect(await read()).toEqual(NOTHING);
  job.log('app.log', line('09:16'));
  expect(await read()).toMatchObject({ bytes: LENGTH });
  expect(await counts()).toEqual(['logs/app.log 09:15 107000 2', 'logs/app.log 09:16 107000 1']);
});

test('a last line without its end waits', async () => {
  job.log('app.log', `${line('09:15')}2026-11-03 09:16:00 INFO Reply code=10`);
  expect(await read()).toMatchObject({ bytes: LENGTH });
  expect(await read()).toEqual(NOTHING);
  job.log('app.log', '9004 a b c');
  expect(await read()).toEqual(NOTHING);
  job.log('app.log', '\n');
  expect(await read()).toMatchObject({ bytes: LENGTH });
  expect(await counts()).toEqual(['logs/app.log 09:15 107000 1', 'logs/app.log 09:16 109004 1']);
});

test('a line without a time takes that of a line which an earlier run has read', async () => {
  job.log('app.log', line('09:15'));
  await read();
  job.log('app.log', '  <StatusCode>109004</StatusCode>\n');
  await read();
  job.log('app.log', '  <StatusCode>109003</StatusCode>\n');
  await read();
  expect(await counts()).toEqual([
    'logs/app.log 09:15 107000 1',
    'logs/app.log 09:15 109003 1',
    'logs/app.log 09:15 109004 1',
  ]);
  const reads = await job.query(
    'SELECT lines::INTEGER AS lines, matched::INTEGER AS matched, inherited::INTEGER AS inherited FROM reads',
  );
  expect(reads).toEqual([{ lines: 3, matched: 3, inherited: 2 }]);
});

describe('renamed', () => {
  test('the old file is read to its end under its new name, the new one from its beginning', async () => {
    job.log('app.log', line('09:15'));
    await read();
    job.log('app.log', line('09:16'));
    renameSync(LOG(), LOG('app.log.1'));
    job.log('app.log', line('09:17'));
    expect(await read()).toMatchObject({ bytes: 2 * LENGTH, gaps: [] });
    renameSync(LOG('app.log.1'), LOG('app.log.2'));
    renameSync(LOG(), LOG('app.log.1'));
    job.log('app.log', line('09:18'));
    // Written to the renamed file by who had it open.
    appendFileSync(LOG('app.log.1'), line('09:17'));
    expect(await read()).toMatchObject({ bytes: 2 * LENGTH, gaps: [] });
    expect(await counts()).toEqual([
      'logs/app.log 09:15 107000 1',
      'logs/app.log 09:16 107000 1',
      'logs/app.log 09:17 107000 2',
      'logs/app.log 09:18 107000 1',
    ]);
  });

  test('then compressed: recognised by its text, and read on in it', async () => {
    job.log('app.log', line('09:15'));
    await read();
    job.log('app.log', line('09:16'));
    writeFileSync(LOG('app.log.1.gz'), gzipSync(readFileSync(LOG())));
    rmSync(LOG());
    job.log('app.log', line('09:17'));
    expect(await read()).toMatchObject({ bytes: 2 * LENGTH, gaps: [] });
    expect(await read()).toEqual(NOTHING);
    expect(await counts()).toHaveLength(3);
  });

  test('and compressed while the plain file is still there', async () => {
    job.log('app.log', line('09:15') + line('09:16'));
    await read();
    renameSync(LOG(), LOG('app.log.1'));
    const packed = gzipSync(readFileSync(LOG('app.log.1')));
    writeFileSync(LOG('app.log.1.gz'), packed.subarray(0, packed.length - 20));
    expect(await read()).toEqual(NOTHING);
    writeFileSync(LOG('app.log.1.gz'), packed);
    expect(await read()).toEqual(NOTHING);
    rmSync(LOG('app.log.1'));
    expect(await read()).toEqual(NOTHING);
    expect((await job.history()).logs).toEqual([`logs/app.log 2 ${2 * LENGTH}`]);
  });

  test('a last line without its end counts when the file is compressed, as nothing can follow', async () => {
    job.log('app.log', line('09:15') + line('09:16').trimEnd());
    await read();
    writeFileSync(LOG('app.log.1.gz'), gzipSync(readFileSync(LOG())));
    // The plain one is there yet: its last line may go on.
    expect(await read()).toEqual(NOTHING);
    rmSync(LOG());
    expect(await read()).toMatchObject({ bytes: LENGTH - 1, gaps: [] });
    expect(await read()).toEqual(NOTHING);
    expect(await counts()).toHaveLength(2);
  });
});

describe('copied and emptied', () => {
  test('the copy is read on from where the original was, the original from its beginning', async () => {
    job.log('app.log', line('09:15'));
    await read();
    job.log('app.log', line('09:16'));
    copyFileSync(LOG(), LOG('app.log.1'));
    truncateSync(LOG(), 0);
    job.log('app.log', line('09:17'));
    expect(await read()).toMatchObject({ bytes: 2 * LENGTH, gaps: [] });
    expect(await counts()).toHaveLength(3);
  });

  test('a copy that is not whole yet counts nothing twice', async () => {
    job.log('app.log', line('09:15') + line('09:16') + line('09:17'));
    await read();
    for (const bytes of [10, LENGTH, LENGTH + 10, 3 * LENGTH]) {
      writeFileSync(LOG('app.log.1'), readFileSync(LOG()).subarray(0, bytes));
      expect(await read()).toEqual(NOTHING);
    }
    truncateSync(LOG(), 0);
    expect(await read()).toEqual(NOTHING);
    appendFileSync(LOG('app.log.1'), line('09:18'));
    expect(await read()).toMatchObject({ bytes: LENGTH, gaps: [] });
  });

  test('emptied and grown beyond where it was: told by its text, not by its size', async () => {
    job.log('app.log', line('09:15'));
    await read();
    copyFileSync(LOG(), LOG('app.log.1'));
    truncateSync(LOG(), 0);
    job.log('app.log', line('10:15') + line('10:16') + line('10:17'));
    expect(await read()).toMatchObject({ bytes: 3 * LENGTH, gaps: [] });
    expect(await counts()).toHaveLength(4);
  });

  test('with the same beginning as before: told where it goes on differently', async () => {
    const banner = 'Service starting\n'.repeat(400);
    job.log('app.log', banner + line('09:15').repeat(300));
    await read();
    copyFileSync(LOG(), LOG('app.log.1'));
    truncateSync(LOG(), 0);
    job.log('app.log', banner + line('10:15').repeat(40));
    await read();
    expect(await counts()).toEqual(['logs/app.log 09:15 107000 300', 'logs/app.log 10:15 107000 40']);
  });
});

test.each([1, 3, 5])('of which its last lines are kept, %i of them counted: these count once', async (counted) => {
  const lines = Array.from({ length: 40 }, (_, i) => line(`09:${10 + i}`));
  job.log('app.log', lines.slice(0, 30).join(''));
  await read();
  writeFileSync(LOG('kept'), lines.slice(30 - counted).join(''));
  renameSync(LOG('kept'), LOG());
  expect(await read()).toMatchObject({ gaps: [], failures: [] });
  expect(await counts()).toEqual(lines.map((_, i) => `logs/app.log 09:${10 + i} 107000 1`));
});

describe('gone', () => {
  test('before its last lines could be read: said, with where and when', async () => {
    job.log('app.log', line('09:15'));
    job.log('other.log', 'no event\n');
    await read();
    rmSync(LOG());
    const { gaps } = await read();
    expect(gaps).toEqual([
      expect.stringMatching(
        /^logs\/app\.log is gone: read up to byte \d+; what was written to it after 2026-11-04T06:00:00\.000Z is not counted$/,
      ),
    ]);
    expect(await read()).toMatchObject({ bytes: 0, gaps: [] });
    // The report of the time that it is about says so.
    expect(job.summary('out/2026-11-03.json').sources).toContainEqual({
      name: 'logs/app.log',
      bytes: LENGTH,
      lines: 1,
      events: 1,
      error: gaps[0],
    });
  });

  test('with half a line that never got its end', async () => {
    job.log('app.log', `${line('09:15')}half a line`);
    await read();
    rmSync(LOG());
    expect((await read()).gaps).toEqual([
      'logs/app.log is gone, and its last 11 bytes, a line without an end, were not read',
    ]);
  });

  test('after it was put aside and left alone: nothing is said', async () => {
    job.log('app.log.1', line('09:15'));
    utimesSync(LOG('app.log.1'), new Date('2026-11-04T00:00:00Z'), new Date('2026-11-04T00:00:00Z'));
    await read();
    rmSync(LOG('app.log.1'));
    expect(await read()).toMatchObject({ bytes: 0, gaps: [] });
  });

  test('emptied, with no copy to be found', async () => {
    job.log('app.log', line('09:15'));
    await read();
    truncateSync(LOG(), 0);
    job.log('app.log', line('10:15'));
    const { bytes, gaps } = await read();
    expect(bytes).toBe(LENGTH);
    expect(gaps).toHaveLength(1);
  });

  test('and there again: known, and read on', async () => {
    job.log('app.log', line('09:15'));
    await read();
    renameSync(LOG(), job.path('elsewhere'));
    expect((await read()).gaps).toHaveLength(1);
    renameSync(job.path('elsewhere'), LOG('app.log.7'));
    appendFileSync(LOG('app.log.7'), line('09:16'));
    expect(await read()).toMatchObject({ bytes: LENGTH, gaps: [] });
    expect(await counts()).toHaveLength(2);
    expect(job.summary('out/2026-11-03.json').sources).toMatchObject([{ lines: 2, error: null }]);
  });

  test('not when it is only not named any more', async () => {
    job.log('app.log', line('09:15'));
    await read();
    renameSync(LOG(), LOG('app.txt'));
    job.job(
      "inputs: ['logs/*.log']\ntz: UTC\nhistory: h.duckdb\nreports: [{ name: d, period: yesterday, outputs: [d.json] }]\n",
    );
    expect((await read()).gaps).toEqual([]);
  });
});

test('the members of an archive are texts: read once, in whatever archive or file they are', async () => {
  const members = [
    { path: 'a.log', bytes: line('09:30') },
    { path: 'b.log', bytes: line('09:45') },
  ];
  writeFileSync(LOG('a.zip'), zipOf(members));
  expect(await read()).toMatchObject({ bytes: 2 * LENGTH, gaps: [], failures: [] });
  expect(await read()).toEqual(NOTHING);
  writeFileSync(LOG('b.tar'), tarOf(members));
  writeFileSync(LOG('c.tgz'), gzipSync(tarOf([...members, { path: 'c.log', bytes: line('10:00') }])));
  writeFileSync(LOG('d.log'), line('09:30'));
  expect(await read()).toMatchObject({ bytes: LENGTH, gaps: [], failures: [] });
  rmSync(LOG('a.zip'));
  expect(await read()).toEqual(NOTHING);
  expect(await counts()).toHaveLength(3);
});

test('UTF-16 without its mark grows as any other log', async () => {
  const wide = (text: string) => Buffer.from(text, 'utf16le');
  writeFileSync(LOG(), wide(line('09:15')));
  expect(await read()).toMatchObject({ bytes: LENGTH });
  appendFileSync(LOG(), wide(line('09:16') + line('09:17').slice(0, 20)));
  expect(await read()).toMatchObject({ bytes: LENGTH });
  appendFileSync(LOG(), wide(line('09:17').slice(20)));
  expect(await read()).toMatchObject({ bytes: LENGTH });
  expect(await counts()).toEqual(['15', '16', '17'].map((minute) => `logs/app.log 09:${minute} 107000 1`));
});

test('a file that cannot be read is said, kept in the report, and read when it can be', async () => {
  job.log('app.log', line('09:15'));
  writeFileSync(LOG('bad.gz'), Buffer.concat([gzipSync(line('09:30').repeat(50)).subarray(0, 40), Buffer.alloc(40)]));
  const old = new Date('2026-11-03T00:00:00Z');
  utimesSync(LOG('bad.gz'), old, old);
  expect(await read()).toMatchObject({
    failures: [],
    gaps: [expect.stringMatching(/^logs\/bad\.gz: corrupt gzip data/)],
  });
  expect(job.summary('out/2026-11-03.json').sources).toContainEqual(
    expect.objectContaining({ name: 'logs/bad', error: expect.stringMatching(/^logs\/bad\.gz: corrupt/) }),
  );
  writeFileSync(LOG('bad.gz'), gzipSync(line('09:30').repeat(50)));
  const { reports } = await job.run();
  expect(reports).toMatchObject([{ name: 'daily', outcome: 'again' }]);
  expect(job.summary('out/2026-11-03.json').sources.every(({ error }) => error === null)).toBe(true);
});

test('two names of one file, and a name twice, count once', async () => {
  job.log('app.log', line('09:15'));
  const { linkSync, symlinkSync } = await import('node:fs');
  linkSync(LOG(), LOG('other.log'));
  symlinkSync(LOG(), LOG('link.log'));
  await read();
  expect((await job.history()).logs.map((text) => text.split(' ').slice(1).join(' '))).toEqual([`1 ${LENGTH}`]);
});

test('a file that says its times are UTC says so for what is read later', async () => {
  job.remove();
  job = aJob(
    "inputs: ['logs/*']\ntz: America/New_York\nhistory: h.duckdb\nreports: [{ name: d, period: yesterday, outputs: [d.json] }]\n",
  );
  job.log('u_ex261103.log', '#Software: Microsoft Internet Information Services 10.0\n#Date: 2026-11-03 09:15:00\n');
  await read();
  job.log('u_ex261103.log', '2026-11-03 09:15:00 POST /reply?code=107000 -\n');
  await read();
  job.log('u_ex261103.log', '2026-11-03 09:16:00 POST /reply?code=107000 -\n');
  await read();
  expect(await counts()).toEqual(['logs/u_ex.log 09:15 107000 1', 'logs/u_ex.log 09:16 107000 1']);
});
