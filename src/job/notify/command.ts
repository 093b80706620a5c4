import { spawn } from 'node:child_process';
import type { Command } from '../../settings/job/job.js';
import { systemReason } from '../../text/system-errors.js';
import type { Message } from './message.js';
import { Failure } from './retry.js';
import type { Env } from './secrets.js';

/** At most this many characters of what the program writes to its standard error are part of an error message. */
const MOST_ERROR_TEXT = 200;

/**
 * Runs a program once, with the message as JSON on its standard input; `PTK_LOGSCAN_OCCASION` and `PTK_LOGSCAN_SUBJECT`
 * have the occasion and the subject too. The arguments do not go through a shell. @throws Failure
 */
export function runCommand({ argv, folder }: Command, message: Message, env: Env, timeout: number): Promise<void> {
  const [program, ...args] = argv as [string, ...string[]];
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: folder,
      env: { ...env, PTK_LOGSCAN_OCCASION: message.occasion, PTK_LOGSCAN_SUBJECT: message.subject },
      stdio: ['pipe', 'ignore', 'pipe'],
      timeout,
      killSignal: 'SIGKILL',
    });
    let errorText = '';
    child.stderr.on('data', (chunk: Buffer) => {
      if (errorText.length < MOST_ERROR_TEXT) errorText += chunk.toString('utf8');
    });
    // A program need not read its input: that is not an error.
    child.stdin.on('error', () => {});
    child.stdin.end(`${JSON.stringify(message)}\n`);
    child.on('error', (error) => {
      reject(new Failure(`${program}: ${systemReason(error, { ENOENT: 'no such program' })}`, false));
    });
    child.on('close', (code, signal) => {
      const more =
        errorText.trim() === '' ? '' : `: ${errorText.trim().replace(/\s+/g, ' ').slice(0, MOST_ERROR_TEXT)}`;
      if (code === 0) resolve();
      else if (signal !== null)
        reject(new Failure(`${program}: ended by ${signal}, after ${timeout / 1000} s at most${more}`, true));
      else reject(new Failure(`${program}: exit status ${code}${more}`, true));
    });
  });
}
