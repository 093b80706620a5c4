/** `report --reread`: what is on the disk is counted anew, in the place of what was counted of it. */
import {
  copyFileSync,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { unpackVersion1, VERSION_1_FILES, VERSION_1_JOB, VERSION_1_TEXTS } from '../history/version-1.js';
import { type AJob, aJob } from './a-job.js';
import { asFirstEdition, type State, stateOf } from './reread-state.js';

const NOW = '2026-11-26T06:00:00Z';
const MISSED = 109004;

let job: AJob;
beforeEach(() => {
  job = aJob();
});
afterEach(() => job.remove());

const state = () => stateOf(job.path('h.duckdb'));

/** What a history says that has read what is on the disk for the first time. */
async function fresh(): Promise<State> {
  const kept = ['', '.wal'].filter((end) => existsSync(job.path(`h.duckdb${end}`)));
  for (const end of kept) renameSync(job.path(`h.duckdb${end}`), job.path(`kept${end}`));
  await job.run({ now: NOW });
  const found = await state();
  for (const end of ['', '.wal']) rmSync(job.path(`h.duckdb${end}`), { force: true });
  for (const end of kept) renameSync(job.path(`kept${end}`), job.path(`h.duckdb${end}`));
  return found;
}

/** What happens to a log between runs. */
type Step =
  | { readonly do: 'write'; readonly minute: number; readonly kinds: readonly number[] }
  | { readonly do: 'rename' | 'copy' | 'gzip' | 'run' };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('write' as const),
      minute: fc.integer({ min: 0, max: 170 }),
      kinds: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 12 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('rename', 'copy', 'gzip', 'run') }) },
);

class Writer {
  #n = 0;
  #rotated = 0;

  async take(done: Step): Promise<void> {
    const path = job.path('logs/app.log');
    switch (done.do) {
      case 'write':
        return job.log('app.log', done.kinds.map((kind, i) => this.#line(kind, done.minute + i)).join(''));
      case 'run':
        return void (await job.run({ now: NOW }));
      case 'rename':
        if (existsSync(path)) renameSync(path, `${path}.${this.#next()}`);
        return;
      case 'copy':
        if (!existsSync(path) || readFileSync(path).length === 0) return;
        copyFileSync(path, `${path}.${this.#next()}`);
        truncateSync(path);
        return;
      case 'gzip': {
        const plain = `${path}.${this.#rotated}`;
        if (!existsSync(plain)) return;
        writeFileSync(`${plain}.gz`, gzipSync(readFileSync(plain)));
        rmSync(plain);
      }
    }
  }

  #next(): number {
    this.#rotated += 1;
    return this.#rotated;
  }

  #line(kind: number, minute: number): string {
    this.#n += 1;
    const time = `2026-11-03 ${String(9 + Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:01`;
    const text = `INFO n${this.#n}`;
    return [
      `${time} ${text} code=107000\n`,
      `${time} ${text} code=${MISSED}\n`,
      `  at code=107000 n${this.#n}\n`,
      `${time} ${text} nothing\n`,
      `${time} ${text} code=106001 code=${MISSED}\n`,
      // Without its end, for now.
      `${time} ${text} code=108001 `,
    ][kind]!;
  }
}

test('with all texts on the disk the history is that of a first reading, however it came about', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 14 }), fc.boolean(), async (steps, first) => {
      job.remove();
      job = aJob();
      const writer = new Writer();
      await writer.take({ do: 'write', minute: 0, kinds: [0, 1] });
      for (const each of steps) await writer.take(each);
      await job.run({ now: NOW });
      if (first) await asFirstEdition(job.path('h.duckdb'), MISSED);
      await job.run({ now: NOW, reread: true });
      const is = await state();
      expect(is.problems).toEqual([]);
      expect(is).toEqual(await fresh());
      // And what comes later goes on from there.
      await writer.take({ do: 'write', minute: 60, kinds: [0, 1, 2] });
      await job.run({ now: NOW });
      expect(await state()).toEqual(await fresh());
    }),
    { numRuns: Number(process.env.PTK_REREAD_RUNS ?? 3) },
  );
}, 60_000);

/** Lines of these minutes of 3 November, with a number that is in no other text. */
const text = (name: string, hour: string, codes: readonly number[]) =>
  codes.map((code, i) => `2026-11-03 ${hour}:${String(10 + i)}:01 INFO ${name}${i} code=${code}\n`).join('');

describe('texts that are not there any more', () => {
  test('stay as they were counted, to the event', async () => {
    job.log('app.log.2', text('a', '09', [107000, MISSED, 107000]));
    job.log('app.log.1', text('b', '09', [107000, MISSED]));
    job.log('app.log', text('c', '11', [MISSED, 107000]));
    await job.run({ now: NOW });
    rmSync(job.path('logs/app.log.2'));
    await asFirstEdition(job.path('h.duckdb'), MISSED);
    job.log('app.log', text('d', '12', [MISSED]));
    await job.run({ now: NOW, reread: true });
    expect(job.said).toContain('counted anew with edition 2 of the rules: 2 texts in 2 files');
    expect(job.said).toContain('  logs/app.log: 8 lines (before: 7), 7 events (before: 4)');
    expect(job.said).toContain(
      '  logs/app.log: kept as counted with edition 1: 3 lines, 2 events from 2026-11-03 09:10 to 2026-11-03 09:12, of texts that are gone or could not be read',
    );
    const { minutes, problems } = await state();
    expect(problems).toEqual([]);
    expect(minutes).toEqual([
      'logs/app.log 107000 - 2026-11-03 09:10:00 2',
      'logs/app.log 107000 - 2026-11-03 09:12:00 1',
      'logs/app.log 107000 - 2026-11-03 11:11:00 1',
      `logs/app.log ${MISSED} - 2026-11-03 09:11:00 1`,
      `logs/app.log ${MISSED} - 2026-11-03 11:10:00 1`,
      `logs/app.log ${MISSED} - 2026-11-03 12:10:00 1`,
    ]);
    expect(await job.query('SELECT DISTINCT edition, begins FROM reads ORDER BY ALL')).toHaveLength(4);
  });

  test('stay where a file has less of its text than was counted, or cannot be read', async () => {
    job.log('app.log', text('a', '09', [107000, 107000, MISSED]));
    job.log('b.log.1', text('b', '09', [107000, MISSED]));
    await job.run({ now: NOW });
    await asFirstEdition(job.path('h.duckdb'), MISSED);
    const before = await state();
    truncateSync(job.path('logs/app.log'), text('a', '09', [107000, 107000]).length);
    const packed = gzipSync(readFileSync(job.path('logs/b.log.1')));
    writeFileSync(job.path('logs/b.log.1.gz'), packed.subarray(0, packed.length - 12));
    rmSync(job.path('logs/b.log.1'));
    const { read } = await job.run({ now: '2026-12-26T06:00:00Z', reread: true });
    expect([...read.failures.keys()]).toEqual(['logs/b.log.1.gz']);
    expect(job.said).toContainEqual(expect.stringMatching(/app\.log: not counted anew: it has \d+ of the \d+ bytes/));
    expect(await state()).toEqual(before);
  });

  test('to the end, as a file changes all the time, leave everything as it was', async () => {
    job.log('app.log', text('a', '09', [107000, MISSED]));
    job.log('b.log.1', text('b', '09', [107000, MISSED]).repeat(2000));
    await job.run({ now: NOW });
    await asFirstEdition(job.path('h.duckdb'), MISSED);
    writeFileSync(job.path('logs/b.log.1.gz'), gzipSync(readFileSync(job.path('logs/b.log.1'))));
    rmSync(job.path('logs/b.log.1'));
    const before = await state();
    let tick = 0;
    const timer = setInterval(() => utimesSync(job.path('logs/b.log.1.gz'), 1_700_000_000, 1_700_000_000 + tick++), 0);
    const done = job.run({ now: NOW, reread: true });
    await expect(done).rejects.toThrow(
      /^logs\/b\.log: could be read again to byte 0 only, was counted to byte \d+: nothing was changed$/,
    );
    clearInterval(timer);
    expect(await state()).toEqual(before);
  });

  test('are counted anew when they are there again', async () => {
    job.log('app.log', text('a', '09', [107000, MISSED]));
    await job.run({ now: NOW });
    renameSync(job.path('logs/app.log'), job.path('away'));
    await asFirstEdition(job.path('h.duckdb'), MISSED);
    await job.run({ now: NOW, reread: true });
    expect((await state()).logs).toEqual(['logs/app.log 2 80 2 1']);
    renameSync(job.path('away'), job.path('logs/app.log'));
    await job.run({ now: NOW, reread: true });
    expect(await state()).toEqual(await fresh());
  });
});

describe('a history of version 1, whose counts are not told apart', () => {
  beforeEach(() => {
    job.job(VERSION_1_JOB);
    unpackVersion1(job.path('h.duckdb'));
    for (const name of ['b', 'c', 'other'] as const) job.log(VERSION_1_FILES[name], VERSION_1_TEXTS[name]);
  });

  test('goes on, and its counts stay', async () => {
    job.log('app.log', '2026-11-04 09:00:00 INFO tenant=acme Reply code=107000\n');
    await job.run({ now: NOW });
    expect(await job.query('SELECT edition, sum(n)::INTEGER AS n FROM counts GROUP BY edition ORDER BY ALL')).toEqual([
      { edition: 1, n: 270 },
      { edition: 2, n: 1 },
    ]);
    expect((await state()).problems).toEqual([]);
  });

  test('with all texts there becomes one of a first reading', async () => {
    job.log('app.log.2', VERSION_1_TEXTS.a);
    await asFirstEdition(job.path('h.duckdb'), 109000);
    await job.run({ now: NOW, reread: true });
    expect(await state()).toEqual(await fresh());
    expect(await job.query('SELECT * FROM shared')).toEqual([]);
  });

  test.each([
    ['gone', "SELECT 'nothing'"],
    ['gone and no longer remembered', 'DELETE FROM streams WHERE id = 1'],
  ])('with a text %s keeps what came from that, to the line', async (_, sql) => {
    const whole = aJob(VERSION_1_JOB);
    whole.log('app.log.2', VERSION_1_TEXTS.a);
    for (const name of ['b', 'c', 'other'] as const) whole.log(VERSION_1_FILES[name], VERSION_1_TEXTS[name]);
    await whole.run({ now: NOW });
    const expected = await stateOf(whole.path('h.duckdb'));
    whole.remove();
    await job.run({ now: NOW });
    await alter(sql);
    await job.run({ now: NOW, reread: true });
    const is = await state();
    // The minute in which one text ends and the next begins gives a first and a last time that are true to the minute.
    expect({ ...is, hours: [] }).toEqual({ ...expected, hours: [] });
    expect(job.said).toContainEqual(
      expect.stringContaining(
        'logs/app.log: kept as counted with edition 1: 61 lines, 60 events from 2026-11-01 10:00',
      ),
    );
  });

  test.each([
    ['gone', "SELECT 'nothing'"],
    ['no longer remembered', 'DELETE FROM streams WHERE id = 1'],
  ])('loses what the first edition has counted too much, but not of a text that is %s', async (_, sql) => {
    await job.run({ now: NOW });
    await alter(sql);
    await alter(
      "UPDATE counts SET n = n + len(minutes), minutes = list_transform(minutes, lambda u: {'m': u.m, 'n': u.n + 1})",
    );
    await alter(
      'UPDATE logs SET events = c.n FROM (SELECT log_id, sum(n)::BIGINT AS n FROM counts GROUP BY log_id) c WHERE id = c.log_id',
    );
    await job.run({ now: NOW, reread: true });
    const { logs, problems } = await state();
    expect(problems).toEqual([]);
    // Twice the 60 of the text that is gone, and one for the next text's first minute, which it has a part of.
    expect(logs).toEqual(['logs/app.log 181 9933 180 241', 'logs/other.log 90 4950 90 90']);
  });
});

async function alter(sql: string): Promise<void> {
  const { History } = await import('../../src/history/history.js');
  const { zoneOf } = await import('../../src/time/zone.js');
  const history = await History.write(job.path('h.duckdb'), {
    zone: zoneOf('UTC'),
    rules: null,
    wait: 0,
    warn: () => {},
  });
  await history.db.run(sql);
  history.close();
}
