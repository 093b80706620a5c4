/** A folder that is followed and has the file to which the run writes: that would count itself, again and again. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PROGRAM } from '../cli/program.js';
import { AWatch, until } from './a-watch.js';

/** With runs that are asked to end: on Windows one process cannot do that to another, and `kill` ends it at once. */
const stopped = test.skipIf(process.platform === 'win32');

stopped('what it writes is not read', async () => {
  const its = new AWatch();
  try {
    its.log('b.log', [0, 107000], [1, 109004], [5, 109004]);
    const args = [PROGRAM, 'watch', '.', '--tz', 'UTC', '-f', 'ndjson', '--lateness', '0', '--every', '1s'];
    args.push('-o', 'json:a.json', '--state', 's');
    const [out, err] = [openSync(its.path('out'), 'a'), openSync(its.path('err'), 'a')];
    const child = spawn(process.execPath, [...args, '-r'], { cwd: its.folder, stdio: ['ignore', out, err] });
    const lines = () => its.text('out').split('\n').filter(Boolean);
    await until(() => lines().length === 2);
    await until(() => its.text('a.json') !== '' && its.text('s') !== '');
    its.log('b.log', [7, 109004]);
    await until(() => lines().length > 2);
    child.kill('SIGTERM');
    await once(child, 'close');
    expect(its.text('s')).not.toContain('"name":"./a.json"');
    expect(its.text('err')).toBe('');
    expect(lines().map((line) => JSON.parse(line).start.slice(11, 16))).toEqual(['10:00', '10:01', '10:05', '10:07']);
  } finally {
    its.remove();
  }
});
