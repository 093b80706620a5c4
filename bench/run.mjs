/**
 * The benchmark, from the options to the page: data, races, targets. `npm run bench -- --help` tells the options.
 * Progress goes to standard error, the page to standard output. Exit status 1 where a contender told wrong counts or
 * failed, 2 where an option is wrong.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { shown } from './contenders.mjs';
import { prepare } from './data/prepare.mjs';
import { commit, machine, tools } from './machine.mjs';
import { measuresMemory } from './measure.mjs';
import { HELP, optionsOf } from './options.mjs';
import { page } from './page.mjs';
import { race } from './race.mjs';
import { targetsOf } from './targets.mjs';

const say = (text) => process.stderr.write(`${text}\n`);

function runJob(job, options, installed) {
  const { size, seed, data, program, rounds, budget } = options;
  const want = (bytes) => prepare(data, { kind: job.kind, size: bytes, seed }, say);
  const log = want(job.size?.(size) ?? size);
  const beside = job.beside === undefined ? null : want(job.beside(size));
  say(job.title);
  const contenders = job
    .contenders({ ...log, beside }, program)
    .filter(({ program: needs }) => installed[needs] !== null);
  const plan = { rounds: job.rounds?.(rounds) ?? rounds, budget, folder: data, say: (text) => say(`  ${text}`) };
  return { job, truth: log.truth, rows: race(contenders, log, plan) };
}

function documentOf(results, options, installed, where) {
  const { size, seed, rounds, budget, program, isOurs } = options;
  const jobs = results.map(({ job, truth, rows }) => ({
    id: job.id,
    title: job.title,
    bytes: truth.bytes,
    lines: truth.lines,
    events: truth.matchedLines,
    rows: rows.map(({ command, digest: _, threads: __, ...row }) => ({ ...row, command: shown(command, program) })),
  }));
  const missing = Object.keys(installed).filter((name) => installed[name] === null);
  return {
    schema: 'ptk-logscan/bench@1',
    date: new Date().toISOString().slice(0, 10),
    commit: isOurs ? commit() : null,
    machine: where,
    tools: installed,
    missing,
    ...{ size, seed, rounds, budget },
    jobs,
    targets: targetsOf(results, size),
  };
}

function write(output, document, text) {
  mkdirSync(dirname(output), { recursive: true });
  writeFileSync(`${output}.json`, `${JSON.stringify(document, null, 2)}\n`);
  writeFileSync(`${output}.md`, text);
}

function main() {
  const options = optionsOf(process.argv.slice(2));
  if (options === null) return process.stdout.write(HELP);
  if (!measuresMemory) say('GNU time is not installed: no memory, no processor time');
  const where = machine();
  const installed = tools();
  // What ratios are to: without these there is nothing to say.
  for (const name of ['wc', 'zcat']) if (installed[name] === null) throw new Error(`${name} is needed`);
  const results = [];
  let text = '';
  for (const job of options.jobs) {
    results.push(runJob(job, options, installed));
    const document = documentOf(results, options, installed, where);
    text = page(document);
    if (options.output !== null) write(options.output, document, text);
  }
  process.stdout.write(text);
  if (results.some(({ rows }) => rows.some(({ problem }) => problem !== null))) process.exitCode = 1;
}

try {
  main();
} catch (error) {
  say(`bench: ${error.message}`);
  process.exitCode = 2;
}
