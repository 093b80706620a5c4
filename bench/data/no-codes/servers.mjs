/** What web servers, proxies, databases and brokers print. `n` draws a number that looks like a code, `at` is the time. */
const PATHS = ['/callback/status', '/api/v2/interactions', '/assets/app.js', '/'];
const ip = (random) => `10.${random.int(0, 9)}.${random.int(0, 255)}.${random.int(1, 254)}`;
const port = (random) => random.int(1024, 65_535);

export const SERVERS = {
  'access log': (at, n, random) =>
    `${ip(random)} - - [${at.access}] "GET ${random.pick(PATHS)} HTTP/1.1" ${random.pick([200, 200, 304, 404, 500])} ${n()} "-" "curl/8.5"`,
  'access log with durations': (at, n, random) =>
    random.pick([
      `${ip(random)} - - [${at.access}] "POST ${random.pick(PATHS)} HTTP/1.1" 200 ${random.int(10, 900)} ${n()}`,
      `${ip(random)} - - [${at.access}] "GET ${random.pick(PATHS)} HTTP/2.0" 200 ${n()} "-" "Mozilla/5.0 (X11)" rt=0.${random.int(100, 999)} uct=0.001 bytes=${n()}`,
      `${ip(random)} - - [${at.access}] "GET /orders/${n()}?page=${n()} HTTP/1.1" 200 ${n()} "https://example.test/orders/${n()}" "curl/8.5"`,
    ]),
  'nginx, error log': (at, n, random) =>
    random.pick([
      `${at.slashes} [error] ${n()}#${n()}: *${n()} open() "/srv/www/x.html" failed (2: No such file or directory), client: ${ip(random)}, server: cb`,
      `${at.slashes} [warn] ${n()}#0: *${n()} an upstream response is buffered to a temporary file /var/cache/nginx/1/07/0000${n()} while reading upstream`,
      `${at.slashes} [notice] ${n()}#${n()}: signal process started`,
    ]),
  'Apache, error log': (at, n, random) =>
    `[${at.asctime(`.${at.micros}`)}] [mpm_event:notice] [pid ${n()}:tid ${random.int(1e9, 2e9)}] [client ${ip(random)}:${port(random)}] AH00489: resuming normal operations`,
  HAProxy: (at, n, random) =>
    `${at.syslog} lb haproxy[${n()}]: ${ip(random)}:${port(random)} [${at.access.slice(0, 20)}.${at.fraction}] fe~ be/s${random.int(1, 9)} 0/0/1/${n()}/${n()} 200 ${n()} - - ---- ${random.int(1, 900)}/1/1/1/0 0/0 "GET / HTTP/1.1"`,
  squid: (at, n, random) =>
    `${at.seconds}.${at.fraction} ${random.int(1, 900)} ${ip(random)} TCP_MISS/200 ${n()} GET http://example.test/ - HIER_DIRECT/${ip(random)} text/html`,
  'load balancer': (at, n, random) =>
    `https ${at.iso} app/cb/${random.hex(16)} ${ip(random)}:${port(random)} ${ip(random)}:8080 0.000 0.0${random.int(10, 99)} 0.000 200 200 ${random.int(10, 900)} ${n()} "GET https://example.test:443/ HTTP/1.1" "curl/8.5" ECDHE-RSA TLSv1.2`,
  'IIS, W3C': Object.assign(
    (at, n, random) =>
      `${at.plain} ${ip(random)} GET ${random.pick(PATHS)} - 443 ${ip(random)} Mozilla/5.0 200 0 0 ${n()} ${n()} ${n()}`,
    {
      header:
        '#Software: Microsoft Internet Information Services 10.0\n#Version: 1.0\n#Date: 2026-11-01 00:00:00\n#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port c-ip cs(User-Agent) sc-status sc-substatus sc-win32-status sc-bytes cs-bytes time-taken\n',
    },
  ),
  'MySQL, error log': (at, n, random) =>
    random.pick([
      `${at.ymd}T${at.clock}.${at.micros}Z ${n()} [Note] [MY-010914] [Server] Aborted connection ${random.int(1, 900)} to db: 'cb' user: 'app' host: 'web1' (Got timeout reading communication packets)`,
      `${at.ymd}T${at.clock}.${at.micros}Z ${n()} [Warning] [MY-013360] [Server] Plugin mysql_native_password reported: deprecated`,
      `${at.ymd}T${at.clock}.${at.micros}Z ${n()} [System] [MY-010931] [Server] /usr/sbin/mysqld: ready for connections.`,
    ]),
  'MySQL, slow log': (at, n, random) =>
    `# Time: ${at.iso}\n# User@Host: app[app] @ web1 [${ip(random)}]  Id: ${n()}\n# Query_time: 12.${at.micros}  Lock_time: 0.000107 Rows_sent: ${n()}  Rows_examined: ${n()}\nSET timestamp=${at.seconds};\nUPDATE slots SET tenant_id = ${n()} WHERE slot_id IN (${n()}, ${n()});`,
  PostgreSQL: (at, n, random) => {
    const head = `${at.plain}.${at.fraction} UTC [${n()}]`;
    return random.pick([
      `${head} LOG:  duration: ${n()}.107 ms  statement: SELECT 1`,
      `${head} app@cb LOG:  process ${n()} still waiting for ShareLock on transaction 812 after 1000.123 ms`,
      `${head} LOG:  checkpoint complete: wrote ${random.int(1, 900)} buffers (0.7%); 0 WAL file(s) added, 0 removed, 1 recycled; distance=${n()} kB, estimate=${n()} kB`,
      `${head} app@cb ERROR:  duplicate key value violates unique constraint "slots_pkey"`,
    ]);
  },
  Redis: (at, n, random) =>
    random.pick([
      `${n()}:M ${at.dayFirst} * ${random.int(1, 90)} changes in 900 seconds. Saving...`,
      `${n()}:M ${at.dayFirst} * Background saving started by pid ${n()}`,
      `${n()}:C ${at.dayFirst} * RDB: ${random.int(1, 90)} MB of memory used by copy-on-write`,
    ]),
  Kafka: (at, n, random) =>
    random.pick([
      `[${at.comma}] INFO [Log partition=orders-${random.int(0, 9)}, dir=/data] Rolled new log segment at offset ${n()} in ${random.int(1, 90)} ms. (kafka.log.Log)`,
      `[${at.comma}] INFO [ProducerStateManager partition=slots-3] Writing producer snapshot at offset ${n()} (kafka.log.ProducerStateManager)`,
      `[${at.comma}] INFO [Consumer clientId=cb-1, groupId=cb] Setting offset for partition slots-3 to the committed offset FetchPosition{offset=${n()}, offsetEpoch=Optional[${random.int(1, 90)}]}`,
    ]),
  MongoDB: (at, n, random) =>
    `{"t":{"$date":"${at.iso.slice(0, -1)}+00:00"},"s":"I","c":"NETWORK","id":22943,"ctx":"listener","msg":"Connection accepted","attr":{"remote":"${ip(random)}:${port(random)}","connectionId":${n()},"connectionCount":${n()}}}`,
  Elasticsearch: (at, n, random) =>
    random.pick([
      `[${at.ymd}T${at.clock},${at.fraction}][INFO ][o.e.m.j.JvmGcMonitorService] [node-1] [gc][young][7][12] duration [1.${random.int(1, 9)}s], collections [1]/[2s], total [1.1s]/[3.${random.int(1, 9)}m]`,
      `[${at.ymd}T${at.clock},${at.fraction}][INFO ][o.e.c.m.MetadataCreateIndexService] [node-1] [slots-${n()}] creating index, cause [api], shards [1]/[1]`,
    ]),
  'Java, GC': (at, n, random) =>
    random.pick([
      `[${at.iso.slice(0, -1)}+0000][${n()}.123s][info][gc] GC(12) Pause Young (Normal) (G1 Evacuation Pause) ${n()}K->${n()}K(${n()}K) 12.${random.int(100, 999)}ms`,
      `${at.iso.slice(0, -1)}+0000: ${n()}.123: [GC (Allocation Failure) [PSYoungGen: ${n()}K->${n()}K(153088K)] ${n()}K->${n()}K(502784K), 0.01${random.int(10, 99)} secs] [Times: user=0.04 sys=0.00, real=0.01 secs]`,
    ]),
};
