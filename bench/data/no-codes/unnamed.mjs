/**
 * Lines whose numbers nothing on the line tells from codes: no name that the rules know, no unit, no place where logs
 * keep other numbers. What the catalogue knows of them is counted; `--ignore-key`, or `--labelled`, leaves it out.
 */
const ip = (random) => `10.${random.int(0, 9)}.${random.int(0, 255)}.${random.int(1, 254)}`;

export const UNNAMED = {
  'linux audit, sessions': (at, n) =>
    `type=USER_LOGIN msg=audit(${at.seconds}.${at.fraction}:42): pid=812 uid=0 auid=1000 ses=${n()} res=success`,
  'strace -f -tt, pids': (at, n) => `${n()} ${at.clock}.${at.micros} lseek(7, 0, SEEK_SET) = 0`,
  'Cisco ASA, connections': (at, n, random) =>
    `<166>${at.syslog}: %ASA-6-302013: Built outbound TCP connection ${n()} for outside:${ip(random)}/443`,
  'squid, durations': (at, n, random) =>
    `${at.seconds}.${at.fraction} ${n()} ${ip(random)} TCP_MISS/200 512 GET http://example.test/ - HIER_DIRECT/${ip(random)}`,
  'MySQL, general log': (at, n) => `${at.ymd}T${at.clock}.${at.micros}Z ${n()} Query\tSELECT 1`,
  'PostgreSQL, counters and transactions': (at, n, random) =>
    random.pick([
      `${at.plain}.${at.fraction} UTC [812] LOG:  checkpoint complete: wrote ${n()} buffers (0.7%)`,
      `${at.plain}.${at.fraction} UTC [812] LOG:  automatic vacuum: index scans: 1 tuples: ${n()} removed`,
      `${at.plain}.${at.fraction} UTC [812] DETAIL:  Process 812 waits for ShareLock on transaction ${n()}; blocked by process ${n()}.`,
    ]),
  'Elasticsearch, collections': (at, n) =>
    `[${at.ymd}T${at.clock},${at.fraction}][INFO ][o.e.m.j.JvmGcMonitorService] [node-1] [gc][young][${n()}][12] duration [1.7s]`,
  'Java, collections': (at, n) => `[${at.iso.slice(0, -1)}+0000][812.123s][info][gc] GC(${n()}) Pause Young`,
  'Rails, allocations': (at, n) =>
    `I, [${at.ymd}T${at.clock}.${at.micros} #812]  INFO -- : Completed 200 OK in 8ms (Allocations: ${n()})`,
  'JSON, postal codes': (at, n) =>
    `{"time":"${at.iso}","msg":"saved","customer":{"city":"Moscow","postalCode":"${n()}"}}`,
  'CSV without a status': Object.assign(
    (at, n, random) => `${at.plain};${n()};${n()};${random.pick(['sales', 'service'])};${n()}`,
    { header: 'time;interaction_id;wait_ms;queue;agent\n' },
  ),
};
