import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { soak } from './soak/soak.js';

/** `npm run soak` sets these for a long one; its `minutes` are for all seeds. */
const { PTK_SOAK_KILLS, PTK_SOAK_SEEDS = '1', PTK_SOAK_PROGRAM, PTK_SOAK_MINUTES } = process.env;
const seeds = PTK_SOAK_SEEDS.split(',').map(Number);
const share = (Number(PTK_SOAK_MINUTES ?? Number.POSITIVE_INFINITY) * 60_000) / seeds.length;
const kills = Number(PTK_SOAK_KILLS ?? 8);
const program = PTK_SOAK_PROGRAM ?? fileURLToPath(new URL('../../bin/ptk-logscan.js', import.meta.url));

test.each(seeds)(
  'every line counts once, however often runs are killed while logs rotate (seed %i)',
  async (seed) => {
    const folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-soak-'));
    const until = Date.now() + share;
    const result = await soak({ folder, program, seed, kills, until });
    const isWell = result.failures.length === 0 && result.differences.length === 0;
    // Of one that ends early too.
    if (PTK_SOAK_KILLS !== undefined || !isWell) console.log(JSON.stringify({ seed, folder, ...result }, null, 2));
    expect(result.failures).toEqual([]);
    expect(result.differences.slice(0, 20)).toEqual([]);
    // A slow machine does what it can in its time.
    if (Date.now() < until) expect(result.kills).toBeGreaterThanOrEqual(kills);
    expect(result.lines).toBeGreaterThan(100);
    rmSync(folder, { recursive: true });
  },
  // It ends by itself when nothing goes on.
  0,
);
