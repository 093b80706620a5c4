/**
 * What groups and conditions cost: scans with `--by` and `--where`, with kept lines and without, beside the plain one. They
 * take turns, as other work on the machine disturbs all alike; ratios are those of one turn.
 *
 *     npm run build && node bench/groups.mjs [--size 1GB] [--rounds 7] [--data DIR] [--program FILE]
 */
import { join } from 'node:path';
import { benchArguments, median } from './arguments.mjs';
import { prepare } from './data/prepare.mjs';
import { heat, measure } from './measure.mjs';

const KINDS = ['text1000', 'text5', 'json'];
const PLAIN = ['--lines', '0'];
/** What each is meant to take at most, as a ratio to the plain one; null: no limit. */
const CASES = [
  { args: ['--lines', '2'], atMost: 1.03 },
  { args: [...PLAIN, '--where', 'tenant'], atMost: 1.6 },
  { args: [...PLAIN, '--by', 'tenant'], atMost: 1.6 },
  { args: [...PLAIN, '--by', 'tenant,code', '--where', 'tenant'], atMost: 1.6 },
  { args: [...PLAIN, '--by', 'tenant,segment'], atMost: null },
];

const { size, rounds, only, data, program } = benchArguments();
const kinds = only === null ? KINDS : KINDS.filter((kind) => only.includes(kind));

console.log('| log | options | wall | ratio | CPU | ratio | peak |');
console.log('| --- | --- | ---: | ---: | ---: | ---: | ---: |');
for (const kind of kinds) {
  const { name } = prepare(data, { kind, size, seed: 1 }, (what) => console.error(what));
  const log = join(data, name);
  heat(log, data);
  const turns = Array.from({ length: rounds + 1 }, () => [{ args: PLAIN }, ...CASES].map(({ args }) => run(log, args)));
  // The first turn is for warming up.
  for (const i of [0, ...CASES.map((_, i) => i + 1)]) {
    const of = (value) => median(turns.slice(1).map((turn) => value(turn[i], turn[0])));
    const ratio = of((own, plain) => own.seconds / plain.seconds);
    const atMost = i === 0 ? null : CASES[i - 1].atMost;
    const cells = [
      kind,
      `\`${(i === 0 ? PLAIN : CASES[i - 1].args).join(' ')}\``,
      `${of((own) => own.seconds).toFixed(2)} s`,
      `${ratio.toFixed(2)}${atMost === null || ratio <= atMost ? '' : ` (wanted: ${atMost})`}`,
      `${of((own) => own.cpu).toFixed(2)} s`,
      of((own, plain) => own.cpu / plain.cpu).toFixed(2),
      `${Math.round(of((own) => own.peak) / 2 ** 20)} MiB`,
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
}

function run(log, args) {
  const result = measure([process.execPath, program, 'scan', log, '--format', 'json', ...args], data);
  if (result.failure !== null) throw new Error(`${args.join(' ')}: ${result.failure}`);
  return result;
}
