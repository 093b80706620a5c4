import { spawn } from 'node:child_process';
import { resolve as resolvePath } from 'node:path';
import type { Command } from '../../settings/job/job.js';
import { endProgram, IN_A_GROUP, systemProgram } from '../../sources/end-program.js';
import { findProgram } from '../../sources/find-program.js';
import { batchCall, cmdSignIn, isBatchFile } from '../../text/batch-call.js';
import { systemReason } from '../../text/system-errors.js';
import { MOST_ANSWER } from './answer.js';
import type { Message } from './message.js';
import { Failure } from './retry.js';
import type { Env } from './secrets.js';

/** How long to wait, in milliseconds, for the rest of what a program that has ended wrote to its standard error. */
const LAST_WORDS_MS = 100;

/**
 * Runs a program once, with the message as JSON on its standard input; `PTK_LOGSCAN_OCCASION` and `PTK_LOGSCAN_SUBJECT`
 * have the occasion and the subject too. The arguments do not go through a shell. When the signal aborts, it is ended
 * together with all that it has started. What it leaves running when it ends by itself is not waited for.
 * @throws Failure
 */
export function runCommand({ argv, folder }: Command, message: Message, env: Env, signal: AbortSignal): Promise<void> {
  const [program] = argv as [string];
  return new Promise((resolve, reject) => {
    const { file, args, isVerbatim } = callOf(argv, folder, env);
    const child = spawn(file, args, {
      cwd: folder,
      windowsVerbatimArguments: isVerbatim,
      env: { ...env, PTK_LOGSCAN_OCCASION: message.occasion, PTK_LOGSCAN_SUBJECT: message.subject },
      stdio: ['pipe', 'ignore', 'pipe'],
      ...IN_A_GROUP,
    });
    let errorText = '';
    child.stderr.on('data', (chunk: Buffer) => {
      errorText += chunk.toString('utf8').slice(0, MOST_ANSWER - errorText.length);
    });
    // A program need not read its input, and may leave its error output to others: neither is an error.
    child.stdin.on('error', () => {});
    child.stderr.on('error', () => {});
    child.stdin.end(`${JSON.stringify(message)}\n`);
    const letGo = () => {
      child.stdin.destroy();
      child.stderr.destroy();
      child.unref();
    };
    signal.addEventListener('abort', () => {
      endProgram(child, env);
      letGo();
    });
    child.on('error', (error) => {
      reject(new Failure(`${program}: ${systemReason(error, { ENOENT: 'no such program' })}`, false));
    });
    const ended = (code: number | null, by: NodeJS.Signals | null) => {
      letGo();
      if (code === 0) return resolve();
      const how = by === null ? `exit status ${code}` : `ended by ${by}`;
      const more = errorText.trim() === '' ? '' : `: ${errorText.trim()}`;
      reject(new Failure(`${program}: ${how}${more}`, true));
    };
    child.on('close', ended);
    // Not `close` alone, which comes only when all that the program has started have closed its error output too.
    child.on('exit', (code, by) => setTimeout(ended, LAST_WORDS_MS, code, by));
  });
}

const IS_WINDOWS = process.platform === 'win32';

/** What is started: by a path, as seen from the folder, or from PATH; a batch file by cmd.exe. @throws Failure */
function callOf(
  [program, ...words]: readonly string[],
  folder: string,
  env: Env,
): { readonly file: string; readonly args: readonly string[]; readonly isVerbatim: boolean } {
  const hasFolder = (IS_WINDOWS ? /[/\\]/ : /\//).test(program!);
  const file = hasFolder ? resolvePath(folder, program!) : findProgram(program!, { env });
  if (file === null)
    throw new Failure(`${program}: no such program in PATH; one of the job's folder is ./${program}`, false);
  if (!IS_WINDOWS || !isBatchFile(file)) return { file, args: words, isVerbatim: false };
  const sign = cmdSignIn([file, ...words]);
  if (sign !== null)
    throw new Failure(`${program}: expected words without signs that cmd.exe reads; got ${sign}`, false);
  return { file: systemProgram('cmd.exe', env), args: batchCall(file, words), isVerbatim: true };
}
