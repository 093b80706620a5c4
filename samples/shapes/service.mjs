/**
 * The .NET web service: one line, or the SOAP or JSON body of the reply over several. The times in these are of
 * appointments in December: every code in a body has the time of the line before it.
 */
import { level } from '../story.mjs';
import { comma, micros, offered } from './clock.mjs';

export function service(random) {
  const head = (at, word, message) => `${comma(at)} [${random.int(4, 31)}] ${word.padEnd(5)} Ptk.Service - ${message}`;
  const entry = (at, word, message, ...codes) => ({ at, write: () => [[head(at, word, message), ...codes]] });

  const short = (r) => {
    const message = random.pick([
      `${r.method} tenant=${r.tenant} segment=${r.segment} -> ${r.code} ${r.name} in ${r.took} ms`,
      `${r.method} body="{\\"contact\\":\\"${r.contact}\\",\\"status\\":\\"${r.code}\\"}" [PTK-${r.code}]`,
    ]);
    return [[head(r.at, level(r.code), message), r.code]];
  };
  const json = (r) => [
    [head(r.at, level(r.code), `${r.method} reply to ${r.app}:`)],
    ['{'],
    [`  "tenant": "${r.tenant}", "segment": "${r.segment}",`],
    [`  "appointmentTime": "${offered(r.appointment)[0]}",`],
    [`  "availableSlots": ["${offered(r.appointment).join('", "')}"],`],
    [`  "statusCode": ${r.code}, "statusText": "${r.name}",`, r.code],
    [`  "durationMs": ${r.took}, "sessionId": ${random.int(106000, 109999)}, "requestId": "${r.guid}"`],
    ['}'],
  ];
  const soap = (r) => [
    [head(r.at, level(r.code), `${r.method} reply to ${r.app}, correlation ${r.guid}, ${r.took} ms`)],
    ['<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">'],
    ['  <soap:Body>'],
    [`    <${r.method}Response xmlns="urn:demo:ptk">`],
    [`      <ptk:AppointmentTime>${offered(r.appointment)[0]}</ptk:AppointmentTime>`],
    [`      <ptk:StatusCode type="int">${r.code}</ptk:StatusCode>`, r.code],
    [`      <ptk:InteractionId>${random.int(106000, 109999)}</ptk:InteractionId>`],
    ...offered(r.appointment).map((time) => [`      <ptk:SlotTime>${time}</ptk:SlotTime>`]),
    [`    </${r.method}Response>`],
    ['  </soap:Body>'],
    ['</soap:Envelope>'],
  ];
  const TRACE = [
    ['System.InvalidOperationException: no answer from the core'],
    ['   at Ptk.Service.Dispatcher.Invoke(Request request) in Dispatcher.cs:line 107'],
    ['   at Ptk.Service.Host.Handle(Context context) in Host.cs:line 108000'],
  ];
  const request = (r) => {
    const [shape] = random.weighted([
      [short, 6],
      [json, 2],
      [soap, 2],
    ]);
    return [{ at: r.at, write: () => (r.code === 109000 ? [...shape(r), ...TRACE] : shape(r)) }];
  };

  const noise = (at) =>
    entry(
      at,
      'DEBUG',
      random.pick([
        `pool: ${random.int(1, 20)} connections, heap 107${random.int(100, 999)} kB`,
        `token refreshed for user 108${random.int(100, 999)}, next in 107000 ms`,
        `cache swept in ${random.int(2, 40)} ms, 106000 items left, ticket #107009 closed`,
        `keep-alive at ${micros(at, '107000')} from 10.20.0.14:107000`,
      ]),
    );

  return { request, noise, entry };
}
