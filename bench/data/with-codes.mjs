/**
 * Lines with a code each, as services, gateways and people write them. `c` is the code, `name` what the catalogue calls
 * it, `at` the time. In the first table something names the code, so that it may be any; in the second nothing does,
 * so that it is one of the catalogue's.
 */
const ip = (random) => `10.${random.int(0, 9)}.${random.int(0, 255)}.${random.int(1, 254)}`;
const spelled = (name) => name.replace(/(?<=[a-z])(?=[A-Z])/g, '_');

export const NAMED = {
  'key=value': (at, c, _name, random) =>
    random.pick([
      `${at.comma} [12] INFO  Ptk.Service - AddInteraction completed statusCode=${c} in 42 ms callId=${random.hex(8)}`,
      `${at.comma} [12] WARN  Ptk.Service - result: ${c}, segment=sales`,
      `${at.plain} ptk.return_code := ${c}; session=${random.int(1, 900)}`,
    ]),
  words: (at, c, _name, random) =>
    random.pick([
      `${at.plain} CreateInteraction returned ${c} for tenant acme`,
      `${at.plain} request failed (${c})`,
      `${at.plain} platform responded with status ${c}.`,
      `${at.plain} Error no.: ${c}`,
      `${at.plain} the result code was "${c}"`,
    ]),
  prefix: (at, c, _name, random) =>
    `${at.iso} gateway ${random.pick(['PTK', 'ERR-', 'STATUS_', 'PTK_ERROR_', 'ptk-'])}${c} on line 3`,
  JSON: (at, c, _name, random) =>
    random.pick([
      `{"time":"${at.iso}","level":"warn","msg":"reply","statusCode":${c},"durationMs":${random.int(1, 900)}}`,
      `{"level":40,"time":${at.ms},"pid":${random.int(1, 9999)},"ptk":{"code":"${c}"},"msg":"reply"}`,
      `{"@timestamp":"${at.iso}","message":"AddInteraction returned ${c}","tenant":"acme"}`,
    ]),
  'JSON in JSON': (at, c) =>
    `{"log":"{\\"level\\":\\"warn\\",\\"statusCode\\":${c},\\"msg\\":\\"reply\\"}\\n","stream":"stdout","time":"${at.iso}"}`,
  'SOAP, one line': (at, c, _name, random) =>
    `${at.plain} <s:Envelope><s:Body><AddInteractionResult><ptk:StatusCode xsi:type="xsd:int">${c}</ptk:StatusCode><SessionId>${random.int(1, 99_999)}</SessionId></AddInteractionResult></s:Body></s:Envelope>`,
  'SOAP, escaped': (at, c) => `${at.plain} body: &lt;StatusCode&gt; ${c} &lt;/StatusCode&gt;`,
  'URL query': (at, c, _name, random) =>
    `${ip(random)} - - [${at.access}] "GET /done?statusCode=${c}&tenant=acme HTTP/1.1" 200 512 "-" "curl/8.5"`,
  'URL, encoded': (at, c) => `${at.iso} redirect to https://cb.example.test/?r=%7B%22code%22%3A${c}%7D`,
  colours: (at, c) =>
    `\u001b[90m${at.iso}\u001b[0m \u001b[33mWRN\u001b[0m reply \u001b[36mcode=\u001b[0m\u001b[31m${c}\u001b[0m`,
  syslog: (at, c, _name, random) =>
    `${at.syslog} ivr-2 callback[${random.int(1, 99_999)}]: PTK reply status=${c} tenant=acme`,
  lists: (at, c) => `${at.plain} batch done, errors: 108001,${c}, retrying`,
  'Windows event XML': (at, c) =>
    `<Event><System><TimeCreated SystemTime='${at.iso}'/></System><EventData><Data Name='StatusCode'>${c}</Data></EventData></Event>`,
  'print_r, attributes': (at, c, _name, random) =>
    random.pick([
      `${at.plain} reply [status_code] => ${c} [session_id] => 12`,
      `${at.plain} <Item name="ResultCode" value="${c}"/>`,
      `${at.plain} {"name":"statusCode","value":${c}}`,
      `${at.plain} {status,${c}}`,
    ]),
  'CSV with a header': Object.assign((at, c, _name, random) => `${at.plain},acme,"a, b",${c},${random.int(1, 900)}`, {
    header: 'time,tenant,note,SegmentStatus,duration\n',
  }),
};

export const KNOWN = {
  'own name': (at, c, name, random) =>
    random.pick([
      `${at.comma} [12] ERROR Ptk.Service - ${name} (${c})`,
      `${at.plain} ${name}: ${c}`,
      `${at.plain} reply ${c} - ${name}`,
      `${at.plain} PTK_${spelled(name).toUpperCase()}_${c}`,
      `${at.plain}|WARN|CPtk::Reply|${c}|${name}|1f3c`,
    ]),
  bare: (at, c, _name, random) =>
    random.pick([
      `MainOutput|   123|${at.plain}.${at.fraction}|INFO|CPtk::Reply|${c}|1f3c`,
      `${at.plain} platform said ${c}`,
      `${at.plain} gateway -> ${c}`,
      `${at.plain},${c},acme,sales`,
      `${at.plain} gateway: ${c}, giving up`,
    ]),
};
