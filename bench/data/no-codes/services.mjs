/** What applications print: callback platforms, telephony, web services. `n` draws a number that looks like a code. */
const NAMES = ['QueueWorker', 'SlotCache', 'Router', 'SessionStore'];
const THREADS = ['main', 'pool-3-thread-12', 'http-nio-8080-exec-4', '42'];
const LEVELS = ['INFO ', 'DEBUG', 'WARN '];
const ip = (random) => `10.${random.int(0, 9)}.${random.int(0, 255)}.${random.int(1, 254)}`;

export const SERVICES = {
  'log4j service': (at, n, random) => {
    const head = `${at.comma} [${random.pick(THREADS)}] ${random.pick(LEVELS)} c.a.${random.pick(NAMES)} -`;
    return random.pick([
      `${head} processed ${n()} requests in ${n()} ms`,
      `${head} session ${n()} opened by user ${n()} from ${ip(random)}:${random.int(1024, 65535)}`,
      `${head} loaded ${n()} rows (${n()} bytes) from slots, cache size=${n()}`,
      `${head} agent ${n()} logged in, extension ${n()}, skill ${random.int(1, 90)}`,
      `${head} order #${n()} for customer id ${n()} total: ${n()}.50`,
      `${head} heap: ${n()}/${n()} KB used, uptime ${n()} s`,
      `${head} batch ${n()} of ${n()} done, elapsed=${n()}, offset=${n()}`,
      `${head} calling +1${random.int(2_000_000, 9_999_999)}${n().slice(0, 3)}, ANI 555${n()}, contact=${n()}`,
      `${head} position in queue ${random.int(1, 90)}, ewt=${n()} ms, callId=${n()}, tenantId=${n()}`,
      `${head} took ${n()} µs, waited ${random.int(1, 90)} ms, retryCount=${n()}`,
    ]);
  },
  'Spring Boot': (at, n, random) =>
    `${at.iso} ${random.pick([' INFO', 'DEBUG', ' WARN', 'ERROR'])} ${n()} --- [${random.pick(THREADS).padStart(15)}] c.a.${random.pick(NAMES).padEnd(30)} : Served ${random.pick(['/slots', '/callback'])} in ${random.int(1, 900)} ms`,
  'Python, gunicorn': (at, n, random) =>
    random.pick([
      `[${at.plain} +0000] [${n()}] [INFO] Booting worker with pid: ${n()}`,
      `${at.comma} - callback.worker - INFO - task ${random.hex(8)}-${n()} succeeded in 0.${n()}s`,
      `${at.comma} ${n()} MainThread INFO up`,
      `[${at.plain},${at.fraction}: INFO/ForkPoolWorker-${random.int(1, 9)}] Task slots.refresh[${random.hex(8)}] received, eta ${random.int(1, 90)}`,
    ]),
  'Ruby, Rails': (at, n, random) =>
    random.pick([
      `I, [${at.ymd}T${at.clock}.${at.micros} #${n()}]  INFO -- : Completed 200 OK in ${random.int(1, 900)}ms (Views: 0.3ms | ActiveRecord: 1.2ms | Allocations: 512)`,
      `I, [${at.ymd}T${at.clock}.${at.micros} #${n()}]  INFO -- : Started GET "/orders/${n()}" for ${ip(random)} at ${at.plain} +0000`,
      `I, [${at.ymd}T${at.clock}.${at.micros} #${n()}]  INFO -- :   Parameters: {"id"=>"${n()}", "page"=>"${n()}"}`,
      `D, [${at.ymd}T${at.clock}.${at.micros} #${n()}] DEBUG -- :   Order Load (0.3ms)  SELECT "orders".* FROM "orders" WHERE "orders"."id" = ${n()} LIMIT 1`,
    ]),
  'PHP, print_r': (at, n) =>
    `[${at.plain}] callback.DEBUG: Array\n(\n    [session_id] => ${n()}\n    [agent_id] => ${n()}\n    [size] => ${n()}\n    [port] => ${n()}\n)`,
  'PHP, Monolog': (at, n, random) =>
    `[${at.iso}] callback.INFO: slot booked {"slot_id":${n()},"tenant_id":${n()},"duration_ms":${n()},"user":"u${random.int(1, 90)}"} {"memory_usage":"${random.int(2, 9)} MB","process_id":${n()}}`,
  'Erlang, RabbitMQ': (at, n, random) =>
    random.pick([
      `${at.plain}.${at.micros}+00:00 [info] <0.${n()}.0> connection <0.${n()}.0> (${ip(random)}:${random.int(1024, 65535)} -> ${ip(random)}:5672): user 'cb' authenticated`,
      `${at.plain}.${at.micros}+00:00 [debug] <0.${random.int(100, 999)}.0>@queue:add:${random.int(10, 99)} {size,${n()}} {pid,<0.${n()}.0>}`,
    ]),
  Asterisk: (at, n, random) =>
    random.pick([
      `[${at.syslog}] VERBOSE[${n()}][C-0000${random.hex(4)}] pbx.c: Executing [${random.int(200, 999)}@from-internal:1] Answer("SIP/101-${random.hex(8)}", "") in new stack`,
      `[${at.syslog}] NOTICE[${n()}] chan_sip.c: Peer '${random.int(100, 999)}' is now Reachable. (${random.int(1, 90)}ms / 2000ms)`,
      `[${at.syslog}] WARNING[${n()}][C-0000${random.hex(4)}]: app_queue.c:${random.int(100, 9999)} try_calling: agent is busy`,
    ]),
  SIP: (at, n, random) =>
    `${at.plain}.${at.fraction} SIP/2.0 200 OK\nCall-ID: ${n()}-${random.hex(8)}@${ip(random)}\nCSeq: ${n()} INVITE\nContact: <sip:${n()}@${ip(random)}:5060>\nContent-Length: ${random.int(100, 900)}\no=- ${n()} ${n()} IN IP4 ${ip(random)}`,
  'callback platform, native': (at, n, random) =>
    random.pick([
      `MainOutput|${n()}|${at.plain}.${at.fraction}|INFO|CVirtualQueue::Update|queue depth=${n()} ewt=${n()}|${random.hex(4)}`,
      `MainOutput|${n()}|${at.plain}.${at.fraction}|DEBUG|CRouter::Pick|agent ${n()} idle for ${n()} ms|${random.hex(4)}`,
      `MainOutput|${n()}|${at.plain}.${at.fraction}|DEBUG|CSocket::Read|${n()} bytes from ${ip(random)}:${random.int(1024, 65535)}|${random.hex(4)}`,
    ]),
  'SOAP without a status': (at, n, random) =>
    `${at.comma} [${random.int(4, 31)}] DEBUG Ptk.Soap - request from web\n<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">\n  <soap:Body>\n    <GetInteraction xmlns="urn:demo:ptk">\n      <InteractionId>${n()}</InteractionId>\n      <ptk:TenantId xsi:type="xsd:int">${n()}</ptk:TenantId>\n      <EWT> ${n()} </EWT>\n      <ContactNumber>${n()}</ContactNumber>\n    </GetInteraction>\n  </soap:Body>\n</soap:Envelope>`,
  'JSON, pino': (at, n) =>
    `{"level":30,"time":${at.ms},"pid":${n()},"hostname":"cb01","reqId":"req-${n()}","res":{"statusCode":200,"contentLength":${n()}},"responseTime":${n()}.5,"msg":"request completed"}`,
  'JSON, logstash': (at, n, random) =>
    `{"@timestamp":"${at.iso}","level":"INFO","thread_name":"${random.pick(THREADS)}","message":"session ${n()} closed after ${n()} ms","user_id":"${n()}","port":${n()},"bytes":${n()},"sessionIds":[${n()},${n()}]}`,
  'JSON, docker': (at, n, random) =>
    `{"log":"{\\"level\\":\\"info\\",\\"callId\\":\\"${n()}\\",\\"durationMs\\":${n()},\\"msg\\":\\"slot ${random.int(1, 90)} booked\\"}\\n","stream":"stdout","time":"${at.iso}"}`,
  'JSON, addresses': (at, n, random) =>
    `{"time":"${at.iso}","level":"info","msg":"customer saved","customer":{"id":${n()},"city":"Moscow","zip":"${n()}","street":"Tverskaya ${random.int(1, 90)}"}}`,
  logfmt: (at, n, random) =>
    `ts=${at.iso} caller=main.go:${random.int(10, 900)} level=info msg="slot booked" session_id=${n()} took=${n()} size=${n()} port=${n()} user=${n()}`,
  'Go, klog and raft': (at, n, random) =>
    random.pick([
      `{"level":"info","ts":"${at.iso}","caller":"mvcc/index.go:214","msg":"compact tree index","revision":${n()}}`,
      `{"level":"info","ts":"${at.iso}","caller":"etcdserver/server.go:2560","msg":"saved snapshot","snapshot-index":${n()}}`,
      `${at.slashes} http: TLS handshake error from ${ip(random)}:${random.int(1024, 65535)}: EOF`,
    ]),
  metrics: (at, n, random) =>
    random.pick([
      `cb.web1.heap_bytes ${n()} ${at.seconds}`,
      `http_requests_total{method="get",status="200"} ${n()} ${at.ms}`,
      `weather,host=web1 used_bytes=${n()}i,free_bytes=${n()}i ${at.ms}000000`,
    ]),
  'CSV with a header': Object.assign(
    (at, n, random) =>
      `${at.plain},${n()},555${n()},${n()},${random.pick(['sales', 'service'])},${n()},${random.pick(['answered', 'abandoned'])},"${random.pick(['Moscow', 'Austin, TX'])}",${n()}`,
    { header: 'time,call_id,ani,duration_ms,queue,agent_id,status,city,caller\n' },
  ),
};
