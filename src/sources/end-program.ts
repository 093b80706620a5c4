/** Ends a program that this one started, together with all that it has started itself. */
import { type ChildProcess, spawn } from 'node:child_process';

type Env = Readonly<Record<string, string | undefined>>;

const IS_WINDOWS = process.platform === 'win32';

/** For `spawn`: a process group of its own, which can be ended whole; Windows has trees instead. */
export const IN_A_GROUP = { detached: !IS_WINDOWS, windowsHide: true } as const;

/** A program of Windows itself, never one of that name elsewhere. */
export function systemProgram(name: string, env: Env): string {
  return `${env.SystemRoot ?? env.SYSTEMROOT ?? 'C:\\Windows'}\\System32\\${name}`;
}

/** At once, and without a word. @param child started with `IN_A_GROUP` */
export function endProgram(child: ChildProcess, env: Env): void {
  const { pid, exitCode, signalCode } = child;
  if (pid === undefined || exitCode !== null || signalCode !== null) return;
  try {
    if (!IS_WINDOWS) process.kill(-pid, 'SIGKILL');
    else
      spawn(systemProgram('taskkill.exe', env), ['/PID', String(pid), '/T', '/F'], {
        stdio: 'ignore',
        windowsHide: true,
      }).on('error', () => child.kill());
  } catch {
    child.kill('SIGKILL');
  }
}
