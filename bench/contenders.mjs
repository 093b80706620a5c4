/**
 * Who takes part: ptk-logscan, and what a user would otherwise take, each told in its own language exactly what to look
 * for (the key and where the time stands), which ptk-logscan is not. A contender is `{ name, program, command, reads }`:
 * a label, what has to be installed, an array of arguments or a line for `sh`, and how its output is read (`counts.mjs`).
 * Every command runs in the data's folder, so that file names are short.
 */
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const BASELINE = here('baseline.mjs');
const BASELINE_FORMS = here('baseline-forms.mjs');
const DUCKDB = here('duckdb.mjs');
const NODE = process.execPath;

/** What stands before a code. */
const KEYS = { text5: 'statusCode=', text1000: 'statusCode=', json: '"statusCode":', soap: '<StatusCode>' };

export const wc = (file) => ({ name: 'wc -l', program: 'wc', command: ['wc', '-l', file], reads: 'lines' });

/** `how`: more options; `name`: what to call it. */
export function logscan(program, input, how = [], name = 'ptk-logscan') {
  const command = [NODE, program, ...input, '--tz', 'UTC', '-w', '1h', '-f', 'json', ...how];
  return { name, program: NODE, command, reads: 'summary', own: true };
}

/** ptk-logscan with its own choice of threads, with one and with two. `how`: more options, `label`: what tells of them. */
export function logscanThreads(program, file, how = [], label = '') {
  const rows = [1, 2].map((n) => ({
    ...logscan(program, [file], ['--workers', String(n), ...how], `ptk-logscan${label} --workers ${n}`),
    threads: n,
  }));
  const cores = availableParallelism();
  const usual = { ...logscan(program, [file], how, `ptk-logscan${label}`), threads: cores };
  return [usual, ...rows.filter(({ threads }) => threads !== cores)];
}

export function rgCount(shape, file) {
  const command = ['rg', '-cIN', `${KEYS[shape]}10[6-9][0-9]{3}\\b`, ...file];
  return { name: 'rg -c', program: 'rg', command, reads: 'matched' };
}

export function rgSort(shape, file) {
  const command = `rg -oIN '${KEYS[shape]}(10[6-9][0-9]{3})\\b' -r '$1' ${file} | sort | uniq -c`;
  return { name: 'rg -o | sort | uniq -c', program: 'rg', command, reads: 'codes' };
}

/** `input`: what gives the text, such as `cat FILE |`, or nothing; `file`: what mawk itself opens. */
export function mawk(shape, file, input = '') {
  const key = KEYS[shape];
  const hour = shape === 'json' ? 'substr($0, 10, 13)' : 'substr($0, 1, 13)';
  const code = `substr($0, RSTART + ${key.length}, 6)`;
  const counting = `match($0, /${key}10[6-9][0-9][0-9][0-9]/)`;
  const program =
    shape === 'soap'
      ? `/^20[0-9][0-9]-/ { h = ${hour} } ${counting} { n[h " " ${code}]++ }`
      : `${counting} { n[${hour} " " ${code}]++ }`;
  const command = `${input}mawk '${program} END { for (k in n) print n[k], k }' ${file}`.trim();
  return { name: 'mawk', program: 'mawk', command, reads: 'hours' };
}

/** Not with `reduce`: jq copies the whole object at each `+= 1`, which takes hours for a gigabyte. */
export function jq(file) {
  const command = `jq -r '"\\(.time[:13]) \\(.statusCode)"' ${file} | sort | uniq -c`;
  return { name: 'jq | sort | uniq -c', program: 'jq', command, reads: 'hours' };
}

export function mlr(shape, file) {
  const out = ['--onidx', '--ofs', ' '];
  const count = (fields) => ['then', 'count', '-g', fields, 'then', 'reorder', '-f', 'count', file];
  const command =
    shape === 'json'
      ? ['mlr', '--ijsonl', ...out, 'put', '$hour = substr0($time, 0, 12)', ...count('hour,statusCode')]
      : [
          ...['mlr', '--idkvp', '--ifs', ' ', ...out, 'filter', 'is_present($statusCode)'],
          ...['then', 'put', '$hour = substr0($' + '{2}, 0, 1)', ...count('1,hour,statusCode')],
        ];
  return { name: 'mlr', program: 'mlr', command, reads: 'hours' };
}

export function duckdb(shape, file) {
  const reads = shape === 'soap' ? 'codes' : 'hours';
  return { name: 'DuckDB', program: '@duckdb/node-api', command: [NODE, DUCKDB, shape, file], reads };
}

export function agrind(shape, file) {
  const query = {
    json: '* | json | substring(time, 0, 13) as hour | statusCode as code | count by hour, code',
    text: '"statusCode=" | parse "* [*statusCode=* in" as time, between, code | substring(time, 0, 13) as hour | count by hour, code',
  };
  const command = ['agrind', '--file', file, '--output', 'json', query[shape] ?? query.text];
  return { name: 'angle-grinder', program: 'agrind', command, reads: 'objects' };
}

/** The pipeline in Node: on a file, or, with `input` such as `cat FILE |`, on what comes. */
export function baseline(file, input = null) {
  const command = input === null ? [NODE, BASELINE, file] : `${input}'${NODE}' '${BASELINE}'`;
  return { name: 'split2 + RegExp (Node)', program: NODE, command, reads: 'hours' };
}

/** The pipeline in Node for a form of one's own. */
export function baselineForm(kind, file) {
  const command = [NODE, BASELINE_FORMS, kind, file];
  const name = kind === 'json' ? 'split2 + JSON.parse (Node)' : 'split2 + the same RegExp (Node)';
  return { name, program: NODE, command, reads: 'hours' };
}

/** A command as a reader of the results would type it. */
export function shown(command, program) {
  const line = typeof command === 'string' ? command : command.map(quoted).join(' ');
  return line
    .replaceAll(`'${NODE}' '${program}'`, 'ptk-logscan')
    .replaceAll(`${NODE} ${program}`, 'ptk-logscan')
    .replaceAll(`'${BASELINE}'`, 'bench/baseline.mjs')
    .replaceAll(BASELINE, 'bench/baseline.mjs')
    .replaceAll(BASELINE_FORMS, 'bench/baseline-forms.mjs')
    .replaceAll(DUCKDB, 'bench/duckdb.mjs')
    .replaceAll(`'${NODE}'`, 'node')
    .replaceAll(NODE, 'node');
}

/** As `sh` takes it for one word; none of ours has a quote in it. */
export const quoted = (word) => (/^[\w./:=+,@-]+$/.test(word) ? word : `'${word}'`);
