/** bzip2 and xz, and zstd where Node cannot, unpacked by the programs of those names. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { LogscanError } from '../model/errors.js';
import { systemReason } from '../text/system-errors.js';
import { unexpectedEnd } from './fault.js';
import { findProgram } from './find-program.js';
import type { Chunks } from './peek.js';

export type Program = 'bzip2' | 'xz' | 'zstd';
/** At most this many characters of its messages are kept. */
const MOST_WORDS = 4096;
type Child = ChildProcessByStdio<Writable, Readable, Readable>;

export interface UnpackOptions {
  /** Ends the program: a generator that waits for it cannot be stopped otherwise. */
  readonly signal?: AbortSignal;
  /** Where programs are looked for, instead of the user's PATH. */
  readonly path?: string;
}

/** What the program says on standard error is the fault, even where the program means it as a warning. */
export async function* unpackWith(program: Program, chunks: Chunks, { signal, path }: UnpackOptions = {}): Chunks {
  // Its messages in English, because they are matched below.
  const env = { ...process.env, LC_ALL: 'C', ...(path === undefined ? {} : { PATH: path }) };
  const found = findProgram(program, { env });
  if (found === null) throw missing(program, Object.assign(new Error(), { code: 'ENOENT' }));
  const child = spawn(found, ['-dc'], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env,
    windowsHide: true,
    ...(signal === undefined ? {} : { signal }),
  });
  const exit = exitOf(child);
  const words = wordsOf(child.stderr);
  const fed = feed(child.stdin, chunks);
  try {
    yield* child.stdout as Chunks;
    const status = await exit;
    if (status instanceof Error) throw missing(program, status);
    const said = await words;
    if (status !== 0 || said !== '') {
      // `fed` is awaited only where the program read all its input: else it may never resolve.
      if (/unexpected end|ends unexpectedly/i.test(said)) throw unexpectedEnd(program, (await fed).bytes);
      throw new LogscanError('input', `${program}: ${said || `ended with ${status}`}`);
    }
    const { failure } = await fed;
    if (failure !== null) throw failure.reason;
  } finally {
    child.kill();
  }
}

/** Its exit status, the signal that ended it, or why it could not be started. */
function exitOf(child: Child): Promise<number | string | Error> {
  return new Promise((resolve) => {
    child.on('error', resolve);
    child.on('exit', (status, signal) => resolve(status ?? signal ?? ''));
  });
}

/** Hands the input to the program; resolves when that has ended or failed. */
async function feed(stdin: Writable, chunks: Chunks): Promise<{ bytes: number; failure: { reason: unknown } | null }> {
  let bytes = 0;
  // A program that ends early closes its input; its exit status says why.
  stdin.on('error', () => {});
  const closed = new Promise<void>((resolve) => stdin.on('close', resolve));
  try {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      if (stdin.destroyed) break;
      if (!stdin.write(chunk)) await Promise.race([once(stdin, 'drain').catch(() => {}), closed]);
    }
    stdin.end();
    return { bytes, failure: null };
  } catch (reason) {
    stdin.end();
    return { bytes, failure: { reason } };
  }
}

/** Its first message on standard error, without its own name and that of the file. */
async function wordsOf(stderr: Readable): Promise<string> {
  let all = '';
  stderr.on('data', (piece: Buffer) => {
    if (all.length < MOST_WORDS) all += piece.toString('latin1');
  });
  await new Promise((resolve) => stderr.on('close', resolve));
  const first = all.split('\n').find((line) => line.trim() !== '') ?? '';
  return first.replace(/^\s*\w+: (\(stdin\): )?/, '').replace(/[.;]?\s*$/, '');
}

function missing(program: Program, error: NodeJS.ErrnoException): LogscanError {
  if (error.code !== 'ENOENT') {
    return new LogscanError('input', `${program} could not be started: ${systemReason(error)}`);
  }
  return new LogscanError('input', `reading ${program} data needs the program ${program}, which was not found`);
}
