/**
 * The jobs: each has a log, a reference that its ratios are to, contenders, and what ptk-logscan is meant to reach.
 * `atMost` and `stretch` are times as a multiple of the reference's. `whole`: the target is for logs of 1 GB and more,
 * since on small ones a start of Node counts for more than the work. `oneThread`: the same for `--workers 1`.
 */
import * as by from './contenders.mjs';
import { JSON_CODE, JSON_TIME, PATTERN } from './forms.mjs';

const GIGA = 1e9;
const SMALL = 64_000;

/** In the order in which they are run; `kind` is the log's. `optional`: only when asked for. */
export const JOBS = [
  { ...shape('text5', 'Text, a code in every 5th line', 1.7, 1.2), oneThread: 4 },
  shape('text1000', 'Text, a code in every 1,000th line', 1.5),
  shape('json', 'JSON lines, a code in every line', 2.2, 1.6),
  shape('soap', 'SOAP bodies over several lines, inherited times', 2.2),
  {
    id: 'pipe',
    title: 'Through a pipe: text, a code in every 5th line',
    kind: 'text5',
    whole: true,
    atMost: 1.2,
    contenders: ({ name }, program) => [
      { name: 'cat | wc -c', program: 'cat', command: `cat ${name} | wc -c`, reads: 'bytes' },
      { name: 'cat | wc -l', program: 'cat', command: `cat ${name} | wc -l`, reads: 'lines' },
      piped(program, `cat ${name} | `, 'cat | ptk-logscan'),
      { ...by.rgCount('text5', []), name: 'cat | rg -c', command: `cat ${name} | rg -c 'statusCode=10[6-9]\\d{3}\\b'` },
      { ...by.baseline(name, `cat ${name} | `), name: 'cat | split2 + RegExp (Node)' },
    ],
  },
  {
    id: 'files',
    title: 'Files of 100 kB in one folder',
    kind: 'files',
    whole: true,
    atMost: 1.5,
    contenders: ({ name }, program) => [
      { name: 'cat * | wc -l', program: 'cat', command: `cat ${name}/*.log | wc -l`, reads: 'lines' },
      by.logscan(program, ['-r', name], [], 'ptk-logscan -r'),
      by.rgCount('text5', [name]),
      by.rgSort('text5', name),
      { ...by.mawk('text5', `${name}/*.log`), name: 'mawk *' },
      { ...by.baseline(name, `cat ${name}/*.log | `), name: 'cat * | split2 + RegExp (Node)' },
    ],
  },
  {
    id: 'gzip',
    title: 'gzip: text, a code in every 5th line',
    kind: 'gzip',
    whole: true,
    atMost: 1.15,
    contenders: ({ name }, program) => [
      { name: 'zcat | wc -l', program: 'zcat', command: `zcat ${name} | wc -l`, reads: 'lines' },
      by.logscan(program, [name]),
      { ...by.rgCount('text5', [name]), name: 'rg -z -c', command: `rg -zcIN 'statusCode=10[6-9]\\d{3}\\b' ${name}` },
      { ...by.mawk('text5', '', `zcat ${name} | `), name: 'zcat | mawk' },
      { ...by.baseline(name, `zcat ${name} | `), name: 'zcat | split2 + RegExp (Node)' },
    ],
  },
  customFormat('pattern', '--pattern: text, a code in every 5th line', 'text5', 'pattern', ['--pattern', PATTERN]),
  customFormat('json-code', '--json-code: JSON lines, a code in every line', 'json', 'json', [
    '--json-code',
    JSON_CODE,
  ]),
  customFormat('json-time', '--json-code and --json-time: the same', 'json', 'json', [
    ...['--json-code', JSON_CODE],
    ...['--json-time', JSON_TIME],
  ]),
  {
    id: 'start',
    title: 'Start: a log of 64 kB',
    kind: 'text5',
    size: () => SMALL,
    atMost: 1.6,
    rounds: (rounds) => rounds * 3,
    contenders: ({ name }, program) => [
      { name: 'node -e 0', program: process.execPath, command: [process.execPath, '-e', '0'], reads: 'nothing' },
      { ...by.logscan(program, [name]), command: [process.execPath, program, name], reads: 'nothing' },
      by.logscan(program, [name], [], 'ptk-logscan -f json'),
      by.baseline(name),
    ],
  },
  {
    id: 'large',
    title: 'Ten times as much: text, a code in every 5th line',
    kind: 'text5',
    optional: true,
    whole: true,
    size: (size) => size * 10,
    beside: (size) => size,
    atMost: 10.5,
    contenders: ({ name, beside }, program) => [
      { ...by.logscan(program, [beside.name], [], 'ptk-logscan, a tenth'), log: beside, own: false },
      by.logscan(program, [name], [], 'ptk-logscan, all'),
      { ...by.wc(beside.name), name: 'wc -l, a tenth', log: beside },
      { ...by.wc(name), name: 'wc -l, all' },
    ],
  },
];

/** Whether the target is meant for a log of so many bytes. */
export const judged = (job, size) => !job.whole || size >= GIGA;

function shape(id, title, atMost, stretch) {
  const contenders = ({ name }, program) => [
    by.wc(name),
    ...by.logscanThreads(program, name),
    by.rgCount(id, [name]),
    by.rgSort(id, name),
    by.mawk(id, name),
    ...(id === 'json' ? [by.jq(name)] : []),
    ...(id === 'soap' ? [] : [by.mlr(id, name)]),
    by.duckdb(id, name),
    ...(id === 'soap' ? [] : [by.agrind(id, name)]),
    by.baseline(name),
  ];
  return { id, title, kind: id, whole: true, identical: true, atMost, stretch, contenders };
}

/** What reads lines by a form of the user's own is to be no slower than what somebody writes for that form alone. */
function customFormat(id, title, kind, baseline, how) {
  const contenders = ({ name }, program) => [
    by.baselineForm(baseline, name),
    ...by.logscanThreads(program, name, how, ` ${how.filter((word) => word.startsWith('--')).join(' ')}`),
  ];
  return { id, title, kind, identical: true, atMost: 1, stretch: 0.6, oneThread: 1.5, contenders };
}

function piped(program, input, name) {
  const own = by.logscan(program, [], [], name);
  return { ...own, command: `${input}${own.command.map(by.quoted).join(' ')}` };
}
