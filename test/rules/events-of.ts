/** Runs the command line in this process: a process for each of some thousand cases would take minutes. */

import type { CliContext } from '../../src/cli/context.js';
import { run } from '../../src/cli/run.js';

export interface Run {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** One call with nothing on standard input, and no terminal. */
export async function runHere(args: readonly string[]): Promise<Run> {
  let stdout = '';
  let stderr = '';
  const context: CliContext = {
    args,
    program: [process.execPath, 'ptk-logscan'],
    env: { TZ: 'UTC' },
    pid: process.pid,
    isRunning: () => true,
    stdin: {
      isTerminal: false,
      open: async function* () {},
    },
    stdout: {
      isTerminal: false,
      columns: null,
      rows: null,
      isAscii: false,
      isClosed: false,
      write: async (text) => {
        stdout += text;
      },
    },
    stderr: { isTerminal: false, line: () => {} },
    warn: (message) => {
      stderr += `${message}\n`;
    },
    signal: new AbortController().signal,
    now: Date.now,
  };
  const status = await run(context);
  return { status, stdout, stderr };
}
