/** What was typed, checked. */
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { JOBS } from './jobs.mjs';

export const HELP = `Measures ptk-logscan beside what one would otherwise take.

Usage: npm run bench -- [OPTIONS]

  --quick        50 MB, 3 rounds: within two minutes
  --size SIZE    of each log, such as 200MB or 2GB              [default: 1GB]
  --rounds N     measured runs of each contender                    [default: 7]
  --budget S     seconds after which a contender sits out further rounds
                                                                  [default: 10]
  --only JOBS    only these, such as text5,json: ${JOBS.map(({ id }) => id).join(' ')}
  --large        also ten times the size, which needs as much of disk and memory
  --seed N       of the data                                        [default: 1]
  --data DIR     where logs are made and kept
                          [default: ptk-logscan-bench in the temporary folder]
  --output FILE  also writes FILE.md and FILE.json, anew after each job
  --program FILE what to measure instead of this project's bin/ptk-logscan.js
  --help
`;

const QUICK = { size: '50MB', rounds: '3', budget: '1' };
const USUAL = { size: '1GB', rounds: '7', budget: '10' };

/** Throws an error with one line for the user where something is wrong; null when help was asked for. */
export function optionsOf(args) {
  const text = { type: 'string' };
  const flag = { type: 'boolean', default: false };
  const { values } = parseArgs({
    args,
    options: {
      ...{ size: text, rounds: text, budget: text, only: text, seed: text, data: text, output: text, program: text },
      ...{ quick: flag, large: flag, help: flag },
    },
  });
  if (values.help) return null;
  const given = { ...(values.quick ? QUICK : USUAL), ...values };
  return {
    size: sizeOf(given.size),
    rounds: numberOf('rounds', given.rounds),
    budget: numberOf('budget', given.budget),
    seed: numberOf('seed', given.seed ?? '1'),
    jobs: jobsOf(given),
    data: resolve(given.data ?? join(tmpdir(), 'ptk-logscan-bench')),
    output: given.output === undefined ? null : resolve(given.output).replace(/\.(md|json)$/, ''),
    program: programOf(given.program),
    isOurs: given.program === undefined,
  };
}

function sizeOf(text) {
  const match = /^(\d+)(MB|GB)$/i.exec(text);
  if (match === null || Number(match[1]) === 0)
    throw new Error(`--size: a number with MB or GB, such as 200MB, not ${text}`);
  return Number(match[1]) * (match[2].toUpperCase() === 'GB' ? 1e9 : 1e6);
}

function numberOf(name, text) {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new Error(`--${name}: a whole number from 1, not ${text}`);
  return number;
}

function jobsOf({ only, large }) {
  if (only === undefined) return JOBS.filter(({ optional }) => !optional || large);
  return only.split(',').map((id) => {
    const job = JOBS.find((each) => each.id === id);
    if (job === undefined) throw new Error(`--only: ${JOBS.map((each) => each.id).join(', ')}, not ${id}`);
    return job;
  });
}

function programOf(given) {
  const program =
    given === undefined ? fileURLToPath(new URL('../bin/ptk-logscan.js', import.meta.url)) : resolve(given);
  if (!existsSync(program)) throw new Error(`--program: ${program} is not there`);
  if (given === undefined && !existsSync(fileURLToPath(new URL('../dist/cli/start.cjs', import.meta.url))))
    throw new Error('nothing is built yet: npm run build');
  return program;
}
