/** Who ends a run does not wait for gigabytes that it has still to read; the next run goes on there. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { planOf } from '../../src/settings/plan/planned.js';
import type { LiveRunData } from '../../src/watch/live-run.js';
import { watchLogs } from '../../src/watch/watch-logs.js';
import { callIn } from '../cli/in-process.js';

const LINE = `${'2026-11-01 09:15:00 nothing to see here'.padEnd(120)}\n`;
const LINES = Math.ceil((160 << 20) / LINE.length);

test('a run that is to end reads no further than it has time for', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-watch-'));
  try {
    const file = join(folder, 'a.log');
    writeFileSync(file, LINE.repeat(LINES));
    const { stdout } = await callIn(folder, ['plan', '--tz', 'UTC', 'a.log']);
    const plan = { ...(await planOf({ document: JSON.parse(stdout), digest: '', file: '' })), files: [file] };
    let kept: LiveRunData | null = null;
    const said: string[] = [];
    const run = (signal: AbortSignal, lastRead: number, restored: LiveRunData | null) =>
      watchLogs({
        ...{ plan, window: { n: 1, unit: 'm' as const }, keep: 3_600_000, lateness: 0, idle: 30_000, lastRead },
        ...{ now: Date.now, signal, warn: (text: string) => said.push(text), folder, writes: [], restored },
        begin: () => {},
        save: async (data) => {
          kept = structuredClone(data());
        },
      });
    const cut = await run(AbortSignal.abort(), 0, null);
    expect(cut.input.lines).toBeLessThan(LINES);
    expect(said).toEqual(['ended before everything was read that was there']);
    const whole = await run(AbortSignal.abort(), 60_000, kept);
    expect([whole.input.lines, said.length]).toEqual([LINES, 1]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
