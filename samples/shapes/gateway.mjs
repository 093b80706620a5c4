/** JSON lines of the applications that call the platform; their clocks write UTC. */
import { level } from '../story.mjs';
import { utc } from './clock.mjs';

const LEVELS = { INFO: 'info', WARN: 'warn', ERROR: 'error' };

export function gateway(random) {
  const entry = (at, fields, ...codes) => ({
    at,
    write: () => [[JSON.stringify({ time: utc(at), ...fields }), ...codes]],
  });

  const request = (r) => {
    const { app, method, tenant, segment, contact, code } = r;
    const common = { level: LEVELS[level(code)], app, method, tenant, segment };
    const reply = random.pick([
      { ...common, statusCode: code, durationMs: r.took, requestId: r.guid },
      { ...common, msg: `PTK replied ${code} ${r.name}`, sessionId: random.int(106000, 109999) },
      { ...common, contact, reply: JSON.stringify({ status: String(code), waitMs: 107010 }) },
    ]);
    // An error repeats the code in the same line: it counts once.
    return [entry(r.at, level(code) === 'ERROR' ? { ...reply, err: { code } } : reply, code)];
  };

  const noise = (at) =>
    entry(
      at,
      random.pick([
        { level: 'debug', app: 'web-shop', msg: 'page served', bytes: random.int(106000, 109999), durationMs: 31 },
        { level: 'info', app: 'agent-desk', msg: 'agent signed in', userId: 107009, ext: '108000' },
        { level: 'debug', app: 'ivr-bridge', msg: 'menu left after 107000 ms', callId: random.hex(31).toUpperCase() },
      ]),
    );

  return { request, noise };
}
