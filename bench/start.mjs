/**
 * What a start takes, with each Node, against `node -e 0` of the same: medians of rounds in which they take turns, on one
 * line and on the sample of 640, and the first run, which has nothing that an earlier one has compiled.
 * `node bench/start.mjs [--rounds 31] [MAJOR or path …]`, by default this Node and 22, 24 and 26. Exit status 1: with one line
 * one takes more than 1.8 times as long.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { fetchedNode } from '../test/nodes/cache.mjs';
import { median } from './arguments.mjs';

const MOST = 1.8;
const PROGRAM = fileURLToPath(new URL('../bin/ptk-logscan.js', import.meta.url));
const SAMPLE = fileURLToPath(new URL('../samples/callback.log', import.meta.url));

const { values, positionals } = parseArgs({ options: { rounds: { type: 'string' } }, allowPositionals: true });
const rounds = Number(values.rounds ?? 31);
const asked = positionals.length > 0 ? positionals : [process.execPath, '22', '24', '26'];
const nodes = asked.map((name) => (/^\d+$/.test(name) ? fetchedNode(name) : name)).filter((node) => node !== null);

// Below a temporary folder, which all share, nothing would be kept.
const home = mkdtempSync(join(homedir(), '.ptk-logscan-start-'));
const env = { ...process.env, HOME: home, XDG_CACHE_HOME: join(home, 'cache'), LOCALAPPDATA: home };
delete env.NODE_DISABLE_COMPILE_CACHE;

const milliseconds = (node, ...args) => {
  const began = performance.now();
  const { status, error } = spawnSync(node, args, { stdio: ['ignore', 'pipe', 'ignore'], env });
  const took = performance.now() - began;
  if (status !== 0) throw new Error(`${node} ${args.join(' ')}: ${error?.message ?? `exit status ${status}`}`);
  return took;
};

const line = join(home, 'line.log');
writeFileSync(line, '2026-11-01 09:15:00 code=109004\n');

try {
  const bare = nodes.map(() => []);
  const started = nodes.map(() => []);
  const small = nodes.map(() => []);
  for (const node of nodes) milliseconds(node, '-e', '0');
  const first = nodes.map((node) => milliseconds(node, PROGRAM, SAMPLE));
  for (let round = 0; round < rounds; round++) {
    for (const [i, node] of nodes.entries()) {
      bare[i].push(milliseconds(node, '-e', '0'));
      started[i].push(milliseconds(node, PROGRAM, line));
      small[i].push(milliseconds(node, PROGRAM, SAMPLE));
    }
  }
  console.log('| Node | node -e 0 | one line | ratio | sample | ratio | first run |');
  console.log('| --- | ---: | ---: | ---: | ---: | ---: | ---: |');
  for (const [i, node] of nodes.entries()) {
    const version = spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim();
    // Of each round, which noise harms less than that of the medians.
    const ratioOf = (times) => median(times[i].map((took, round) => took / bare[i][round]));
    const ratio = ratioOf(started);
    const shown = (ms) => `${ms.toFixed(0)} ms`;
    const cells = [
      ...[version, shown(median(bare[i])), shown(median(started[i])), ratio.toFixed(2)],
      ...[shown(median(small[i])), ratioOf(small).toFixed(2), shown(first[i])],
    ];
    console.log(`| ${cells.join(' | ')} |`);
    if (ratio > MOST) process.exitCode = 1;
  }
} finally {
  rmSync(home, { recursive: true });
}
