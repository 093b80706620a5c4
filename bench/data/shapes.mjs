/**
 * The four kinds of log, as pools of entries without their times. A pool is made once from the story of the samples;
 * writing a log is then no more than drawing entries and putting times in, which is what makes gigabytes quick to make.
 * An entry is `{ before, after, code, lines }`: the text around its timestamp, its last newline included, the code that
 * counts in it or 0, and how many lines it has. Pools are large enough that no gzip window sees an entry twice.
 *
 * Some numbers of the codes' range stand in the text that are none (durations, ids, ports), one in some hundred lines.
 */
import { level, requests } from '../../samples/story.mjs';

const POOL = 20_000;

export function shapeOf(name, random) {
  const make = SHAPES[name];
  const shape = make(requests(random, POOL, POOL / 50), random);
  for (const entry of [...shape.coded, ...shape.plain]) entry.lines = entry.after.split('\n').length - 1;
  return shape;
}

const SHAPES = {
  /** A service's log, one entry a line, where every fifth one tells a result. */
  text5: (made, random) => service(made, random, 5),
  /** The same service at its most talkative. */
  text1000: (made, random) => service(made, random, 1000),
  /** JSON lines of a gateway: a result in every one. */
  json: (made, random) => ({
    every: 1,
    separator: 'T',
    coded: made.map((r) => ({ before: '{"time":"', after: `Z",${gatewayRest(r, random)}\n`, code: r.code })),
    plain: [],
  }),
  /** Replies as SOAP over several lines, of which only the first has a time. */
  soap: (made, random) => ({
    every: 1,
    separator: ' ',
    coded: made.map((r) => ({ before: '', after: soapRest(r, random), code: r.code })),
    plain: [],
  }),
};

/** One number of the codes' range in about three hundred, otherwise something smaller. */
const number = (random, most) => (random.int(1, 300) === 1 ? random.int(106_000, 109_999) : random.int(1, most));
const word = (r) => level(r.code).padEnd(5);

function service(made, random, every) {
  const coded = made.map((r) => ({
    before: '',
    after:
      ` [${random.int(4, 31)}] ${word(r)} Ptk.Service - ${r.method} tenant=${r.tenant} segment=${r.segment} completed ` +
      `statusCode=${r.code} in ${number(random, 900)} ms callId=${r.callId}\n`,
    code: r.code,
  }));
  const plain = made.map((r) => ({
    before: '',
    after: ` [${random.int(4, 31)}] DEBUG Ptk.${random.weighted(MURMUR)[0](r, random)}\n`,
    code: 0,
  }));
  return { every, separator: ' ', coded, plain };
}

/** What a service says between two results. */
const MURMUR = [
  [
    (r, random) =>
      `Queue - ${r.method} worker ${random.int(1, 64)} picked item ${r.callId} from queue q${random.int(1, 50)} ` +
      `depth=${random.int(0, 900)} ewt=${number(random, 9000)} state=waiting`,
    6,
  ],
  [
    (r, random) =>
      `Router - candidate agents for ${r.tenant}/${r.segment}: ${random.int(1, 40)} ready, ${random.int(1, 40)} busy, ` +
      `longest idle ${number(random, 9000)} ms, call ${r.callId}`,
    3,
  ],
  [
    (r, random) =>
      `Session - ${r.app} requestId=${r.guid} contact=${r.contact} bytes=${number(random, 60_000)} ` +
      `remote=10.20.${random.int(0, 255)}.${random.int(0, 255)}:${random.int(32_768, 60_999)} kept alive`,
    2,
  ],
];

const gatewayRest = (r, random) =>
  `"level":"${level(r.code).toLowerCase()}","logger":"gateway","app":"${r.app}","method":"${r.method}",` +
  `"tenant":"${r.tenant}","segment":"${r.segment}","statusCode":${r.code},"durationMs":${number(random, 900)},` +
  `"callId":"${r.callId}"}`;

const soapRest = (r, random) => ` [${random.int(4, 31)}] DEBUG Ptk.Soap - reply to ${r.app}, ${number(random, 900)} ms
<?xml version="1.0" encoding="utf-8"?>
<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">
  <soap:Body>
    <${r.method}Response xmlns="urn:demo:ptk">
      <${r.method}Result>
        <Status>
          <StatusCode>${r.code}</StatusCode>
          <Description>${r.name}</Description>
        </Status>
        <InteractionId>${r.callId}</InteractionId>
      </${r.method}Result>
    </${r.method}Response>
  </soap:Body>
</soap:Envelope>
`;
