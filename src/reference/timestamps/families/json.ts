import { type Family, example as line, type ReadContext, type Stamp, yearlessExample as yearless } from '../family.js';
import { readEpochNumber } from '../parts/epoch-number.js';
import { type Member, topLevelMembers } from '../parts/json-members.js';
import { START_LIMIT } from '../parts/starts.js';

const NAME = 'json';

/** Keys whose value is taken for the time of the line, lower case. */
export const TIME_KEYS: readonly string[] = [
  '@timestamp',
  'timestamp',
  'time',
  'ts',
  'datetime',
  'date',
  'eventtime',
  'asctime',
  't',
];

const NUMBER_VALUE = /^([\d.]+)[ \t\r]*$/;

/** The first instants of the years 1 and 10000: dates outside can't be written as RFC 3339. The second is exclusive. */
const YEAR_1 = -62_135_596_800_000;
const YEAR_10000 = 253_402_300_800_000;

// ASP.NET AJAX: milliseconds in UTC; the offset is where the writer stood and changes nothing.
const DOT_NET_DATE = /^\\?\/Date\((-?\d{1,15})(?:[+-]\d{4})?\)\\?\/$/;

/** JSON lines. `written` are the families that a string value may be of, whole from quote to quote. */
export function json(written: readonly Family[]): Family {
  return {
    name: NAME,
    title: 'JSON lines',
    description:
      'A line that starts with `{`: the first top-level key of `@timestamp timestamp time ts datetime date eventTime asctime t` (any case) whose value is a timestamp from quote to quote, or a number in seconds, milliseconds, microseconds or nanoseconds, told apart by its size.',
    read(text: string, start: number, context: ReadContext): Stamp | null {
      if (start !== 0 || text[0] !== '{') return null;
      for (const member of topLevelMembers(text, START_LIMIT)) {
        if (member.start >= START_LIMIT || !TIME_KEYS.includes(member.key.toLowerCase())) continue;
        const read = text[member.start] === '"' ? readString(text, member, context) : readNumber(text, member);
        if (read !== null) return read;
      }
      return null;
    },
    examples: EXAMPLES,
  };

  function readString(text: string, member: Member, context: ReadContext): Stamp | null {
    const [start, end] = [member.start + 1, member.end - 1];
    for (const family of written) {
      const read = family.read(text, start, context);
      if (read !== null && read.end === end) return { ...read, family: NAME };
    }
    const value = text.slice(start, end);
    const local = readEpochNumber(value) ?? readDotNetDate(value);
    return local === null ? null : epochStamp(local, start, end);
  }

  function readNumber(text: string, member: Member): Stamp | null {
    const number = NUMBER_VALUE.exec(text.slice(member.start, member.end))?.[1];
    const local = number === undefined ? null : readEpochNumber(number);
    if (number === undefined || local === null) return null;
    return epochStamp(local, member.start, member.start + number.length);
  }
}

function readDotNetDate(value: string): number | null {
  const digits = DOT_NET_DATE.exec(value)?.[1];
  if (digits === undefined) return null;
  const local = 0 + Number(digits); // never -0
  return local >= YEAR_1 && local < YEAR_10000 ? local : null;
}

function epochStamp(local: number, start: number, end: number): Stamp {
  return { local, zone: 0, yearless: false, family: NAME, start, end };
}

const EXAMPLES = [
  line('zap', '{"level":"info","ts":1793524500.1234567,"msg":"up"}', '2026-11-01T09:15:00.123', 0),
  line('pino', '{"level":30,"time":1793524500123,"pid":1,"msg":"up"}', '2026-11-01T09:15:00.123', 0),
  line(
    'bunyan',
    '{"name":"a","level":30,"msg":"up","time":"2026-11-01T09:15:00.123Z","v":0}',
    '2026-11-01T09:15:00.123',
    0,
  ),
  line('winston', '{"level":"info","message":"up","timestamp":"2026-11-01 09:15:00"}', '2026-11-01T09:15:00.000', null),
  line('zerolog', '{"level":"info","time":"2026-11-01T09:15:00+02:00","message":"up"}', '2026-11-01T09:15:00.000', 120),
  line('Logstash', '{"@timestamp":"2026-11-01T09:15:00.123Z","@version":"1"}', '2026-11-01T09:15:00.123', 0),
  line(
    'Docker, json-file',
    '{"log":"[01/Nov/2020:00:00:00 +0000] up\\n","stream":"stdout","time":"2026-11-01T09:15:00.123456789Z"}',
    '2026-11-01T09:15:00.123',
    0,
  ),
  line('ASP.NET', '{"Date":"\\/Date(1793524500000+0200)\\/","Code":107000}', '2026-11-01T09:15:00.000', 0),
  line('ASP.NET', '{"Date":"/Date(1793524500000)/","Code":107000}', '2026-11-01T09:15:00.000', 0),
  line('CloudTrail', '{"eventVersion":"1.08","eventTime":"2026-11-01T09:15:00Z"}', '2026-11-01T09:15:00.000', 0),
  line(
    'python-json-logger',
    '{"asctime": "2026-11-01 09:15:00,123", "message": "up"}',
    '2026-11-01T09:15:00.123',
    null,
  ),
  line('microseconds', '{"t":1793524500123456,"m":"up"}', '2026-11-01T09:15:00.123', 0),
  line('nanoseconds, as text', '{"ctx":{"time":1},"ts":"1793524500123456789"}', '2026-11-01T09:15:00.123', 0),
  yearless('wrapped syslog', '{"time":"Nov  1 09:15:00","msg":"up"}', '2000-11-01T09:15:00.000', null),
];
