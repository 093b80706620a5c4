/** A folder in which the commands of a page are run: the program on its PATH, and logs under the names that pages use. */
import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { PROGRAM } from '../cli/program.js';
import { ROOT } from './pages.js';

export interface Run {
  readonly status: number | null;
  /** Of both streams, as on a terminal. */
  readonly output: string;
}

export interface ScratchFolder {
  readonly path: string;
  /**
   * Runs a script, which ends at the first command that fails, also one in a pipe.
   * @param expected the status that its last line is to end with: the lines before it have to succeed
   */
  run(script: string, expected: number): Promise<Run>;
  /** Runs one whose last line goes on until it is ended, and ends it when the program listens for SIGTERM. */
  runUntilEnded(script: string): Promise<Run>;
  remove(): void;
}

/** By the names that pages use. Two logs, because one that is there twice is taken for a mistake by some commands. */
const LOGS = {
  'callback.log': 'callback.log',
  'app.log': 'service.log',
  'logs/callback.log': 'callback.log',
  'logs/app.log': 'service.log',
};
const HOOK = join(ROOT, 'test/cli/tells-when-it-listens.cjs');

export function scratchFolder(): ScratchFolder {
  const path = mkdtempSync(join(tmpdir(), 'ptk-logscan-docs-'));
  const program = (name: string, script: string) =>
    writeFileSync(join(path, 'bin', name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  for (const name of ['bin', 'home', 'logs']) mkdirSync(join(path, name));
  program('ptk-logscan', `exec "${process.execPath}" $PTK_DOCS_HOOK "${PROGRAM}" "$@"`);
  // What is installed, and tested, is this.
  program('npm', 'case $1 in ci|cit) ;; *) echo "npm $*: not here" >&2; exit 1 ;; esac');
  program(
    'npx',
    '[ "$1" = --yes ] && shift\ncase $1 in ptk-logscan@*) shift; set -- ptk-logscan "$@" ;; esac\nexec "$@"',
  );
  symlinkSync(join(ROOT, 'samples'), join(path, 'samples'));
  for (const [name, sample] of Object.entries(LOGS)) copyFileSync(join(ROOT, 'samples', sample), join(path, name));
  const env = {
    PATH: `${join(path, 'bin')}:${process.env.PATH}`,
    TZ: 'UTC',
    HOME: join(path, 'home'),
    LC_ALL: 'C.UTF-8',
    PTK_DOCS_HOOK: '',
    // Where nobody listens.
    PTK_CHAT_WEBHOOK: 'http://127.0.0.1:9/',
  };
  const children: ChildProcess[] = [];
  const start = (script: string, more: Readonly<Record<string, string>> = {}) => {
    const child = spawn('bash', ['-euo', 'pipefail', '-c', `exec 2>&1\n${script}`], {
      cwd: path,
      env: { ...env, ...more },
      detached: true,
      stdio: ['ignore', 'pipe', 'ignore', 'pipe'],
    });
    children.push(child);
    return child;
  };
  /** What is not run yet of a script whose last line is another matter; the run of the lines before it, if they fail. */
  async function lastLine(script: string): Promise<string | Run> {
    const lines = script.trimEnd().split('\n');
    const before = await ended(start(lines.slice(0, -1).join('\n')));
    if (before.status === 0) return lines.at(-1)!;
    return { ...before, output: `before the last line: exit status ${before.status}\n${before.output}`, status: null };
  }
  return {
    path,
    async run(script, expected) {
      const last = expected === 0 ? script : await lastLine(script);
      return typeof last === 'string' ? ended(start(last)) : last;
    },
    async runUntilEnded(script) {
      const last = await lastLine(script);
      if (typeof last !== 'string') return last;
      // The shell waits for the program, whose status is then its own.
      const child = start(`trap : TERM\n${last}`, { PTK_DOCS_HOOK: `--require ${HOOK}` });
      const run = ended(child);
      const listens = new Promise<Buffer>((resolve) => child.stdio[3]!.once('data', resolve));
      const program = await Promise.race([listens.then(Number), run]);
      if (typeof program !== 'number') return program;
      process.kill(program, 'SIGTERM');
      while (isAlive(program)) await setTimeout(20);
      // What feeds it, such as `tail -f`.
      if (child.exitCode === null) process.kill(-child.pid!, 'SIGTERM');
      return run;
    },
    remove() {
      for (const { pid, exitCode, signalCode } of children) {
        if (exitCode === null && signalCode === null) process.kill(-pid!, 'SIGKILL');
      }
      rmSync(path, { recursive: true });
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function ended(child: ChildProcess): Promise<Run> {
  let output = '';
  child.stdout!.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const status = await new Promise<number | null>((resolve, reject) => {
    child.on('close', resolve);
    child.on('error', reject);
  });
  return { status, output };
}
