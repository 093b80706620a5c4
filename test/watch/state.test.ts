/** A state that two runs want, that cannot be written for a while, or that is no file. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ended, start } from '../cli/program.js';
import { AWatch, until } from './a-watch.js';

/** With runs that are asked to end: on Windows one process cannot do that to another, and `kill` ends it at once. */
const stopped = test.skipIf(process.platform === 'win32');

let its: AWatch;
beforeEach(() => {
  its = new AWatch();
  its.log('app.log', [0, 107000], [1, 109004]);
});
afterEach(() => its.remove());

const ARGS = ['app.log', '--tz', 'UTC', '-f', 'json', '--state', 's'];
const eventsOf = (stdout: string) => JSON.parse(stdout).totals.events;

async function refused(...args: readonly string[]) {
  const { status, stdout, stderr } = await ended(start(['watch', ...args], { cwd: its.folder }));
  expect(stdout).toBe('');
  return { status, stderr };
}

// How a process is told from one that had its number before is known on Linux alone.
test.runIf(process.platform === 'linux')(
  'a state that another run writes is refused; that of a killed one is not',
  async () => {
    const first = its.start(ARGS);
    await until(() => its.text('s') !== '');
    expect(await refused(...ARGS)).toEqual({
      status: 2,
      stderr: `ptk-logscan: s: expected a state that no other run writes; process ${first.child.pid} writes it\n`,
    });
    await first.end('SIGKILL');
    its.log('app.log', [2, 107000]);
    const next = its.start(ARGS);
    await until(() => its.text('s').includes(`"pid":${next.child.pid}`));
    expect(eventsOf((await next.end()).stdout)).toBe(3);
  },
);

stopped('a run whose state another one has replaced ends, and leaves it as it is', async () => {
  const run = its.start(ARGS);
  await until(() => its.text('s') !== '');
  const other = its.text('s').replace(/"id":"[^"]*","pid":\d+,"host":"[^"]*"/, '"id":"x","pid":7,"host":"far"');
  writeFileSync(its.path('new'), other);
  renameSync(its.path('new'), its.path('s'));
  its.log('app.log', [2, 107000]);
  await until(() => run.child.exitCode !== null);
  expect(run.child.exitCode).toBe(3);
  expect(run.said()).toBe(
    'ptk-logscan: s: another run writes this state: process 7 on far; this one ends, and leaves it as it is\n',
  );
  expect(its.text('s')).toBe(other);
});

stopped('a state that cannot be written for a while does not end the run', async () => {
  mkdirSync(its.path('run'));
  const args = [...ARGS.slice(0, -1), 'run/s'];
  const run = its.start(args);
  await until(() => its.text('run/s') !== '');
  // Its folder is away, as a drive may be.
  renameSync(its.path('run'), its.path('away'));
  its.log('app.log', [2, 107000]);
  await until(() => run.said() !== '');
  renameSync(its.path('away'), its.path('run'));
  its.log('app.log', [3, 107000]);
  await until(() => run.said().includes('again'));
  const { status, stdout, stderr } = await run.end();
  expect([status, eventsOf(stdout)]).toEqual([143, 4]);
  expect(stderr).toBe(
    'ptk-logscan: run/s: cannot be written: its folder does not exist\nptk-logscan: run/s: is written again\n',
  );
  expect(eventsOf((await ends(args)).stdout)).toBe(4);
});

stopped('a last state that cannot be written is said behind the summary', async () => {
  mkdirSync(its.path('run'));
  const run = its.start([...ARGS.slice(0, -1), 'run/s']);
  await until(() => its.text('run/s') !== '');
  renameSync(its.path('run'), its.path('away'));
  const { stdout, stderr } = await run.end();
  expect(eventsOf(stdout)).toBe(2);
  expect(stderr).toBe('ptk-logscan: run/s: cannot be written: its folder does not exist\n');
});

async function ends(args: readonly string[]) {
  const run = its.start(args);
  await until(() => its.text('run/s').includes(`"pid":${run.child.pid}`));
  return run.end();
}

describe.skipIf(process.platform === 'win32')('what is no state', () => {
  test('a folder, a device, a pipe, a link to itself', async () => {
    execFileSync('mkfifo', [its.path('pipe')]);
    symlinkSync('loop', its.path('loop'));
    const none = 'expected the state of a watch; got no regular file';
    const cases = [
      ['.', none],
      ['/dev/zero', none],
      ['pipe', none],
      ['loop', 'the state of the watch cannot be read: a link that leads back to itself'],
    ] as const;
    for (const [file, message] of cases) {
      const stderr = `ptk-logscan: ${file}: ${message}\n`;
      expect(await refused(...ARGS.slice(0, -1), file)).toEqual({ status: 3, stderr });
    }
  });

  test('one that is cut or damaged', async () => {
    const run = its.start(ARGS);
    await until(() => its.text('s') !== '');
    await run.end();
    const text = readFileSync(its.path('s'), 'utf8');
    for (const bad of [text.slice(0, -100), text.slice(0, 300), text.replace('"lines":2', '"lines":3')]) {
      its.write('s', bad);
      expect(await refused(...ARGS)).toEqual({
        status: 3,
        stderr: 'ptk-logscan: s: expected the state of a watch; got one that is cut or damaged\n',
      });
    }
  });
});
