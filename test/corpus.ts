/** Text with what may go wrong on its way: the samples, and lines at the edges of what a line is. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readLine } from '../src/reference/line.js';
import { rulesOf } from './rules/rules-of.js';

const NAMES = ['callback.log', 'erlang.log', 'gateway.jsonl', 'native.log', 'service.log', 'syslog.log'];
const SAMPLES = NAMES.map((name) =>
  readFileSync(fileURLToPath(new URL(`../samples/${name}`, import.meta.url)), 'latin1'),
).join('');

const MARK = '\xef\xbb\xbf';

/** One character a byte. */
const EDGES = [
  '',
  '\r',
  '2026-11-04 21:00:00.000 carriage return code=109004\r',
  '2026-11-04 21:00:01.000 NUL \0 and ESC \x1b[31m code=107000\0',
  '2026-11-04 21:00:02.000 no UTF-8 \xff\xfe\xc3( \xe2\x82 code=107100',
  '2026-11-04 21:00:03.000 UTF-8 caf\xc3\xa9 \xe2\x82\xac \xf0\x9f\x93\x9e code=109002',
  `${MARK}2026-11-04 21:00:04.000 a mark that is not the first code=108016`,
  '2026-11-04 21:00:05.000 code=107000 code=107000 status: 109004, PTK106000',
  '   at Ptk.Service.Inherits() result=109003',
  '2026-11-04 21:00:06.000 sessionId=107000 took 107000 ms from /tickets/107000',
  '26/11/04 21:00:07 short year code=107010',
  '1793826008 epoch code=107012',
  '107000',
  '\x00\x01\x02107999\x03\x04',
];

export interface Corpus {
  readonly bytes: Buffer;
  /** As the reference has it: lines, and codes that it accepts, each once a line. */
  readonly lines: number;
  readonly events: number;
}

/**
 * Begins with a byte order mark and ends without a line end. `times`: how often the samples stand in it; `long`: the
 * length of one line, with codes at its start, all along and at its end.
 */
export function corpus(times: number, long: number): Corpus {
  // A code counts once a line: the reference, which is slow, reads a line with less of the filler.
  const [samples, rest] = [reading(SAMPLES), reading(end(10))];
  return {
    bytes: Buffer.from(MARK + SAMPLES.repeat(times) + end(long / 31), 'latin1'),
    lines: times * samples.lines + rest.lines,
    events: times * samples.events + rest.events,
  };
}

/** The edges, a line with so many of the same code, and one without a line end. */
function end(fillers: number): string {
  const filler = 'code=109011 filler without end '.repeat(fillers);
  const long = `2026-11-04 21:00:09.000 code=107014 ${filler}status=109012`;
  return [...EDGES, long, '2026-11-04 21:00:10.000 no line end code=109000'].join('\n');
}

const RULES = rulesOf({ dateOrder: 'mdy', year: 2026 });

/** Lines of a text (one character a byte), and codes accepted on them, by the reference. */
export function reading(text: string): { lines: number; events: number; matchedLines: number } {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  const counts = lines.map((line) => readLine(Buffer.from(line, 'latin1'), RULES).accepted.length);
  return {
    lines: lines.length,
    events: counts.reduce((sum, count) => sum + count, 0),
    matchedLines: counts.filter((count) => count > 0).length,
  };
}
