/** Outermost: the only file that touches `process`. */
import { isatty } from 'node:tty';
import { run } from './run.js';
import type { World } from './world.js';

const interrupt = new AbortController();
// The first Ctrl-C ends the run with what was seen so far; the second one does not wait for that.
process.once('SIGINT', () => interrupt.abort());

// A reader that has seen enough (`| head -1`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  tell(`standard output: ${error.message}`);
  process.exit(3);
});
process.stderr.on('error', () => {});

const world: World = {
  args: process.argv.slice(2),
  env: process.env,
  stdin: {
    get isTerminal() {
      return isatty(0);
    },
    open: () => process.stdin,
  },
  stdout: {
    isTerminal: isatty(1),
    columns: process.stdout.columns ?? null,
    write: (text) =>
      new Promise((resolve) => {
        if (process.stdout.write(text)) resolve();
        else process.stdout.once('drain', resolve);
      }),
  },
  tell,
  signal: interrupt.signal,
  now: Date.now,
};

function tell(message: string): void {
  const lines = message
    .split(/\r?\n/)
    .map((line) => line.replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, ' '));
  process.stderr.write(`ptk-logscan: ${lines.join('\n  ')}\n`);
}

try {
  const status = await run(world);
  // What still runs, such as a read from a terminal, is not waited for; what was written is.
  process.stdout.write('', () => process.exit(status));
} catch (error) {
  tell(`internal error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  process.exit(3);
}
