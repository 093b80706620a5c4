/** Lines as real loggers write them, and what is read of them: for tests and documentation. */

import type { DateOrder } from '../../model/rules.js';
import type { FamilyName } from '../../model/timestamp-forms.js';

export interface Example {
  /** The software that writes such lines. */
  readonly by: string;
  readonly text: string;
  /** The wall-clock time, `YYYY-MM-DDTHH:MM:SS.mmm`; in the year 2000 where the line has none. */
  readonly local: string;
  /** Minutes east of UTC, or null where the line does not say. */
  readonly zone: number | null;
  readonly yearless: boolean;
  /** The `--date-order` that is given, if any. */
  readonly dateOrder?: DateOrder;
  /** The family that reads it, where it is not the one that the example is listed under. */
  readonly family?: FamilyName;
}

/** An example of a line with a year. */
function line(by: string, text: string, local: string, zone: number | null): Example {
  return { by, text, local, zone, yearless: false };
}

/** An example of a line without a year. `local` is in the year 2000. */
function yearless(by: string, text: string, local: string, zone: number | null): Example {
  return { by, text, local, zone, yearless: true };
}

// biome-ignore format: a table
export const EXAMPLES: Readonly<Record<FamilyName, readonly Example[]>> = {
  'year-first': [
    line('RFC 3339', '2026-11-01T09:15:00Z', '2026-11-01T09:15:00.000', 0),
    line('RFC 3339', '2026-11-01 09:15:00.123456+02:00', '2026-11-01T09:15:00.123', 120),
    line('log4j', '2026-11-01 09:15:00,123', '2026-11-01T09:15:00.123', null),
    line('Exif', '2026:11:01 09:15:00', '2026-11-01T09:15:00.000', null),
    line('Go log', '2026/11/01 09:15:00', '2026-11-01T09:15:00.000', null),
    line('DB2', '2026-11-01-09.15.00.123456', '2026-11-01T09:15:00.123', null),
    line('ISO 8601, basic', '20261101T091500Z', '2026-11-01T09:15:00.000', 0),
    line('HealthApp', '20261101-9:15:00:606', '2026-11-01T09:15:00.606', null),
    line('compact date', '20261101 09:15:00.123', '2026-11-01T09:15:00.123', null),
    line('platform', 'MainOutput|   123|2026-11-01 09:15:00.123|INFO|CQueue::Update|x|1f3c', '2026-11-01T09:15:00.123', null),
    line('MariaDB, audit', '20261101 09:15:00,host,app,10.0.0.1,5,0,CONNECT,db,,0', '2026-11-01T09:15:00.000', null),
    line('log4j 2', '2026-11-01 09:15:00,123 [main] INFO  c.e.App - started', '2026-11-01T09:15:00.123', null),
    line('logback', '2026-11-01T09:15:00.123+02:00  INFO 1 --- [main] App : up', '2026-11-01T09:15:00.123', 120),
    line('log4net', '2026-11-01 09:15:00,123 [12] INFO  Ptk.Service - sent', '2026-11-01T09:15:00.123', null),
    line('Serilog', '2026-11-01 09:15:00.123 +02:00 [INF] Started', '2026-11-01T09:15:00.123', 120),
    line('NLog', '2026-11-01 09:15:00.1234|INFO|App.Program|Started', '2026-11-01T09:15:00.123', null),
    line('Python logging', '2026-11-01 09:15:00,123 - root - WARNING - late', '2026-11-01T09:15:00.123', null),
    line('Ruby logger', 'I, [2026-11-01T09:15:00.123456 #1234]  INFO -- : up', '2026-11-01T09:15:00.123', null),
    line('syslog, RFC 5424', '<34>1 2026-11-01T09:15:00.003Z host app - ID47 - hi', '2026-11-01T09:15:00.003', 0),
    line('journald, short-iso', '2026-11-01T09:15:00+0200 host app[42]: up', '2026-11-01T09:15:00.000', 120),
    line('nginx, error log', '2026/11/01 09:15:00 [error] 12#0: *1 open() failed', '2026-11-01T09:15:00.000', null),
    line('IIS', '2026-11-01 09:15:00 10.0.0.1 GET /status - 443 - 10.0.0.2', '2026-11-01T09:15:00.000', null),
    line('MySQL', '2026-11-01T09:15:00.123456Z 0 [Note] [MY-010253] up', '2026-11-01T09:15:00.123', 0),
    line('PostgreSQL', '2026-11-01 09:15:00.123 UTC [1234] LOG:  checkpoint', '2026-11-01T09:15:00.123', 0),
    line('PostgreSQL', '2026-11-01 09:15:00.123 CET [1234] LOG:  checkpoint', '2026-11-01T09:15:00.123', 60),
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
    line('FortiGate', 'date=2026-11-01 time=09:15:00 devname="fw" level="notice"', '2026-11-01T09:15:00.000', null),
    line('CSV with columns for date and time', '"2026-11-01","09:15:00","acme","OK"', '2026-11-01T09:15:00.000', null),
    line('Windows, event XML', "<TimeCreated SystemTime='2026-11-01T09:15:00.1234567Z'/>", '2026-11-01T09:15:00.123', 0),
    line('Java, ZonedDateTime', '2026-11-01T09:15:00.123+01:00[Europe/Berlin] up', '2026-11-01T09:15:00.123', 60),
    line('any, to the minute', '2026-11-01 09:15 queue opened', '2026-11-01T09:15:00.000', null),
    line('any, with an appointment', '2026-11-01 09:15:00 booked for 2026-12-09 10:00', '2026-11-01T09:15:00.000', null),
  ],
  'month-name': [
    yearless('RFC 3164', 'Nov  1 09:15:00', '2000-11-01T09:15:00.000', null),
    yearless('journald, short-precise', 'Nov 1 09:15:00.123', '2000-11-01T09:15:00.123', null),
    yearless('any, dashed', 'Nov-01 09:15:00.123', '2000-11-01T09:15:00.123', null),
    line('Cisco, with the year', 'Nov 01 2026 09:15:00', '2026-11-01T09:15:00.000', null),
    line('Cisco, year first', '2026 Nov 1 09:15:00', '2026-11-01T09:15:00.000', null),
    yearless('rsyslog', 'Nov  1 09:15:00 host sshd[2915]: session opened', '2000-11-01T09:15:00.000', null),
    yearless('RFC 3164, with priority', '<34>Nov  1 09:15:00 host su: failed', '2000-11-01T09:15:00.000', null),
    yearless('journald, short-precise', 'Nov 01 09:15:00.123456 host app[42]: up', '2000-11-01T09:15:00.123', null),
    line('Cisco ASA', '<166>Nov 01 2026 09:15:00: %ASA-6-302013: Built', '2026-11-01T09:15:00.000', null),
    yearless('Cisco IOS', '000123: Nov  1 09:15:00.123 UTC: %SYS-5-CONFIG_I', '2000-11-01T09:15:00.123', 0),
    line('Cisco NX-OS', '2026 Nov  1 09:15:00 switch %VSHD-5-VSHD_SYSLOG', '2026-11-01T09:15:00.000', null),
    yearless('macOS', 'Feb 29 09:15:00 mac kernel[0]: wake', '2000-02-29T09:15:00.000', null),
    yearless('any, dashed', 'Nov-01 09:15:00.123 client 10.0.0.1: query', '2000-11-01T09:15:00.123', null),

    line('C asctime()', 'Sun Nov  1 09:15:00 2026', '2026-11-01T09:15:00.000', null),
    line('Apache 2.4', 'Sun Nov 01 09:15:00.123456 2026', '2026-11-01T09:15:00.123', null),
    line('date(1)', 'Sun Nov  1 09:15:00 PDT 2026', '2026-11-01T09:15:00.000', -420),
    line('Apache 2.2, error log', '[Sun Nov 01 09:15:00 2026] [notice] ready', '2026-11-01T09:15:00.000', null),
    line('Apache 2.4, error log', '[Sun Nov 01 09:15:00.123456 2026] [core:error] [pid 1:tid 2] no', '2026-11-01T09:15:00.123', null),
    line('Java, Date.toString()', 'At Sun Nov 01 09:15:00 CET 2026 the queue was full', '2026-11-01T09:15:00.000', 60),
    line('Oracle, alert log', 'Sun Nov 01 09:15:00 2026', '2026-11-01T09:15:00.000', null),
    line('OpenVPN', 'Sun Nov  1 09:15:00 2026 Initialization Sequence Completed', '2026-11-01T09:15:00.000', null),
    line('Twitter API', 'Sun Nov 01 09:15:00 +0200 2026 posted', '2026-11-01T09:15:00.000', 120),
    line('FreeRADIUS', 'Sun Nov  1 09:15:00 2026 : Info: Ready to process requests', '2026-11-01T09:15:00.000', null),

    line('Common Log Format', '01/Nov/2026:09:15:00 +0200', '2026-11-01T09:15:00.000', 120),
    line('Apache, access log', '10.0.0.1 - - [01/Nov/2026:09:15:00 +0200] "GET / HTTP/1.1" 200 12', '2026-11-01T09:15:00.000', 120),
    line('nginx, access log', '10.0.0.1 - bob [01/Nov/2026:09:15:00 +0000] "GET / HTTP/1.1" 200', '2026-11-01T09:15:00.000', 0),
    line('HAProxy', 'haproxy[12]: 10.0.0.1:52 [01/Nov/2026:09:15:00.123] in app/s1', '2026-11-01T09:15:00.123', null),
    line('Tomcat, access log', '0:0:0:0:0:0:0:1 - - [01/Nov/2026:09:15:00 -0500] "POST /q HTTP/1.1" 500 -', '2026-11-01T09:15:00.000', -300),
    line('Squid, httpd_emulate', '10.0.0.1 - - [01/Nov/2026:09:15:00 +0530] "GET x HTTP/1.1" 200', '2026-11-01T09:15:00.000', 330),
    line('S3, server access', 'owner bucket [01/Nov/2026:09:15:00 +0000] 10.0.0.1 - REST.GET', '2026-11-01T09:15:00.000', 0),

    line('HTTP', 'Sun, 01 Nov 2026 09:15:00 GMT', '2026-11-01T09:15:00.000', 0),
    line('log4j, DATE', '01 Nov 2026 09:15:00,123', '2026-11-01T09:15:00.123', null),
    line('Oracle', '1-Nov-2026 09:15:00', '2026-11-01T09:15:00.000', null),
    line('log4j, DATE', '01 Nov 2026 09:15:00,123 [main] INFO  App - up', '2026-11-01T09:15:00.123', null),
    line('Tomcat, catalina.out', '01-Nov-2026 09:15:00.123 INFO [main] Catalina.start up', '2026-11-01T09:15:00.123', null),
    line('Redis', '1234:M 01 Nov 2026 09:15:00.123 * Ready to accept connections', '2026-11-01T09:15:00.123', null),
    line('BIND', '01-Nov-2026 09:15:00.123 queries: info: client 10.0.0.1', '2026-11-01T09:15:00.123', null),
    line('mail, Date header', 'Date: Sun, 1 Nov 2026 09:15:00 +0200', '2026-11-01T09:15:00.000', 120),
    line('HTTP, Date', '< date: Sun, 01 Nov 2026 09:15:00 GMT', '2026-11-01T09:15:00.000', 0),
    line('Oracle, AM/PM', '01-NOV-2026 9:15:00 PM ORA-00060 detected', '2026-11-01T21:15:00.000', null),

    line('java.util.logging', 'Nov 1, 2026 9:15:00 AM', '2026-11-01T09:15:00.000', null),
    line('java.util.logging', 'Nov 01, 2026 9:15:00 AM com.example.App main', '2026-11-01T09:15:00.000', null),
    line('Java 9 and later, DateFormat', 'Nov 1, 2026, 9:15:00 PM com.example.App main', '2026-11-01T21:15:00.000', null),
    // The space before AM is U+202F here.
    line('Java 20 and later, DateFormat', 'Nov 1, 2026, 9:15:00\u202fAM com.example.App main', '2026-11-01T09:15:00.000', null),
    line('Tomcat 6', 'Nov 1, 2026 12:15:00 AM org.apache.catalina.Server start', '2026-11-01T00:15:00.000', null),
    line('any, with fraction and zone', '[Nov 01, 2026 12:15:00.123 PM UTC] INFO: up', '2026-11-01T12:15:00.123', 0),
    line('WebLogic', '<Nov 1, 2026 9:15:00 AM EST> <Notice> <Server> <BEA-000365>', '2026-11-01T09:15:00.000', -300),
    line('any, whole name', 'Sunday, November 1, 2026 at 9:15 p.m. closed', '2026-11-01T21:15:00.000', null),
    line('any', 'Nov 1 2026 09:15:00 host app: up', '2026-11-01T09:15:00.000', null),
    line('any, dashed', 'Nov-01-2026 09:15:00', '2026-11-01T09:15:00.000', null),
    line('any, dashed', 'Nov-01-26 09:15:00', '2026-11-01T09:15:00.000', null),
    line('any', '01 Nov 26 09:15:00', '2026-11-01T09:15:00.000', null),
    line('Oracle, DD-MON-RR', '01-NOV-26 09.15.00.123456 AM', '2026-11-01T09:15:00.123', null),
    line('SAS', '1Nov2026:09:15:00', '2026-11-01T09:15:00.000', null),
    line('SAS', '01NOV26:09:15:00 NOTE: step done', '2026-11-01T09:15:00.000', null),
  ],
  'year-last': [
    line('Windows, US', '11/1/2026 9:15:00 AM', '2026-11-01T09:15:00.000', null),
    line('any', '11/01/2026 09:15:00.123', '2026-11-01T09:15:00.123', null),
    line('any, milliseconds after a colon', '11/01/2026 09:15:00:447 PM UTC', '2026-11-01T21:15:00.447', 0),
    line('Windows, event export', 'Error,11/1/2026 9:15:00 PM,Ptk.Service,107,None', '2026-11-01T21:15:00.000', null),
    line('JavaScript, toLocaleString', '11/1/2026, 9:15:00 AM app started', '2026-11-01T09:15:00.000', null),
    line('NestJS', '[Nest] 42  - 11/01/2026, 9:15:00 AM     LOG [App] up', '2026-11-01T09:15:00.000', null),
    line('any, midnight', 'Date: 11/01/2026 12:15:00 AM Log: Job History', '2026-11-01T00:15:00.000', null),
    line('.NET trace', '[11/01/2026 09:15:00.123 +02:00] Request finished', '2026-11-01T09:15:00.123', 120),
    { ...line('Windows, UK', '01/11/2026 09:15:00 Started', '2026-11-01T09:15:00.000', null), dateOrder: 'dmy' },
    { ...line('any, day first', '[25/12/2026 09:15:00] erreur', '2026-12-25T09:15:00.000', null), dateOrder: 'dmy' },
    line('any, a first number over 12', '25/12/2026 09:15:00 erreur', '2026-12-25T09:15:00.000', null),
    line('any, with dots', '01.11.2026 09:15:00 Dienst gestartet', '2026-11-01T09:15:00.000', null),
    line('any, with dashes', '01-11-2026 09:15:00 started', '2026-11-01T09:15:00.000', null),
    { ...line('any, with dashes', '11-01-2026 09:15:00 started', '2026-11-01T09:15:00.000', null), dateOrder: 'mdy' },
  ],
  'short-year': [
    line('Spark', '26/11/01 09:15:00', '2026-11-01T09:15:00.000', null),
    line('HDFS', '261101 091500', '2026-11-01T09:15:00.000', null),
    line('MySQL 5.5', '261101 09:15:00', '2026-11-01T09:15:00.000', null),
    line('Spark', '26/11/01 09:15:00 INFO executor.Executor: Running task 0.0', '2026-11-01T09:15:00.000', null),
    line('HDFS', '261101 091500 148 INFO dfs.DataNode$PacketResponder: done', '2026-11-01T09:15:00.000', null),
    line('MySQL 5.5', '261101  9:15:00 [Note] Event Scheduler: Loaded 0 events', '2026-11-01T09:15:00.000', null),
    line('MySQL 5.5, general log', '261101 19:15:00\t    5 Connect   app@localhost', '2026-11-01T19:15:00.000', null),
    line('log4j 1, yy/MM/dd', '26/11/01 09:15:00.123 WARN NativeCodeLoader: Unable', '2026-11-01T09:15:00.123', null),
    line('mysqld_safe', '991231 23:59:59 mysqld_safe Starting mysqld daemon', '1999-12-31T23:59:59.000', null),
    line('any, with a zone', '[26/11/01 09:15:00 +0200] job done', '2026-11-01T09:15:00.000', 120),
    line('any, with dots', '01.11.26 09:15:00 Dienst gestartet', '2026-11-01T09:15:00.000', null),
    { ...line('any, US', '11/01/26 9:15:00 AM started', '2026-11-01T09:15:00.000', null), dateOrder: 'mdy' },
    { ...line('any, UK', '01/11/26 09:15:00 started', '2026-11-01T09:15:00.000', null), dateOrder: 'dmy' },
  ],
  'no-year': [
    yearless('Android', '11-01 09:15:00.123', '2000-11-01T09:15:00.123', null),
    yearless('Proxifier', '[11.01 09:15:00]', '2000-11-01T09:15:00.000', null),
    yearless('Android, logcat', '11-01 09:15:00.123  1702  2395 D WindowManager: hi', '2000-11-01T09:15:00.123', null),
    yearless('Android, brief', '11-01 09:15:00.123 W/ActivityManager( 1702): slow', '2000-11-01T09:15:00.123', null),
    yearless('Android, long', '[ 11-01 09:15:00.123  1702: 2395 D/WindowManager ]', '2000-11-01T09:15:00.123', null),
    yearless('Proxifier', '[11.01 09:15:00] chrome.exe - proxy.test:5070 close', '2000-11-01T09:15:00.000', null),
    yearless('Android, with zone', '11-01 09:15:00.123456 +0200  1702  2395 I App: up', '2000-11-01T09:15:00.123', 120),
    yearless('any, leap day', '02-29 09:15:00 INFO app up', '2000-02-29T09:15:00.000', null),
  ],
  glog: [
    yearless('glog', 'I1101 09:15:00.123456', '2000-11-01T09:15:00.123', null),
    yearless('klog', 'I1101 09:15:00.123456    1234 server.go:12] up', '2000-11-01T09:15:00.123', null),
    yearless('glog, warning', 'W1101 09:15:00.123456 12345 net.cc:10] slow', '2000-11-01T09:15:00.123', null),
    yearless('TensorFlow, fatal', 'F0229 09:15:00.123456 12345 check.cc:10] failed', '2000-02-29T09:15:00.123', null),
    line('glog 0.5 and later', 'E20261101 09:15:00.123456 12345 net.cc:10] down', '2026-11-01T09:15:00.123', null),
    line('any, leap second', 'I20261101 23:59:60.500000 7 master.cpp:10] up', '2026-11-01T23:59:59.999', null),
    yearless('klog in journald JSON', '{"MESSAGE":"E1101 09:15:00.123456  7 pod.go:1] no"}', '2000-11-01T09:15:00.123', null),
  ],
  epoch: [
    line('squid', '1793524500.123    456 10.0.0.1 TCP_MISS/200', '2026-11-01T09:15:00.123', 0),
    line('any', '1793524500', '2026-11-01T09:15:00.000', 0),
    line('any, milliseconds', '1793524500123 INFO up', '2026-11-01T09:15:00.123', 0),
    line('Nagios', '[1793524500] SERVICE ALERT: host;http;CRITICAL', '2026-11-01T09:15:00.000', 0),
    { ...line('Blue Gene/L', '- 1793524500 2026.11.01 R02-M1 2026-11-01-01.15.00.363779', '2026-11-01T01:15:00.363', null), family: 'year-first' },
    line('strace -ttt', '1234  1793524500.123456 openat(AT_FDCWD, "x") = 3', '2026-11-01T09:15:00.123', 0),
    line('candump', '(1793524500.123456) can0 123#11', '2026-11-01T09:15:00.123', 0),
    line('any, second token', '1 1793524500123', '2026-11-01T09:15:00.123', 0),
    line('any, comma-separated', '\t1793524500,app,10.0.0.1,CONNECT', '2026-11-01T09:15:00.000', 0),

    line('go-kit', 'ts=1793524500.123 caller=main.go:10 level=info', '2026-11-01T09:15:00.123', 0),
    line('any', 'level=info time=1793524500 msg=up', '2026-11-01T09:15:00.000', 0),
    line('any, milliseconds', 'level=info timestamp=1793524500123, msg=up', '2026-11-01T09:15:00.123', 0),
    line('any, microseconds', 'level=info TS=1793524500123456 msg=up', '2026-11-01T09:15:00.123', 0),
    line('any, nanoseconds', 'host=a ts="1793524500123456789" msg=up', '2026-11-01T09:15:00.123', 0),
    line('MySQL, slow log', 'SET timestamp=1793524500;', '2026-11-01T09:15:00.000', 0),
    { ...line('Prometheus', 'ts=2026-11-01T09:15:00.123Z caller=a.go:1', '2026-11-01T09:15:00.123', 0), family: 'year-first' },
    { ...line('logrus', 'time="2026-11-01T09:15:00Z" level=info', '2026-11-01T09:15:00.000', 0), family: 'year-first' },
    { ...line('Go slog', 'time=2026-11-01T09:15:00.123+02:00 level=INFO', '2026-11-01T09:15:00.123', 120), family: 'year-first' },
  ],
  json: [
    line('Serilog, compact JSON', '{"@t":"2026-11-01T09:15:00.1234567Z","@m":"Started"}', '2026-11-01T09:15:00.123', 0),
    line('zap', '{"level":"info","ts":1793524500.1234567,"msg":"up"}', '2026-11-01T09:15:00.123', 0),
    line('pino', '{"level":30,"time":1793524500123,"pid":1,"msg":"up"}', '2026-11-01T09:15:00.123', 0),
    line('bunyan', '{"name":"a","level":30,"msg":"up","time":"2026-11-01T09:15:00.123Z","v":0}', '2026-11-01T09:15:00.123', 0),
    line('winston', '{"level":"info","message":"up","timestamp":"2026-11-01 09:15:00"}', '2026-11-01T09:15:00.000', null),
    line('zerolog', '{"level":"info","time":"2026-11-01T09:15:00+02:00","message":"up"}', '2026-11-01T09:15:00.000', 120),
    line('Logstash', '{"@timestamp":"2026-11-01T09:15:00.123Z","@version":"1"}', '2026-11-01T09:15:00.123', 0),
    line('Docker, json-file', '{"log":"[01/Nov/2020:00:00:00 +0000] up\\n","stream":"stdout","time":"2026-11-01T09:15:00.123456789Z"}', '2026-11-01T09:15:00.123', 0),
    line('ASP.NET', '{"Date":"\\/Date(1793524500000+0200)\\/","Code":107000}', '2026-11-01T09:15:00.000', 0),
    line('ASP.NET', '{"Date":"/Date(1793524500000)/","Code":107000}', '2026-11-01T09:15:00.000', 0),
    line('CloudTrail', '{"eventVersion":"1.08","eventTime":"2026-11-01T09:15:00Z"}', '2026-11-01T09:15:00.000', 0),
    line('python-json-logger', '{"asctime": "2026-11-01 09:15:00,123", "message": "up"}', '2026-11-01T09:15:00.123', null),
    line('microseconds', '{"t":1793524500123456,"m":"up"}', '2026-11-01T09:15:00.123', 0),
    line('nanoseconds, as text', '{"ctx":{"time":1},"ts":"1793524500123456789"}', '2026-11-01T09:15:00.123', 0),
    yearless('wrapped syslog', '{"time":"Nov  1 09:15:00","msg":"up"}', '2000-11-01T09:15:00.000', null),
    line('log4j 2, JsonLayout', '{"instant":{"epochSecond":1793524500,"nanoOfSecond":123000000},"level":"INFO"}', '2026-11-01T09:15:00.123', 0),
    line('journald, JSON', '{"__REALTIME_TIMESTAMP":"1793524500123456","MESSAGE":"up"}', '2026-11-01T09:15:00.123', 0),
    line('any, an array of lines', '[{"time":"2026-11-01T09:15:00Z","msg":"up"},', '2026-11-01T09:15:00.000', 0),
    line('any, with an appointment', '{"appointmentTime":"2026-12-09T10:00:00Z","time":"2026-11-01T09:15:00Z"}', '2026-11-01T09:15:00.000', 0),
  ],
  cmtrace: [
    line('CMTrace', '<![LOG[sent]LOG]!><time="09:15:00.123+000" date="11-01-2026" component="x" thread="12">', '2026-11-01T09:15:00.123', 0),
    line('CMTrace, west', '<time="09:15:00.123+300" date="11-1-2026" thread="1">', '2026-11-01T09:15:00.123', -300),
  ],
  audit: [
    line('Linux audit', 'type=SYSCALL msg=audit(1793524500.123:42): arch=c000003e', '2026-11-01T09:15:00.123', 0),
  ],
  dotnet: [line('.NET, in a text', 'request "/Date(1793524500000)/" sent', '2026-11-01T09:15:00.000', 0)],
};
