/** `watch` in this process on a terminal of a test, which shows what is written as a terminal does. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { CliContext, Terminal } from '../../../src/cli/context.js';
import { Interruption } from '../../../src/cli/interruption.js';
import { run } from '../../../src/cli/run.js';
import type { Key } from '../../../src/cli/terminal-keys.js';
import { aContext } from '../../job/a-job.js';

export interface Watched {
  /** The rows of the screen, without styles. */
  rows(): string[];
  /** All that was written to it. */
  readonly written: string[];
  /** What was printed after it. */
  readonly printed: string[];
  press(...names: string[]): void;
  resize(columns: number, rows: number): void;
  until(isThere: (text: string) => boolean): Promise<string>;
  /** As a signal ends it. @returns the exit status */
  end(): Promise<number>;
  readonly ended: Promise<number>;
}

const STYLE = /\x1b\[[0-9;]*m/g;

export function watched(args: readonly string[], context: Partial<CliContext> = {}): Watched {
  const interrupt = new AbortController();
  const size = { columns: 80, rows: 24 };
  const [written, printed]: string[][] = [[], []];
  let cells: string[] = [];
  let redraw = () => {};
  let press = (_key: Key) => {};
  const end = () => interrupt.abort(new Interruption('SIGINT'));
  const terminal: Terminal = {
    get columns() {
      return size.columns;
    },
    get rows() {
      return size.rows;
    },
    isReady: true,
    write: (text) => {
      written!.push(text);
      if (text.includes('\x1b[2J')) cells = [];
      for (const [, row, its] of text.matchAll(/\x1b\[(\d+);1H(.*?)(?=\x1b\[(?:\d+;1H|K|\?2026l))/gs)) {
        cells[Number(row) - 1] = its!.replace(STYLE, '').trimEnd();
      }
    },
    enter: (drawn) => {
      redraw = drawn;
      return () => written!.push('left');
    },
    keys: (listener) => {
      press = listener;
      return () => {};
    },
    interrupt: () => end(),
  };
  const rows = () => Array.from({ length: size.rows }, (_, i) => cells[i] ?? '');
  const stdout = {
    ...{ isTerminal: true, columns: 80, rows: 24, isAscii: false, isClosed: false },
    write: async (text: string) => {
      printed!.push(text);
    },
  };
  const ended = run(
    aContext(undefined, {
      ...{ args: ['watch', ...args], env: { NO_COLOR: '1' }, stdout, now: Date.now, signal: interrupt.signal },
      terminal: async () => terminal,
      ...context,
    }),
  );
  return {
    ...{ rows, ended, written: written!, printed: printed! },
    end: () => {
      end();
      return ended;
    },
    press: (...names) => {
      for (const name of names) press({ name, text: name.length === 1 ? name : '' });
    },
    resize: (columns, rows) => {
      Object.assign(size, { columns, rows });
      redraw();
    },
    until: async (isThere) => {
      for (let waited = 0; ; waited += 20) {
        const text = rows().join('\n');
        if (isThere(text)) return text;
        if (waited > 10_000) throw new Error(`not shown:\n${text}`);
        await sleep(20);
      }
    },
  };
}
