/** Runs the built program as a user would. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const PROGRAM = fileURLToPath(new URL('../../bin/ptk-logscan.js', import.meta.url));

export interface Ended {
  /** Null where a signal ended it. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function start(
  args: readonly string[],
  { cwd, env = {}, program = PROGRAM }: { cwd: string; env?: Readonly<Record<string, string>>; program?: string },
): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [program, ...args], { cwd, env: environment(env) });
}

/** Nothing but what is said, and where programs are. */
export function environment(env: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return { TZ: 'UTC', ...(process.env.PATH === undefined ? {} : { PATH: process.env.PATH }), ...env };
}

export async function ended(child: ChildProcessWithoutNullStreams): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const status = await new Promise<number | null>((resolve, reject) => {
    child.on('close', resolve);
    child.on('error', reject);
  });
  return { status, stdout, stderr };
}
