/**
 * How many events come out of a log that has none: a million lines as real services print them, in which process ids,
 * sizes, ports, durations, ids and counters are numbers that look like codes. Each kind of line is a file of its own.
 *
 *     node bench/false-positives.mjs [--lines 1000000] [--seed 1] [--known 25] [--program FILE] [--keep DIR]
 *
 * `--known`: how many of a hundred such numbers are codes of the catalogue, which are what is taken without a name.
 * Exit status 1: more events than there may be.
 */
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { randomFrom } from '../samples/random.mjs';
import { clockFrom } from './data/no-codes/clock.mjs';
import { SERVERS } from './data/no-codes/servers.mjs';
import { SERVICES } from './data/no-codes/services.mjs';
import { SYSTEMS } from './data/no-codes/systems.mjs';
import { UNNAMED } from './data/no-codes/unnamed.mjs';

const MOST = 5;
const EXAMPLES = 3;
const KINDS = Object.entries({ ...SYSTEMS, ...SERVERS, ...SERVICES });
/** Told apart: nothing on these lines says that their numbers are none, so that those of the catalogue are counted. */
const APART = Object.entries(UNNAMED);
const PROGRAM = fileURLToPath(new URL('../bin/ptk-logscan.js', import.meta.url));
const CANDIDATE = /(?<!\d)10[6-9]\d{3}(?!\d)/;

const { values } = parseArgs({
  options: {
    lines: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
    known: { type: 'string', default: '25' },
    program: { type: 'string', default: PROGRAM },
    keep: { type: 'string' },
  },
});

/** Draws what looks like a code three times out of four, else some other number. */
function numbersFrom(random, known, percent) {
  return () => {
    if (random.chance(25)) return String(random.int(1, 999_999));
    return String(random.chance(percent) ? random.pick(known) : random.int(106_000, 109_999));
  };
}

/** Writes one kind's file; gives its lines, and those with a number that looks like a code. */
function make(file, line, lines, random, n) {
  const clock = clockFrom(random);
  const fd = openSync(file, 'w');
  let [made, candidates, text] = [0, 0, line.header ?? ''];
  while (made < lines) {
    const next = line(clock(), n, random);
    for (const each of next.split('\n')) {
      made++;
      if (CANDIDATE.test(each)) candidates++;
    }
    text += `${next}\n`;
    if (text.length > 1 << 20) {
      writeSync(fd, text);
      text = '';
    }
  }
  writeSync(fd, text);
  closeSync(fd);
  return { made, candidates };
}

/** Counts the events of each file, with the first few of their lines. */
async function eventsOf(files) {
  const found = new Map(files.map((file) => [file, { events: 0, examples: [] }]));
  const args = [resolve(values.program), 'events', '--tz', 'UTC', '--year', '2026', ...files];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((done) => child.on('close', done));
  for await (const row of createInterface({ input: child.stdout })) {
    const { source, line, code } = JSON.parse(row);
    const kind = found.get(source);
    kind.events++;
    if (kind.examples.length < EXAMPLES) kind.examples.push({ line, code });
  }
  return { found, status: await ended };
}

function examplesOf(file, examples) {
  const lines = readFileSync(file, 'utf8').split('\n');
  return examples.map(({ line, code }) => `    ${code}  ${lines[line - 1].slice(0, 300)}`);
}

const folder = values.keep === undefined ? mkdtempSync(join(tmpdir(), 'ptk-logscan-no-codes-')) : resolve(values.keep);
mkdirSync(folder, { recursive: true });
try {
  const table = readFileSync(new URL('../test/data/ptk-codes.tsv', import.meta.url), 'utf8');
  const known = table.match(/^\d{6}/gm);
  const random = randomFrom(Number(values.seed));
  const n = numbersFrom(random, known, Number(values.known));
  const each = Math.ceil(Number(values.lines) / KINDS.length);
  const kinds = [...KINDS, ...APART].map(([name, line], i) => {
    const file = join(folder, `${String(i + 1).padStart(2, '0')}-${name.replace(/\W+/g, '-')}.log`);
    return { name, file, ...make(file, line, each, random, n) };
  });
  const started = performance.now();
  const { found, status } = await eventsOf(kinds.map(({ file }) => file));
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (status !== 0) throw new Error(`${basename(values.program)} events ended with ${status}`);
  const tell = (some) => {
    let [lines, candidates, events] = [0, 0, 0];
    for (const { name, file, made, candidates: those } of some) {
      const { events: wrong, examples } = found.get(file);
      lines += made;
      candidates += those;
      events += wrong;
      console.log([name.padEnd(28), `${made} lines`, `${those} with a number`, `${wrong} events`].join('  '));
      for (const example of examplesOf(file, examples)) console.log(example);
    }
    console.log(`${events} events in ${lines} lines, ${candidates} with a number that looks like a code\n`);
    return events;
  };
  console.log(`All lines were read in ${seconds} s.\n`);
  const events = tell(kinds.slice(0, KINDS.length));
  console.log('Where nothing on the line says that a number is none, those of the catalogue are counted:\n');
  tell(kinds.slice(KINDS.length));
  process.exitCode = events > MOST ? 1 : 0;
} finally {
  if (values.keep === undefined) rmSync(folder, { recursive: true });
}
