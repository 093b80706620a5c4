/** Runs the built program, and waits until a signal no longer just kills it: how long that takes nobody knows beforehand. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { environment, PROGRAM } from './program.js';

const HOOK = fileURLToPath(new URL('tells-when-it-listens.cjs', import.meta.url));

/** The process, which listens for signals or has ended. */
export async function startListening(
  args: readonly string[],
  { cwd, env = {} }: { cwd: string; env?: Readonly<Record<string, string>> },
): Promise<ChildProcessWithoutNullStreams> {
  const child = spawn(process.execPath, ['--require', HOOK, PROGRAM, ...args], {
    cwd,
    env: environment(env),
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
  });
  await new Promise((resolve) => (child.stdio[3] as Readable).on('close', resolve).resume());
  return child as ChildProcessWithoutNullStreams;
}
