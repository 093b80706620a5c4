/** A folder with a log and a watch file, and the real program that follows it. */
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Ended, ended, start } from '../cli/program.js';

/** A test fails when it has waited so long. Milliseconds. */
const MOST_WAIT_MS = 20_000;

export interface Running {
  readonly child: ChildProcessWithoutNullStreams;
  /** What it has said on standard error so far. */
  readonly said: () => string;
  /** Sends a signal and waits for the end. */
  readonly end: (signal?: NodeJS.Signals) => Promise<Ended>;
}

export class AWatch {
  readonly folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-watch-'));
  readonly #running = new Set<ChildProcessWithoutNullStreams>();

  path(name: string): string {
    return join(this.folder, name);
  }

  write(name: string, text: string): void {
    writeFileSync(this.path(name), text);
  }

  delete(name: string): void {
    rmSync(this.path(name));
  }

  text(name: string): string {
    return existsSync(this.path(name)) ? readFileSync(this.path(name), 'utf8') : '';
  }

  /** Lines with a code each, at a minute after 2026-11-25 10:00 UTC. */
  log(name: string, ...events: readonly (readonly [minute: number, code: number])[]): void {
    const lines = events.map(([minute, code]) => {
      const at = new Date(Date.UTC(2026, 10, 25, 10, minute, 10)).toISOString().slice(0, 19).replace('T', ' ');
      return `${at} INFO request completed code=${code}\n`;
    });
    appendFileSync(this.path(name), lines.join(''));
  }

  start(args: readonly string[], env: Readonly<Record<string, string>> = {}): Running {
    const child = start(['watch', ...args], { cwd: this.folder, env });
    this.#running.add(child);
    let said = '';
    child.stderr.on('data', (text: string) => {
      said += text;
    });
    const all = ended(child);
    all.finally(() => this.#running.delete(child));
    const end = async (signal: NodeJS.Signals = 'SIGTERM') => {
      child.kill(signal);
      return await all;
    };
    return { child, said: () => said, end };
  }

  remove(): void {
    for (const child of this.#running) child.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Resolves when it is so. */
export async function until(isSo: () => boolean): Promise<void> {
  const end = Date.now() + MOST_WAIT_MS;
  while (!isSo()) {
    if (Date.now() > end) throw new Error(`expected it within ${MOST_WAIT_MS} ms: ${isSo}`);
    await sleep(20);
  }
}
