/** A call of the program in this process: a start of its own takes five times as long. */
import { run } from '../../src/cli/run.js';
import { forPeople } from '../../src/text/for-people.js';
import { plainMarks } from '../../src/text/plain-marks.js';
import { printable } from '../../src/text/terminal.js';
import { aContext } from '../job/a-job.js';
import { type Ended, PROGRAM } from './program.js';

/** As `callHere`, in this folder. Not two at a time: a process is in one folder. */
export async function callIn(folder: string, args: readonly string[]): Promise<Ended> {
  const here = process.cwd();
  process.chdir(folder);
  return callHere(args, {}).finally(() => process.chdir(here));
}

/** In the current folder, as `main.ts` calls it. There is no standard input. */
export async function callHere(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  const status = await run(
    aContext(undefined, {
      args,
      program: [process.execPath, PROGRAM],
      env: { TZ: 'UTC', PATH: process.env.PATH, ...env },
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
      warn: (message, more = []) => {
        const lines = [message, ...more].map(printable);
        stderr += plainMarks(forPeople(`ptk-logscan: ${lines.join('\n  ')}\n`));
      },
      now: Date.now,
    }),
  );
  return { status, stdout, stderr };
}
