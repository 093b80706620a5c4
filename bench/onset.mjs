/**
 * How often an episode is found where there is none, and how far its beginning is from the true one, on simulated logs:
 * windows with events that vary in number, errors at a rate that is steady, jumps, rises slowly, or comes and goes.
 *
 *     node bench/onset.mjs [--runs 1000] [--seed 1]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'rolldown';

const { values } = parseArgs({ options: { runs: { type: 'string' }, seed: { type: 'string' } } });
const runs = Number(values.runs ?? 1000);
const random = randomFrom(Number(values.seed ?? 1));

const folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-onset-'));
const file = join(folder, 'episodes.mjs');
await build({
  input: fileURLToPath(new URL('../src/stats/episodes.ts', import.meta.url)),
  output: { file },
  logLevel: 'silent',
});
const { episodesOf } = await import(pathToFileURL(file));
rmSync(folder, { recursive: true });

/** Of each kind of log: windows, events a window on average, and the error rate of a window. */
const STEADY = [
  ['24 windows, 800 events each, 2%', 24, 800, () => 0.02],
  ['48 windows, 20 events each, 2%', 48, 20, () => 0.02],
  ['48 windows, 5 events each, 50%', 48, 5, () => 0.5],
  ['200 windows, 3 events each, 10%', 200, 3, () => 0.1],
  ['1,440 windows, 10 events each, 5%', 1440, 10, () => 0.05],
  ['48 windows, 400 events each, 2%, at night a twentieth', 48, rhythm(400), () => 0.02],
  ['48 windows, 400 events each, 2% in bursts of 5', 48, 400, () => 0.02, 5],
];
const CHANGES = [
  ['48 windows, 400 each, 2% to 54% in window 35', 48, 400, step(35, 0.02, 0.54)],
  ['48 windows, 20 each, 2% to 30% in window 35', 48, 20, step(35, 0.02, 0.3)],
  ['48 windows, 20 each, 2% to 15% in window 35', 48, 20, step(35, 0.02, 0.15)],
  ['48 windows, 400 each, 2% to 5% in window 35', 48, 400, step(35, 0.02, 0.05)],
  ['200 windows, 3 each, 10% to 60% in window 146', 200, 3, step(146, 0.1, 0.6)],
  ['1,440 windows, 10 each, 2% to 30% in window 1051', 1440, 10, step(1051, 0.02, 0.3)],
  ['48 windows, 400 each, 2%, 40% in windows 20 to 23', 48, 400, (i) => (i >= 20 && i < 24 ? 0.4 : 0.02), 1, 20],
  ['48 windows, 400 each, from 2% in window 30 to 60% in window 42', 48, 400, ramp(30, 42, 0.02, 0.6), 1, 30],
];

console.log(`| steady: ${runs} logs of each kind | with an episode |`);
console.log('| --- | ---: |');
for (const [name, ...kind] of STEADY) {
  let found = 0;
  for (let i = 0; i < runs; i++) found += episodesOf(simulated(...kind)).length > 0 ? 1 : 0;
  console.log(`| ${name} | ${percent(found)} |`);
}
console.log(
  `\n| with a change: ${runs} logs of each kind | found | in its window | within one | mean delay, windows | several |`,
);
console.log('| --- | ---: | ---: | ---: | ---: | ---: |');
for (const [name, n, each, rate, burst = 1, at = rate.at] of CHANGES) {
  const delays = [];
  let several = 0;
  for (let i = 0; i < runs; i++) {
    const episodes = episodesOf(simulated(n, each, rate, burst));
    if (episodes.length > 1) several += 1;
    if (episodes.length > 0) delays.push(episodes.reduce((a, b) => (b.errors > a.errors ? b : a)).from - at);
  }
  const mean = delays.reduce((sum, delay) => sum + delay, 0) / delays.length;
  const within = (most) => percent(delays.filter((delay) => Math.abs(delay) <= most).length);
  console.log(
    `| ${name} | ${percent(delays.length)} | ${within(0)} | ${within(1)} | ${mean.toFixed(2)} | ${percent(several)} |`,
  );
}

function simulated(n, each, rate, burst = 1) {
  const mean = typeof each === 'number' ? () => each : each;
  const events = Array.from({ length: n }, (_, i) => Math.max(1, Math.round(mean(i) * (0.3 + 1.4 * random()))));
  // In bursts: so many neighbouring events fail together.
  const errors = events.map((count, i) => Math.min(count, burst * binomial(Math.round(count / burst), rate(i))));
  return { events, errors };
}

function step(at, before, after) {
  return Object.assign((i) => (i >= at ? after : before), { at });
}

function ramp(from, to, before, after) {
  return (i) => before + (after - before) * Math.min(1, Math.max(0, (i - from) / (to - from)));
}

function rhythm(each) {
  return (i) => each * (0.525 + 0.475 * Math.sin((i / 24) * 2 * Math.PI));
}

function binomial(n, p) {
  let k = 0;
  for (let i = 0; i < n; i++) if (random() < p) k += 1;
  return k;
}

function percent(n) {
  return `${((100 * n) / runs).toFixed(1)}%`;
}

/** Mulberry32. */
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
