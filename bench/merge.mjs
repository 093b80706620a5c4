/**
 * Partial results: how large one is, and how long it takes to merge many, beside a scan of one of the logs.
 *
 *     npm run build && node bench/merge.mjs [--parts 10000] [--program FILE]
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measure } from './measure.mjs';

const text = { type: 'string' };
const { values } = parseArgs({ options: { parts: text, program: text } });
const parts = Number(values.parts ?? 10_000);
const program = resolve(values.program ?? fileURLToPath(new URL('../bin/ptk-logscan.js', import.meta.url)));

/** A day of one host: 40 codes, 20 tenants, an event every two seconds. */
function log(host) {
  const lines = [];
  for (let i = 0; i < 43_200; i++) {
    const time = new Date(Date.UTC(2026, 10, 1) + i * 2000 + host * 7).toISOString();
    lines.push(`${time} tenant=t${(i * 7 + host) % 20} code=${107000 + ((i * 13 + host) % 40)}\n`);
  }
  return lines.join('');
}

const folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-merge-'));
try {
  for (const [name, options] of [
    ['auto windows', []],
    ['windows of a minute', ['-w', '1m']],
    ['auto windows, 20 tenants', ['--by', 'tenant']],
  ]) {
    const kinds = [];
    for (let host = 0; host < 20; host++) {
      writeFileSync(join(folder, 'a.log'), log(host));
      const args = [program, '--tz', 'UTC', ...options, '-f', 'partial', join(folder, 'a.log')];
      kinds.push(JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1 << 28 })));
    }
    const file = join(folder, 'all.part');
    const fd = openSync(file, 'w');
    for (let i = 0; i < parts; i++) {
      const partial = kinds[i % kinds.length];
      const digest = createHash('sha256').update(String(i)).digest('hex');
      writeSync(
        fd,
        `${JSON.stringify({ ...partial, parts: [{ ...partial.parts[0], name: `host${i}:a.log`, digest }] })}\n`,
      );
    }
    closeSync(fd);
    const size = JSON.stringify(kinds[0]).length;
    const { seconds, peak } = measure(
      [process.execPath, program, 'merge', '-f', 'json', '-o', 'out.json', file],
      folder,
    );
    const { totals } = JSON.parse(readFileSync(join(folder, 'out.json'), 'utf8'));
    if (totals.events !== parts * 43_200) throw new Error(`expected ${parts * 43_200} events; got ${totals.events}`);
    const mebi = Math.round(peak / 2 ** 20);
    console.log(
      `${name}: ${(size / 1000).toFixed(1)} kB each, ${parts} merged in ${seconds.toFixed(1)} s, ${mebi} MiB`,
    );
  }
} finally {
  rmSync(folder, { recursive: true });
}
