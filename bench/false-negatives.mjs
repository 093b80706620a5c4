/**
 * How many codes are found where there is one in every line, by the shape of the line.
 *
 *     node bench/false-negatives.mjs [--lines 20000] [--seed 1] [--program FILE]
 *
 * A line is right where `events` names its code with its time, and nothing else but what the shape itself holds.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { randomFrom } from '../samples/random.mjs';
import { clockFrom } from './data/no-codes/clock.mjs';
import { KNOWN, NAMED } from './data/with-codes.mjs';

const PROGRAM = fileURLToPath(new URL('../bin/ptk-logscan.js', import.meta.url));
/** What a shape may hold beside its code. */
const ALSO = 108_001;
const EXAMPLES = 2;

const { values } = parseArgs({
  options: {
    lines: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    program: { type: 'string', default: PROGRAM },
  },
});

function made(shape, lines, draw, random) {
  const clock = clockFrom(random);
  const rows = [];
  while (rows.length < lines) {
    const at = clock();
    const { code, name } = draw();
    rows.push({ text: shape(at, code, name, random), code, time: at.ms });
  }
  return rows;
}

/** By line: the codes found there, each with its time in milliseconds. */
function eventsOf(file) {
  const args = [resolve(values.program), 'events', '--tz', 'UTC', '--year', '2026', file];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`events ended with ${status}: ${stderr}`);
  const found = new Map();
  for (const row of stdout.split('\n')) {
    if (row === '') continue;
    const { line, code, time } = JSON.parse(row);
    found.set(line, [...(found.get(line) ?? []), { code, time: Date.parse(time) }]);
  }
  return found;
}

/** Some forms have no fraction, so that a time may be up to a second early. */
const isTime = (got, time) => got === time || got === Math.floor(time / 1000) * 1000;

const folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-with-codes-'));
try {
  const table = readFileSync(new URL('../test/data/ptk-codes.tsv', import.meta.url), 'utf8').trimEnd();
  const catalogue = table
    .split('\n')
    .slice(1)
    .map((row) => row.split('\t'))
    .map(([code, name]) => ({ code: Number(code), name: name.replaceAll(' ', '') }));
  const random = randomFrom(Number(values.seed));
  const known = () => random.pick(catalogue);
  const any = () => (random.chance(70) ? known() : { code: random.int(106_000, 109_999), name: 'Unknown' });
  const file = join(folder, 'some.log');
  let [all, right] = [0, 0];
  for (const [shapes, draw] of [
    [NAMED, any],
    [KNOWN, known],
  ]) {
    for (const [name, shape] of Object.entries(shapes)) {
      const rows = made(shape, Number(values.lines), draw, random);
      const header = shape.header ?? '';
      writeFileSync(file, header + rows.map(({ text }) => `${text}\n`).join(''));
      const found = eventsOf(file);
      const first = header.split('\n').length;
      const wrong = rows.filter(({ code, time }, i) => {
        const got = found.get(i + first) ?? [];
        return (
          !got.some((event) => event.code === code && isTime(event.time, time)) ||
          got.some((event) => event.code !== code && event.code !== ALSO)
        );
      });
      all += rows.length;
      right += rows.length - wrong.length;
      const share = ((100 * (rows.length - wrong.length)) / rows.length).toFixed(2);
      console.log(`${name.padEnd(24)} ${share.padStart(6)} %`);
      for (const { code, text } of wrong.slice(0, EXAMPLES)) console.log(`    ${code}  ${text.slice(0, 240)}`);
    }
  }
  console.log(`${right} of ${all} lines, ${((100 * right) / all).toFixed(2)} %`);
  process.exitCode = right === all ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}
