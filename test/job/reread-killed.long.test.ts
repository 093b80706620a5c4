/** `report --reread` that is killed at any instant. */
import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ended, PROGRAM, start } from '../cli/program.js';
import { unpackVersion1, VERSION_1_FILES, VERSION_1_JOB, VERSION_1_TEXTS } from '../history/version-1.js';
import { aJob } from './a-job.js';
import { asFirstEdition, type State, stateOf } from './reread-state.js';

const ARGS = ['report', '--config', 'job.yaml', '--date', '2026-11-04'];
const KILLS = Number(process.env.PTK_REREAD_KILLS ?? 6);
const MISSED = 109004;

const sizeOf = (file: string) => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

test('leaves all as it was, or all counted anew', async () => {
  const job = aJob(VERSION_1_JOB);
  const file = job.path('h.duckdb');
  for (const name of ['b', 'c', 'other'] as const) job.log(VERSION_1_FILES[name], VERSION_1_TEXTS[name]);
  unpackVersion1(file);
  // It takes its time: many minutes, each with its row.
  const minutes = Array.from({ length: 6 * 24 * 60 }, (_, i) => {
    const time = new Date(Date.UTC(2026, 9, 1) + i * 60_000).toISOString();
    return `${time} INFO tenant=t${i % 7} code=${[107000, MISSED, 106001][i % 3]}\n`;
  });
  job.log('long.log', minutes.join(''));
  const call = async (...more: string[]) => {
    const child = start([...ARGS, ...more], { cwd: job.folder });
    child.stdin.end();
    return ended(child);
  };
  expect(await call()).toMatchObject({ status: 0 });
  await asFirstEdition(file, MISSED);
  const before = await stateOf(file);
  expect(before.problems).toEqual([]);

  const runs = () => job.query<{ ended: Date | null }>('SELECT ended FROM runs ORDER BY id');
  const states: State[] = [];
  let typical = 1000;
  let inTheMiddle = 0;
  for (let i = 1; i <= KILLS; i++) {
    const known = (await runs()).length;
    const began = Date.now();
    const size = sizeOf(`${file}.wal`);
    // Where the log was left by a run that was killed, it has to grow.
    const hasBegun = () => ![0, size].includes(sizeOf(`${file}.wal`));
    const child = spawn(process.execPath, [PROGRAM, ...ARGS, '--reread'], { cwd: job.folder, stdio: 'ignore' });
    // Every other run is killed at some time, the others some milliseconds after they have begun to write.
    const kill = () => child.kill('SIGKILL');
    const timer =
      i % 2 === 1
        ? setTimeout(kill, typical * (i / (KILLS + 1)))
        : setInterval(() => hasBegun() && setTimeout(kill, 4 * (i - 2)), 2);
    const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
    clearInterval(timer);
    if (status !== null) typical = Date.now() - began;
    states.push(await stateOf(file));
    const now = await runs();
    if (now.length > known && now.at(-1)!.ended === null) inTheMiddle += 1;
  }
  expect(await call('--reread')).toMatchObject({ status: 0, stdout: expect.stringContaining('counted anew') });
  const after = await stateOf(file);
  expect(after.problems).toEqual([]);
  expect(after.minutes.length).toBe(before.minutes.length + minutes.length / 3);
  for (const each of states) expect([before, after]).toContainEqual(each);
  expect(inTheMiddle).toBeGreaterThan(0);
  job.remove();
}, 180_000);
