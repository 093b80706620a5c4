import { type Family, example as line, type ReadContext, type Stamp } from '../family.js';
import { matchAt } from '../parts/match.js';
import { stamp } from '../parts/stamp.js';
import { readTimeOfDay, type TimeForm } from '../parts/time-of-day.js';

const NAME = 'iso';

/** Each form: the date with what stands between it and the clock, then how the time is written. */
const FORMS: readonly { readonly date: RegExp; readonly time: TimeForm }[] = [
  { date: /(\d{4})([-/])(\d\d)\2(\d\d)[Tt]/y, time: {} },
  { date: /(\d{4})([-/])(\d\d)\2(\d\d) /y, time: { meridiem: true } },
  { date: /(\d{4})(-)(\d\d)-(\d\d)-/y, time: { clock: 'dots', fraction: 'dot' } },
  { date: /(\d{4})()(\d\d)(\d\d)T/y, time: { clock: 'compact' } },
  { date: /(\d{4})()(\d\d)(\d\d)-/y, time: { clock: 'loose', fraction: 'colon' } },
  { date: /(\d{4})()(\d\d)(\d\d) /y, time: { fraction: 'colon' } },
];

export const iso: Family = {
  name: NAME,
  title: 'ISO 8601 / RFC 3339',
  description:
    'Year, month, day, then the time: with `-` or `/` and a `T` or one space between, with dots as DB2 writes it, or compact.',
  read(text: string, start: number, context: ReadContext): Stamp | null {
    for (const form of FORMS) {
      const match = matchAt(form.date, text, start);
      if (match === null) continue;
      const date = { year: Number(match[1]), month: Number(match[3]), day: Number(match[4]) };
      const read = stamp(NAME, start, context, date, readTimeOfDay(text, start + match[0].length, form.time));
      if (read !== null) return read;
    }
    return null;
  },
  examples: [
    line('RFC 3339', '2026-11-01T09:15:00Z', '2026-11-01T09:15:00.000', 0),
    line('RFC 3339', '2026-11-01 09:15:00.123456+02:00', '2026-11-01T09:15:00.123', 120),
    line('log4j', '2026-11-01 09:15:00,123', '2026-11-01T09:15:00.123', null),
    line('Go log', '2026/11/01 09:15:00', '2026-11-01T09:15:00.000', null),
    line('DB2', '2026-11-01-09.15.00.123456', '2026-11-01T09:15:00.123', null),
    line('ISO 8601, basic', '20261101T091500Z', '2026-11-01T09:15:00.000', 0),
    line('HealthApp', '20261101-9:15:00:606', '2026-11-01T09:15:00.606', null),
    line('compact date', '20261101 09:15:00.123', '2026-11-01T09:15:00.123', null),
    line(
      'platform',
      'MainOutput|   123|2026-11-01 09:15:00.123|INFO|CQueue::Update|x|1f3c',
      '2026-11-01T09:15:00.123',
      null,
    ),
    line('MariaDB, audit', '20261101 09:15:00,host,app,10.0.0.1,5,0,CONNECT,db,,0', '2026-11-01T09:15:00.000', null),
    line('log4j 2', '2026-11-01 09:15:00,123 [main] INFO  c.e.App - started', '2026-11-01T09:15:00.123', null),
    line('logback', '2026-11-01T09:15:00.123+02:00  INFO 1 --- [main] App : up', '2026-11-01T09:15:00.123', 120),
    line('log4net', '2026-11-01 09:15:00,123 [12] INFO  Ptk.Service - sent', '2026-11-01T09:15:00.123', null),
    line('Serilog', '2026-11-01 09:15:00.123 +02:00 [INF] Started', '2026-11-01T09:15:00.123', 120),
    line('Serilog, compact JSON', '{"@t":"2026-11-01T09:15:00.1234567Z","@m":"Started"}', '2026-11-01T09:15:00.123', 0),
    line('NLog', '2026-11-01 09:15:00.1234|INFO|App.Program|Started', '2026-11-01T09:15:00.123', null),
    line('Python logging', '2026-11-01 09:15:00,123 - root - WARNING - late', '2026-11-01T09:15:00.123', null),
    line('Ruby logger', 'I, [2026-11-01T09:15:00.123456 #1234]  INFO -- : up', '2026-11-01T09:15:00.123', null),
    line('syslog, RFC 5424', '<34>1 2026-11-01T09:15:00.003Z host app - ID47 - hi', '2026-11-01T09:15:00.003', 0),
    line('journald, short-iso', '2026-11-01T09:15:00+0200 host app[42]: up', '2026-11-01T09:15:00.000', 120),
    line('nginx, error log', '2026/11/01 09:15:00 [error] 12#0: *1 open() failed', '2026-11-01T09:15:00.000', null),
    line('IIS', '2026-11-01 09:15:00 10.0.0.1 GET /status - 443 - 10.0.0.2', '2026-11-01T09:15:00.000', null),
    line('MySQL', '2026-11-01T09:15:00.123456Z 0 [Note] [MY-010253] up', '2026-11-01T09:15:00.123', 0),
    line('PostgreSQL', '2026-11-01 09:15:00.123 UTC [1234] LOG:  checkpoint', '2026-11-01T09:15:00.123', 0),
    line('PostgreSQL', '2026-11-01 09:15:00.123 CET [1234] LOG:  checkpoint', '2026-11-01T09:15:00.123', null),
    line('SQL Server', '2026-11-01 09:15:00.12 spid5s      Recovery is done.', '2026-11-01T09:15:00.120', null),
    line('DB2, db2diag', '2026-11-01-09.15.00.973000-240 I27204F655 LEVEL: Info', '2026-11-01T09:15:00.973', null),
    line('Erlang logger', '2026-11-01T09:15:00.123456+01:00 info: up', '2026-11-01T09:15:00.123', 60),
    line('Elixir logger', '2026-11-01 09:15:00.123 [info] <0.123.0>@queue:add:45 ok', '2026-11-01T09:15:00.123', null),
    line('zap, console', '2026-11-01T09:15:00.123+0200\tINFO\tmain.go:10\tup', '2026-11-01T09:15:00.123', 120),
    line('Elasticsearch', '[2026-11-01T09:15:00,123][INFO ][o.e.n.Node] up', '2026-11-01T09:15:00.123', null),
    line('Kafka', '[2026-11-01 09:15:00,123] INFO [broker-1] up', '2026-11-01T09:15:00.123', null),
    line('Windows, CBS', '2026-11-01 09:15:00, Info                  CBS    Ready', '2026-11-01T09:15:00.000', null),
    line('.NET, US', '2026-11-01 9:15:00 PM request', '2026-11-01T21:15:00.000', null),
    line('logrus', 'time="2026-11-01T09:15:00+02:00" level=info msg=up', '2026-11-01T09:15:00.000', 120),
    line('MongoDB', '{"t":{"$date":"2026-11-01T09:15:00.123+00:00"},"s":"I"}', '2026-11-01T09:15:00.123', 0),
  ],
};
