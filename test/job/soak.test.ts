import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { soak } from './soak/soak.js';

/** `bench/soak.mjs` sets these for a long one. */
const kills = Number(process.env.PTK_SOAK_KILLS ?? 8);
const seed = Number(process.env.PTK_SOAK_SEED ?? 1);
const program = process.env.PTK_SOAK_PROGRAM ?? fileURLToPath(new URL('../../bin/ptk-logscan.js', import.meta.url));

test(
  'every line counts once, however often runs are killed while logs rotate',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-soak-'));
    const result = await soak({ folder, program, seed, kills });
    if (process.env.PTK_SOAK_KILLS !== undefined) console.log(JSON.stringify({ seed, folder, ...result }, null, 2));
    expect(result.failures).toEqual([]);
    expect(result.differences.slice(0, 20)).toEqual([]);
    expect(result.kills).toBeGreaterThanOrEqual(kills);
    expect(result.lines).toBeGreaterThan(100);
    rmSync(folder, { recursive: true });
  },
  60_000 + kills * 10_000,
);
