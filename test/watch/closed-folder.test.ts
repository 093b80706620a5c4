/** A folder that may not be looked into for a while: its files are not taken for gone. */
import { spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, renameSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ended, PROGRAM } from '../cli/program.js';
import { AWatch, until } from './a-watch.js';

/** Permissions hold for others than root alone. */
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;

test.skipIf(process.platform === 'win32')('nothing is said to be lost, and nothing is', async () => {
  const its = new AWatch();
  const logs = its.path('logs');
  const run = async () => {
    const before = its.text('s');
    const args = [PROGRAM, 'watch', 'logs/*.log', '--tz', 'UTC', '-f', 'json', '--state', 's'];
    const user = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
    const child = spawn(process.execPath, args, { cwd: its.folder, env: { TZ: 'UTC' }, ...user });
    const end = ended(child);
    await until(() => its.text('s') !== before || child.exitCode !== null);
    child.kill('SIGTERM');
    const { stdout, stderr } = await end;
    return { events: JSON.parse(stdout).totals.events, stderr };
  };
  try {
    mkdirSync(logs);
    its.log('logs/a.log', [0, 107000]);
    its.log('logs/b.log', [1, 107000]);
    if (isRoot) for (const name of ['', 'logs']) chownSync(its.path(name), NOBODY, NOBODY);
    expect(await run()).toEqual({ events: 2, stderr: '' });
    its.log('logs/a.log', [2, 107000]);
    chmodSync(logs, 0);
    const { events, stderr } = await run();
    expect(events).toBe(2);
    expect(stderr).not.toContain('is gone');
    chmodSync(logs, 0o755);
    renameSync(its.path('logs/a.log'), its.path('logs/a.log.1'));
    expect(await run()).toEqual({ events: 3, stderr: '' });
  } finally {
    chmodSync(logs, 0o755);
    its.remove();
  }
});
