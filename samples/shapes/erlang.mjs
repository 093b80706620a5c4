/** The Erlang services: one line, and a report over several when the link to the core times out. */
import { level } from '../story.mjs';
import { dotted, micros, minute } from './clock.mjs';

const LEVELS = { INFO: 'info', WARN: 'warning', ERROR: 'error' };

export function erlang(random) {
  const head = (at, word, where, message) => `${dotted(at)} [${word}] <0.${random.int(90, 999)}.0>@${where} ${message}`;

  const request = (r) => {
    const method = r.method.replace(/[A-Z]/g, (char, i) => (i ? '_' : '') + char.toLowerCase());
    const message = random.pick([
      `${method} tenant=${r.tenant} segment=${r.segment} -> {ptk,${r.code}}`,
      `${method} reply #{result => ${r.code}, took => ${random.int(106000, 109999)}}`,
      `${method} status=${r.code} appointment="${minute(r.appointment)}"`,
    ]);
    const lines = [[head(r.at, LEVELS[level(r.code)], 'cb_dispatcher:handle_call:45', message), r.code]];
    if (r.code === 109002) {
      lines.push(
        ['** Reason for termination == '],
        [`** {timeout,{gen_server,call,[ptk_link,{${method},<<"${r.guid}">>},30000]}}`],
        ['** last reply: #{status => <<"109002">>, pid => <0.107000.0>}', 109002],
      );
    }
    return [{ at: r.at, write: () => lines }];
  };

  const tick = () => `queue=107000 length=${random.int(0, 40)} memory=106${random.int(100, 999)}`;
  const push = () => `pushed 107000 records to <0.107000.0> in ${random.int(2, 90)} ms`;
  const beat = (at) => `seq=108${random.int(100, 999)} at ${micros(at, '108001')}`;
  const NOISE = [
    ['debug', 'cb_queue:tick:107', tick],
    ['info', 'cb_sync:push:88', push],
    ['debug', 'cb_link:beat:31', beat],
  ];
  const noise = (at) => {
    const [word, where, message] = random.pick(NOISE);
    const line = head(at, word, where, message(at));
    return { at, write: () => [[line]] };
  };

  return { request, noise };
}
