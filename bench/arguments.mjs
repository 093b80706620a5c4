/** The arguments of a bench that reads made logs: which, how large, how often, and by which program. */
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const text = { type: 'string' };

/**
 * `--size 1GB`, `--rounds 7`, `--only KIND,KIND`, `--data DIR`, `--program FILE`, each with what applies without it. `size` is
 * in bytes; `only` is null without one.
 */
export function benchArguments() {
  const { values } = parseArgs({ options: { size: text, rounds: text, only: text, data: text, program: text } });
  const sizeName = values.size ?? '1GB';
  const [, number, unit] = /^(\d+)(MB|GB)$/.exec(sizeName) ?? [];
  if (number === undefined) throw new Error(`--size: a number with MB or GB, such as 200MB, not ${sizeName}`);
  return {
    sizeName,
    size: Number(number) * (unit === 'GB' ? 1e9 : 1e6),
    rounds: Number(values.rounds ?? 7),
    only: values.only?.split(',') ?? null,
    data: resolve(values.data ?? join(tmpdir(), 'ptk-logscan-bench')),
    program: resolve(values.program ?? fileURLToPath(new URL('../bin/ptk-logscan.js', import.meta.url))),
  };
}

export function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1];
}
