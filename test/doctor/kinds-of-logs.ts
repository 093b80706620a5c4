/** Small logs of many kinds, in which something may be advised, or must not be. */

export interface Kind {
  readonly text: string;
  /** Options of the user's. */
  readonly given?: readonly string[];
  /** When the file was last written to; null: now. */
  readonly written?: string | null;
  /** What must be advised, or null where there must be nothing; undefined: either. */
  readonly advised?: string | null;
}

const WRITTEN = '2026-11-01T12:00:00Z';

function rows(n: number, line: (i: number) => string): string {
  return Array.from({ length: n }, (_, i) => `${line(i)}\n`).join('');
}

/** The clock of a place `hours` east of UTC, some minutes ago. */
function clock(now: number, hours: number, minutesAgo = 0): string {
  return new Date(now + (hours * 60 - minutesAgo) * 60_000).toISOString().slice(0, 19).replace('T', ' ');
}

const KNOWN = [107000, 107100, 109004];

export function kindsOfLogs(now: number): Record<string, Kind> {
  const ahead = (hours: number): Kind => ({
    text: rows(3, (i) => `${clock(now, hours, 3 - i)} code=107000`),
    written: null,
  });
  const kinds: Record<string, Kind> = {
    'no zone': { text: '2026-11-01 09:15:00 code=107000\n', advised: null },
    'a zone that was given': { text: '2026-11-01 09:15:00 code=107000\n', given: ['--tz', 'UTC'], advised: null },
    'five hours ahead': { ...ahead(5), advised: '--tz Asia/Karachi' },
    'five and a half hours ahead': { ...ahead(5.5), advised: '--tz Asia/Kolkata' },
    'eight hours ahead': { ...ahead(8), advised: '--tz Asia/Shanghai' },
    'fourteen hours ahead': { ...ahead(14), advised: '--tz +14:00' },
    'days ahead': { ...ahead(72), advised: null },
    'five hours ahead, and in a zone that was given': {
      ...ahead(5),
      given: ['--tz', 'America/New_York'],
      advised: '--tz Asia/Karachi',
    },
    'a zone of two meanings': {
      text: `${clock(now, 8, 1)} CST code=107000\n`,
      written: null,
      advised: '--tz Asia/Shanghai',
    },
    'ahead and with its zone': { text: `${clock(now, 5)}Z code=107000\n`, written: null, advised: null },
    'a year too many': {
      text: 'Dec 31 09:00:00 host code=107000\n',
      given: ['--year', '2020'],
      written: '2025-12-31T12:00:00Z',
      advised: '--year 2025',
    },
    'no year': { text: 'Nov  1 09:15:00 host code=107000\n', advised: null },
    '29 February without a year': { text: '02-29 09:15:00 code=107000\n'.repeat(2), advised: null },
    '29 February and another day without a year': {
      text: '02-28 09:15:00 code=107000\n02-29 09:15:00 code=107000\n03-01 09:15:00 code=107000\n',
      given: ['--year', '2020'],
      advised: null,
    },
    'months first, two digits of year': {
      text: '11/13/26 09:15:00 code=107000\n',
      written: '2026-11-13T12:00:00Z',
      advised: '--date-order mdy',
    },
    'days first, two digits of year': {
      text: rows(3, (i) => `${29 + i}/10/26 09:15:00 code=107000`),
      advised: '--date-order dmy',
    },
    'dashes, two digits of year': {
      text: rows(3, (i) => `10-${29 + i}-26 09:15:00 code=107000`),
      advised: '--time-format %m-%d-%y',
    },
    'months first, of which some are read as years': {
      text: '11/01/26 09:15:00 code=107000\n11/13/26 09:15:00 code=107000\n',
      written: '2026-11-13T12:00:00Z',
      advised: '--date-order mdy',
    },
    'days first, four digits': {
      text: rows(5, (i) => `${10 + i}/11/2026 09:15:00 code=107000`),
      written: '2026-11-14T12:00:00Z',
      advised: '--date-order dmy',
    },
    'months first behind dashes': {
      text: rows(5, (i) => `11-${10 + i}-2026 09:15:00 code=107000`),
      written: '2026-11-14T12:00:00Z',
      advised: '--date-order mdy',
    },
    'dates of both orders': {
      text: '25/12/2026 09:15:00 code=107000\n12/25/2026 09:15:00 code=107000\n',
      written: '2026-12-25T12:00:00Z',
      advised: null,
    },
    'months of another language': { text: '01-Okt-2026 09:00:00 code=107000\n', advised: null },
    'no such month': { text: '13/25/2026 09:00:00 code=107000\n', advised: null },
    'no such day': { text: '2026-13-45 09:00:00 code=107000\n', advised: null },
    'a clock without a date': { text: '09:00:00 code=107000\n', advised: null },
    'the clock before the date': {
      text: rows(3, (i) => `09:15:0${i} 2026-11-01 code=107000`),
      advised: '--time-format',
    },
    'days of the year': { text: rows(3, (i) => `2026/30${i} 09:15:00 code=107000`), advised: '--time-format' },
    'a word within the time': { text: '01.11.2026 um 09:15:00 code=107000\n', advised: '--time-format' },
    'a time that is odd on one line of many': {
      text: `${rows(30, () => '2026-11-01 09:15:00 code=107000')}09:15:01 2026-11-01 code=107000\n`,
      advised: null,
    },
    'a time of JSON in an odd place': {
      text: rows(3, (i) => `{"ctx":{"moment":179352450${i}123},"code":107000}`),
      advised: '--json-time ctx.moment',
    },
    'a time of JSON in an odd place, which is not always one': {
      text: `${rows(3, () => '{"ctx":{"moment":1793524500123},"code":107000}')}{"time":"2026-11-01T09:00:00Z","ctx":{"moment":"never"},"code":107000}\n`,
      advised: null,
    },
    'a code path and a time in an odd place': {
      text: rows(3, () => '{"r":{"c":107999},"moment":1793524500123}'),
      given: ['--json-code', 'r.c'],
      advised: '--json-time moment',
    },
    'an appointment': { text: '{"appointmentTime":"2026-12-09T10:00:00Z","code":107000}\n', advised: null },
    'a name with known codes': {
      text: rows(9, (i) => `2026-11-01 09:00:00 answerNo=${KNOWN[i % 3]}`),
      advised: '--code-key answerNo',
    },
    'a name that is ignored': {
      text: rows(9, (i) => `2026-11-01 09:00:00 answerNo=${KNOWN[i % 3]}`),
      given: ['--ignore-key', 'answerNo'],
      advised: null,
    },
    'a name of another script': { text: 'Rückgabe: 107999\n'.repeat(3), advised: null },
    'a process': { text: 'x sshd[107999-type pid]\n'.repeat(3), advised: null },
    'running numbers': {
      text: rows(200, (i) => `2026-11-01 09:00:00 |${107000 + i}| code=107000`),
      advised: '--labelled',
    },
    'running numbers with a name': {
      text: rows(200, (i) => `2026-11-01 09:00:00 inst ${107000 + i} code=107000`),
      advised: '--ignore-key inst',
    },
    'columns without a name of codes': {
      text: `time,session,answer,ms\n${rows(40, (i) => `2026-11-01 09:00:${10 + i},${106500 + 7 * i},${[107000, 107100, 107999][i % 3]},5`)}`,
      advised: '--code-key answer',
    },
    'columns in another language': {
      text: 'Zeit;Mandant;Fehler;Dauer\n01.11.2026 09:00:00;acme;107999;17\n',
    },
    'columns in another language, a code in the wrong one': {
      text: `Zeit;Mandant;Fehler;Dauer\n${rows(6, (i) => `01.11.2026 09:00:0${i};acme;${[107000, 107100][i % 2]};${i === 3 ? 108001 : 17}`)}`,
      advised: '--code-key Fehler',
    },
    'columns of which one is named for codes': {
      text: 'time,session,status,ms\n2026-11-01 09:00:00,106500,107000,5\n',
      advised: null,
    },
    'an access log': {
      text: '10.0.0.1 - - [01/Nov/2026:09:00:00 +0000] "GET / HTTP/1.1" 200 107000 "-"\n'.repeat(3),
      advised: null,
    },
    'a code far along the line': { text: `2026-11-01 09:15:00 ${'x'.repeat(40_000)} code=107000\n`, advised: null },
    'no times at all': { text: 'code=107000\n'.repeat(3), advised: null },
    'a log that was copied': { text: '2019-12-31 09:00:00Z code=107000\n', advised: null },
    'a log whose file is older': {
      text: '2026-10-31 09:00:00Z code=107000\n',
      written: '2019-01-01T00:00:00Z',
      advised: null,
    },
  };
  return Object.fromEntries(
    Object.entries(kinds).map(([name, kind]) => [
      name,
      { ...kind, written: kind.written === undefined ? WRITTEN : kind.written },
    ]),
  );
}
