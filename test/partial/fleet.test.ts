/** The shell script of docs/cluster.md, with hosts that are all this machine. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { PROGRAM } from '../cli/program.js';

const DOCS = fileURLToPath(new URL('../../docs/cluster.md', import.meta.url));

test.skipIf(process.platform === 'win32')('counts parts on several hosts, to the bytes of one', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-'));
  try {
    const script = /```sh\n(#!\/bin\/sh\n# usage: fleet\.sh.*?)```/s.exec(readFileSync(DOCS, 'utf8'))![1]!;
    writeFileSync(join(folder, 'fleet.sh'), script.replace('--part-size 256MB', '--part-size 1MiB'));
    mkdirSync(join(folder, 'bin'));
    const command = (name: string, text: string) =>
      writeFileSync(join(folder, 'bin', name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
    // The first word is the host.
    command('ssh', 'shift\nexec sh -c "$1"');
    command('ptk-logscan', `exec '${process.execPath}' '${PROGRAM}' "$@"`);
    const line = '2026-11-01 09:15:00 tenant=acme code=109004 and some more of it to make it long enough\n';
    for (const [i, name] of ['a.log', 'b.log'].entries()) writeFileSync(join(folder, name), line.repeat(20_000 + i));
    const path = `${join(folder, 'bin')}:${process.env.PATH}`;
    const env = { PATH: path, TMPDIR: folder, TZ: 'UTC' };
    execFileSync('sh', ['fleet.sh', '*.log', 'one', 'two'], { cwd: folder, env });
    const whole = execFileSync('ptk-logscan', ['--tz', 'UTC', '-w', '1h', '-f', 'json', 'a.log', 'b.log'], {
      cwd: folder,
      env,
    });
    expect(readFileSync(join(folder, 'report.json'), 'utf8')).toBe(whole.toString());
  } finally {
    rmSync(folder, { recursive: true });
  }
});
