/** Calls that group, compare and write summaries: see cases.ts. */
import type { Case } from './cases.js';

const LOG = [
  '2026-11-01 09:15:00.000 tenant=north segment="a b" code=107000',
  '2026-11-01 09:20:00.000 tenant=north code=109004',
  '2026-11-01 09:30:00.000 {"Tenant":"south","code":107000}',
  '2026-11-02 09:30:00.000 <ns:tenant>south</ns:tenant> <StatusCode>107000</StatusCode>',
  '2026-11-02 10:00:00.000 code=107000',
  '',
].join('\n');
const files = { 'a.log': LOG };
const UTC = ['--tz', 'UTC'];

const wrong = (name: string, args: readonly string[], stderr: string): Case => ({
  name,
  args,
  files,
  status: 2,
  stdout: '',
  stderr: `ptk-logscan: ${stderr}\n`,
  after: {},
});

export const SUMMARY_CASES: readonly Case[] = [
  {
    name: 'groups of a key in every spelling',
    args: [...UTC, '--by', 'tenant', 'a.log'],
    files,
    status: 0,
    stdout: [/^north +2 +40\.0% +1 +50\.0%/m, /^south +2 +40\.0% +0 +0%/m, /^\(none\) +1 /m],
    stderr: '',
  },
  {
    name: 'two keys and a built-in grouping',
    args: [...UTC, '--by', 'tenant,segment,fault', 'a.log'],
    files,
    status: 0,
    stdout: [/^Who acts/m, /^north +a b +1 /m],
    stderr: '',
  },
  {
    name: 'more groups than are shown',
    args: [...UTC, '--by', 'tenant', '--max-groups', '1', '-f', 'json', 'a.log'],
    files,
    status: 0,
    stdout: [/"other": \{\n\s+"groups": 2,\n\s+"events": 3,/],
  },
  {
    name: 'a key that is on no line',
    args: [...UTC, '--by', 'severty', 'a.log'],
    files,
    status: 0,
    stderr: 'ptk-logscan: --by: no line with a code has the key severty\n  tip: did you mean severity?\n',
  },
  wrong('three keys', ['--by', 'a,b,c', 'a.log'], '--by: expected at most 2 keys; got a, b, c'),
  {
    name: 'a key against a built-in grouping',
    args: [...UTC, '--by', 'tenant,fault', 'a.log'],
    files,
    status: 0,
    stdout: [
      /^Events by tenant and who acts\ntenant +platform +nobody +Events +Errors +Rate\nnorth +1 +1 +2 +1 +50\.0%\n/m,
      /^south +· +2 +2 +0 +0%\n\(none\) +· +1 +1 +0 +0%$/m,
    ],
    stderr: '',
  },
  {
    name: 'two keys: the errors, where there are any',
    args: [...UTC, '--by', 'segment,tenant', 'a.log'],
    files,
    status: 0,
    stdout: [
      /^Errors by segment and tenant\nsegment +north +Events +Errors +Rate\n\(none\) +1 +4 +1 +25\.0%\na b +· +1 +0 +0%$/m,
    ],
  },
  {
    name: 'two built-in groupings',
    args: [...UTC, '--by', 'fault,severity', 'a.log'],
    files,
    status: 0,
    stdout: [
      /^Events by who acts and severity\nwho acts +■ critical +✓ ok +Events +Errors +Rate\nplatform +1 +· +1 +1 +100%$/m,
    ],
  },
  wrong(
    'one built-in grouping twice',
    ['--by', 'fault,Fault', 'a.log'],
    '--by: expected one of code, category, severity, fault, family, or two different ones and no key; got fault, Fault',
  ),
  wrong(
    'two built-in groupings and a key',
    ['--by', 'fault,severity,tenant', 'a.log'],
    '--by: expected one of code, category, severity, fault, family, or two different ones and no key; got fault, severity, tenant',
  ),
  wrong(
    '--max-groups',
    ['--max-groups', '0', 'a.log'],
    '--max-groups: expected a whole number from 1 to 1000000; got "0"',
  ),

  {
    name: 'several documents from one reading, the form by the ending',
    args: [...UTC, '-o', 'r.html', '-o', 's.json', '-o', 'c.csv', '-o', 'markdown:notes.txt', '-o', 'p.prom', 'a.log'],
    files,
    status: 0,
    stdout: '',
    stderr: '',
    after: {
      'r.html': /^<!doctype html>[\s\S]*<\/html>\n$/i,
      's.json': /"events": 5,/,
      'c.csv': /^start_date,/,
      'notes.txt': /\| *107000 *\|/,
      'p.prom': /^# HELP /,
    },
  },
  {
    name: 'the other ending of a form, in any case',
    args: [...UTC, '-o', 'w.jsonl', '-o', 'n.Markdown', '-o', 'r.HTM', '-o', 'no-ending', 'a.log'],
    files,
    status: 0,
    stdout: '',
    stderr: '',
    after: {
      'w.jsonl': /^\{"start":/,
      'n.Markdown': /\| *107000 *\|/,
      'r.HTM': /^<!doctype html>/i,
      'no-ending': /^5 events {3}1 error/,
    },
  },
  {
    name: 'a document, and the table for the eyes',
    args: [...UTC, '-o', 's.json', '-o', '-', 'a.log'],
    files,
    status: 0,
    stdout: ['5 events   1 error'],
    after: { 's.json': /"schema": "ptk-logscan\/summary@1"/ },
  },
  {
    name: 'no document appears where one cannot be written',
    args: [...UTC, '-o', 's.json', '-o', 'nowhere/s.csv', 'a.log'],
    files,
    status: 3,
    stdout: '',
    stderr: [/^ptk-logscan: nowhere\/s\.csv: /],
    after: { 's.json': null },
  },
  wrong(
    'a format for several documents',
    ['-f', 'json', '-o', 'a.json', '-o', 'b.csv', 'a.log'],
    '--format: expected with one --output; got 2, of which each says its own form',
  ),
  {
    name: 'CSV: one kind of row a file, the form before a colon',
    args: [...UTC, '--by', 'tenant', '-o', 'csv-windows:w', '-o', 'csv-codes:c.txt', '-o', 'csv-groups:g.csv', 'a.log'],
    files,
    status: 0,
    stdout: '',
    stderr: '',
    after: {
      w: /^start_date,start_time,start_utc_offset,.*\r\n2026-11-01,/,
      'c.txt': /^\ufeffcode,name,.*\r\n10/,
      'g.csv': /^\ufeffby_tenant,groups,/,
    },
  },
  wrong(
    'rows of groups without a key, before anything is read',
    ['-f', 'csv-groups', '--by', 'fault', 'none.log'],
    'csv-groups: expected a key to group by, such as tenant; got none\n  tip: --by tenant',
  ),
  wrong(
    'rows of groups without a key, as one of several',
    ['-o', 'a.json', '-o', 'csv-groups:g.csv', 'none.log'],
    'csv-groups:g.csv: expected a key to group by, such as tenant; got none\n  tip: --by tenant',
  ),
  {
    name: 'parquet to a pipe',
    args: ['-f', 'parquet', 'a.log'],
    files,
    status: 0,
    stdout: [/^PAR1/],
    stderr: '',
  },

  {
    name: 'compared with the span before',
    args: [...UTC, '--since', '2026-11-02', '--until', '2026-11-03', '--compare', 'previous', 'a.log'],
    files,
    status: 0,
    stdout: ['2 events', /109004/, /^− 109004 PlatformUnavailable +1 +0/m],
  },
  wrong(
    'the span before what',
    ['--compare', 'previous', 'a.log'],
    '--compare previous: expected with --since; got none',
  ),
  wrong(
    'the span before of a pipe',
    ['--compare', 'previous', '--since', '2026-11-02'],
    '--compare previous: expected files, which can be read twice; got standard input',
  ),
  {
    name: 'compared with what is no summary',
    args: ['--compare', 'b.json', 'a.log'],
    files: { ...files, 'b.json': '{"schema":"other"}' },
    status: 2,
    stderr: 'ptk-logscan: b.json: expected a summary document (ptk-logscan/summary@1); got "other"\n',
  },
  {
    name: 'explain',
    args: ['explain', '109004'],
    status: 0,
    stdout: ['109004 PlatformUnavailable', 'What to do'],
    stderr: '',
  },
  {
    name: 'explain what is unknown',
    args: ['explain', '106999'],
    status: 1,
    stdout: '',
    stderr: [/^ptk-logscan: 106999: /],
  },
];
