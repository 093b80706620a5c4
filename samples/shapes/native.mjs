/**
 * Pipe-delimited logs of the native components: log, running number, time, level, function, message, thread. The
 * running number, which all components share, passes through the whole range of the codes, known ones among them.
 */
import { level } from '../story.mjs';
import { dotted, minute } from './clock.mjs';

export function native(random) {
  let running = 105_900;
  const next = () => {
    running += 15;
    return running;
  };
  const entry = (at, log, word, where, message, thread, ...codes) => ({
    at,
    write: () => [[[log, next(), dotted(at), word, where, message, thread].join('|'), ...codes]],
  });

  const request = (r) => {
    const call = `${random.chance(30) ? 'V' : ''}${r.callId}`;
    const wish = /^(Add|Create)/.test(r.method) ? ` appointment=${minute(r.appointment)}` : '';
    const asked = `${r.method} tenant=${r.tenant} segment=${r.segment} contact=${r.contact}${wish} call=${call}`;
    const answer = random.pick([
      `${r.method} result=${r.code} elapsed=${random.int(106000, 109999)} call=${call}`,
      `${r.method} returned ${r.name} (${r.code}) call=${call}`,
      `${r.method} status:${r.code} PTK-${r.code} ${r.name} took ${r.took} ms`,
    ]);
    return [
      entry(r.at, 'MainOutput', 'INFO', 'CPtkRequest::Dispatch', asked, r.thread),
      entry(r.at + r.took, 'MainOutput', level(r.code), 'CPtkRequest::Complete', answer, r.thread, r.code),
    ];
  };

  const update = () => `queue=Sales waiting=${random.int(0, 30)} agents=${random.int(2, 9)} ewt=${random.int(30, 900)}`;
  const tick = () => `queue=107000 depth=${random.int(0, 30)} position 107014`;
  const prompt = (call) =>
    `prompt=ewt_minutes value=${random.int(2, 15)} port=106${random.int(100, 999)} call=V${call}`;
  const collect = (call) => `digits=1 session 107${random.int(100, 999)} call=${call}`;
  const event = (call) =>
    `EventEstablished ani=+13605550${random.int(100, 199)} dnis=108000 ext=107${random.int(200, 999)} call=${call}`;
  const beat = () => `round trip 0.107${random.int(100, 999)} s, last 109${random.int(100, 999)} us`;
  const flush = () => `wrote 106000 rows, ${random.int(106000, 109999)} bytes, to report-107000.tmp`;
  const NOISE = [
    ['MainOutput', 'INFO', 'CVirtualQueue::Update', update],
    ['MainOutput', 'DEBUG', 'CVirtualQueue::Tick', tick],
    ['IVROutput', 'INFO', 'CIvrSession::PlayPrompt', prompt],
    ['IVROutput', 'INFO', 'CIvrSession::Collect', collect],
    ['TIALOutput', 'DEBUG', 'CTialLink::OnEvent', event],
    ['TIALOutput', 'INFO', 'CTialLink::Heartbeat', beat],
    ['MainReport', 'INFO', 'CReportQueue::Flush', flush],
  ];
  const noise = (at) => {
    const [log, word, where, message] = random.pick(NOISE);
    return entry(at, log, word, where, message(random.hex(31).toUpperCase()), random.hex(4));
  };

  return { request, noise, entry };
}
