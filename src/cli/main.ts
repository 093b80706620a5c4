/** Outermost: the only file that touches `process`. */
import { constants, fstatSync, readFileSync, stat, statSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Worker } from 'node:worker_threads';
import { END_SIGNALS, type EndSignal, EXIT_STATUS } from '../model/exit-status.js';
import { allThreadsEnded, keepPrestarted, letCompilationsEnd } from '../pipeline.js';
import { forPeople } from '../text/for-people.js';
import { plainMarks } from '../text/plain-marks.js';
import { systemReason } from '../text/system-errors.js';
import { printable } from '../text/terminal.js';
import type { CliContext } from './context.js';
import { Interruption } from './interruption.js';
import { isAsciiOnly } from './locale.js';
import { run } from './run.js';

const interrupt = new AbortController();
// The first signal ends the run with what was read so far. A second one ends the process at once.
const NAMES = Object.keys(END_SIGNALS) as EndSignal[];
for (const name of NAMES) process.on(name, end);

/** What SIGHUP does in place of ending the run, and which descriptors were terminals when that was said. */
let hangup: { readonly listener: () => void; readonly terminals: readonly number[] } | null = null;

function end(signal: NodeJS.Signals): void {
  // Who closes the terminal of a program does not want it to read its configuration anew.
  if (signal === 'SIGHUP' && hangup?.terminals.every(isTerminal) && process.platform !== 'win32') {
    hangup.listener();
    return;
  }
  for (const name of NAMES) process.off(name, end);
  interrupt.abort(new Interruption(signal as EndSignal));
  // Otherwise a read from a silent pipe would keep the process waiting.
  stdin?.destroy();
}

/** Standard input as a stream, where a command asked for it. */
let stdin: NodeJS.ReadStream | null = null;

/** At most this many characters are written without Node's stream for standard output, which takes 5 ms to load; to a file, any number. */
const AT_ONCE = 1 << 16;

/** Standard output as a stream, made when a text is longer than that, or the reader is slow. */
let stream: NodeJS.WriteStream | null = null;

function stdout(): NodeJS.WriteStream {
  if (stream === null) {
    stream = process.stdout;
    stream.on('error', outputFailed);
  }
  return stream;
}

/** A reader that has seen enough (`| head -1`) is no error. Windows has two words for it. */
function outputFailed(error: NodeJS.ErrnoException): Promise<never> {
  const isClosed = error.code === 'EPIPE' || error.code === 'EOF';
  if (!isClosed) warn(`standard output: ${systemReason(error)}`);
  return leave(isClosed ? EXIT_STATUS.done : EXIT_STATUS.incomplete);
}

/** Ends the process. What still runs, such as a read from a terminal, is not waited for, but worker threads are. */
async function leave(status: number): Promise<never> {
  await allThreadsEnded();
  process.exit(status);
}

/** Writes what the system takes without waiting, and the rest through the stream. */
async function write(text: string | Uint8Array): Promise<void> {
  let rest = text;
  if (stream === null && (text.length <= AT_ONCE || isFile(1)) && !isTerminal(1)) {
    rest = typeof text === 'string' ? Buffer.from(text) : text;
    try {
      while (rest.length > 0) rest = rest.subarray(writeSync(1, rest));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') await outputFailed(error as NodeJS.ErrnoException);
    }
  }
  if (rest.length > 0 && !stdout().write(rest)) await new Promise((resolve) => stdout().once('drain', resolve));
}

function isFile(fd: number): boolean {
  try {
    return fstatSync(fd).isFile();
  } catch {
    return false;
  }
}

function isTerminal(fd: number): boolean {
  // Only a character device can be one, and to ask the system for that costs less than to load `tty`: 4 ms. Nor is the
  // null device one, which runs from a schedule often have.
  try {
    const stat = fstatSync(fd);
    return stat.isCharacterDevice() && stat.rdev !== nullDevice() && isatty(fd);
  } catch {
    return false;
  }
}

/**
 * Whether the caller gave no such descriptor. Node then opens the null device in its place, for reading and writing, which
 * a shell's `> /dev/null` does not. (Who starts a program with Python's `DEVNULL` or Node's `ignore` cannot be told from
 * that, and wants nothing of its output either.) Known on Linux alone.
 */
function isClosed(fd: number): boolean {
  try {
    const stat = fstatSync(fd);
    if (!stat.isCharacterDevice() || stat.rdev !== nullDevice()) return false;
    const [, flags] = /^flags:\s*([0-7]+)$/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'latin1')) ?? [];
    return (Number.parseInt(flags ?? '', 8) & constants.O_RDWR) !== 0;
  } catch {
    return false;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // One of another user is there as well.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The number of the null device; undefined where there is none by that name. */
function nullDevice(): number | undefined {
  return statSync('/dev/null', { throwIfNoEntry: false })?.rdev;
}

function isatty(fd: number): boolean {
  return createRequire(import.meta.url)('node:tty').isatty(fd);
}

function keepPoolSmall(): void {
  if (process.env.UV_THREADPOOL_SIZE !== undefined) return;
  process.env.UV_THREADPOOL_SIZE = '1';
  // Starts the pool, which reads it; programs that this one starts must not see it.
  stat('/', () => {});
  delete process.env.UV_THREADPOOL_SIZE;
}

const context: CliContext = {
  args: process.argv.slice(2),
  // A single executable is its own script. (To ask `node:sea` would load that at every start.)
  program: process.argv[1] === process.execPath ? [process.execPath] : [process.execPath, process.argv[1] ?? ''],
  env: process.env,
  pid: process.pid,
  isRunning,
  stdin: {
    get isTerminal() {
      return isTerminal(0);
    },
    open: () => {
      stdin ??= process.stdin;
      return stdin;
    },
  },
  stdout: {
    get isTerminal() {
      return isTerminal(1);
    },
    get columns() {
      return stdout().columns ?? null;
    },
    get rows() {
      return stdout().rows ?? null;
    },
    get isAscii() {
      return isAsciiOnly(process.env, process.platform, isTerminal(1));
    },
    get isClosed() {
      return isClosed(1);
    },
    write,
  },
  stderr: {
    get isTerminal() {
      return isTerminal(2);
    },
    line: (text) => {
      const columns = process.stderr.columns ?? 80;
      process.stderr.write(`\r${text.slice(0, columns - 1)}\u001b[K`);
      lineShown = text !== '';
    },
  },
  terminal: async () => {
    const { screenTerminal } = await import('./screen-terminal.js');
    return screenTerminal({
      output: stdout(),
      input: isTerminal(0) ? process.stdin : null,
      interrupt: () => end('SIGINT'),
      suspend: () => process.kill(0, 'SIGTSTP'),
      on: onProcess,
      holdMessages: (isHeld) => {
        const messages = held ?? [];
        held = isHeld ? messages : null;
        if (!isHeld) for (const text of messages) process.stderr.write(text);
      },
    });
  },
  warn,
  signal: interrupt.signal,
  onHangup: (listener) => {
    hangup = listener === null ? null : { listener, terminals: [0, 1, 2].filter(isTerminal) };
  },
  keepPoolSmall,
  now: Date.now,
};

/** An error that nobody caught is told before `exit`. */
const EVENTS = { end: ['exit', 'uncaughtExceptionMonitor'], resumed: ['SIGCONT'] } as const;

function onProcess(event: keyof typeof EVENTS, listener: () => void): () => void {
  for (const name of EVENTS[event]) process.on(name, listener);
  return () => {
    for (const name of EVENTS[event]) process.off(name, listener);
  };
}

/** Messages that wait while there is a screen; null: there is none. */
let held: string[] | null = null;

/** Whether the progress line is shown: it is erased before a message. */
let lineShown = false;
let hasWarned = false;

function warn(message: string, more: readonly string[] = []): void {
  if (lineShown) context.stderr.line('');
  hasWarned = true;
  // Where standard error is closed there is nowhere to report it.
  if (process.stderr.listenerCount('error') === 0) process.stderr.on('error', () => {});
  const lines = [message, ...more].map(printable);
  const text = forPeople(`ptk-logscan: ${lines.join('\n  ')}\n`);
  const shown = isAsciiOnly(process.env, process.platform, isTerminal(2)) ? plainMarks(text) : text;
  if (held !== null && isTerminal(2)) held.push(shown);
  else process.stderr.write(shown);
}

/** Paths are relative to the working folder, which somebody may have removed. */
function hasFolder(): boolean {
  try {
    return process.cwd() !== '';
  } catch {
    return false;
  }
}

/** Resolves when the reader of a pipe has, or can have, all that was written so far. */
function written(to: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => to.write('', () => resolve()));
}

/** @param prestarted a thread that was started ahead, where the call seemed to need one */
export function start(prestarted: Worker | null): void {
  if (prestarted !== null) keepPrestarted(prestarted);
  // Behind what else is to be done at the end: that compiles too.
  process.on('exit', letCompilationsEnd);
  if (!hasFolder()) {
    warn('the working folder is not there any more: change to another one');
    process.exit(EXIT_STATUS.incomplete);
  }
  run(context).then(
    async (status) => {
      // What was written is waited for.
      if (stream !== null) await written(stream);
      if (hasWarned) await written(process.stderr);
      await leave(status);
    },
    (error: unknown) => {
      const [message, ...stack] = (error instanceof Error ? (error.stack ?? error.message) : String(error)).split('\n');
      warn(`internal error: ${message}`, stack);
      return leave(EXIT_STATUS.incomplete);
    },
  );
}
