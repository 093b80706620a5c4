/** Starts `watch --serve` on a free port, over a log that grows. */
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ended, start } from '../cli/program.js';

export interface Serving {
  /** As it was said: with a token where one was made. */
  readonly url: string;
  readonly port: number;
  readonly folder: string;
  /** What was said on standard error up to now. */
  said(): string;
  grow(lines: readonly string[]): void;
  /** By a signal; a call has no effect beyond the first. */
  end(): Promise<{ readonly status: number | null; readonly stdout: string; readonly stderr: string }>;
}

export const line = (code: number, tenant: string, time = new Date()) =>
  `${time.toISOString()} INFO callback tenant=${tenant} code=${code}\n`;

export async function serving(
  lines: readonly string[],
  {
    args = [],
    env = {},
    address = '127.0.0.1:0',
  }: { args?: readonly string[]; env?: Record<string, string>; address?: string } = {},
): Promise<Serving> {
  const folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-serve-'));
  const file = join(folder, 'a.log');
  writeFileSync(file, lines.join(''));
  const call = ['watch', 'a.log', '--tz', 'UTC', '-f', 'json', '--serve', address, ...args];
  const child = start(call, { cwd: folder, env });
  child.stdin.end();
  let said = '';
  const url = new Promise<string>((resolve, reject) => {
    child.stderr.on('data', (text: Buffer) => {
      said += text.toString();
      const found = /live at (\S+)[^\n]*\n/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.on('close', () => reject(new Error(`expected a server; got ${said}`)));
  });
  const all = ended(child);
  let over: Promise<Awaited<typeof all>> | null = null;
  const end = () => {
    over ??= (async () => {
      child.kill('SIGTERM');
      const result = await all;
      rmSync(folder, { recursive: true });
      return result;
    })();
    return over;
  };
  try {
    const at = await url;
    return {
      ...{ url: at, port: Number(new URL(at).port), folder, end },
      said: () => said,
      grow: (more) => appendFileSync(file, more.join('')),
    };
  } catch (error) {
    await end();
    throw error;
  }
}

/** Tries again until it holds. */
export async function until<T>(look: () => Promise<T>, holds: (found: T) => boolean): Promise<T> {
  const began = Date.now();
  for (;;) {
    const found = await look();
    if (holds(found)) return found;
    if (Date.now() - began > 15_000) throw new Error(`still ${JSON.stringify(found)}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
