import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PROGRAM } from '../cli/program.js';
import { liveSoak } from './live-soak.js';

/** `npm run soak` sets these for a long one. */
const { PTK_SOAK_KILLS, PTK_SOAK_SEEDS = '1', PTK_SOAK_MINUTES } = process.env;
const seeds = PTK_SOAK_SEEDS.split(',').map(Number);
const share = (Number(PTK_SOAK_MINUTES ?? Number.POSITIVE_INFINITY) * 60_000) / seeds.length;

test.each(seeds)(
  'watch counts every line once, however often it is killed while logs rotate (seed %i)',
  async (seed) => {
    const folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-live-soak-'));
    const until = Date.now() + share;
    const result = await liveSoak({ folder, program: PROGRAM, seed, kills: Number(PTK_SOAK_KILLS ?? 5), until });
    const isWell = result.failures.length === 0 && result.differences.length === 0;
    if (PTK_SOAK_KILLS !== undefined || !isWell) console.log(JSON.stringify({ seed, folder, ...result }, null, 2));
    expect(result.failures).toEqual([]);
    expect(result.differences.slice(0, 20)).toEqual([]);
    expect(result.lines).toBeGreaterThan(100);
    rmSync(folder, { recursive: true });
  },
  0,
);
