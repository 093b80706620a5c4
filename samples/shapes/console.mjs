/** What the agents' desk prints to a terminal, colours included, as Node's console writes objects. */
import { level } from '../story.mjs';
import { offered, utc } from './clock.mjs';

const colour = (number, text) => `\x1b[${number}m${text}\x1b[39m`;
const yellow = (number) => colour(33, number);
const green = (text) => colour(32, `'${text}'`);
const LEVELS = { INFO: colour(32, 'info'), WARN: colour(33, 'warn'), ERROR: colour(31, 'error') };

export function agentConsole(random) {
  const head = (at, word, message) => `\x1b[90m${utc(at)}\x1b[39m ${word} ${colour(36, 'agent-desk')} ${message}`;

  const request = (r) => {
    const session = random.int(106000, 109999);
    const message = random.pick([
      `${r.method} { status: ${yellow(r.code)}, ms: ${yellow(r.took)}, session: ${yellow(session)} }`,
      `${r.method} answered ${yellow(r.code)} ${r.name} for ${green(r.tenant)}`,
      `${r.method} \x1b[1m${r.name}\x1b[22m (${yellow(r.code)}), next free ${green(offered(r.appointment)[0])}`,
    ]);
    const lines = [[head(r.at, LEVELS[level(r.code)], message), r.code]];
    // An object over several lines; its time is that of an appointment.
    if (level(r.code) === 'ERROR') {
      lines.push(
        ['{'],
        [`  appointmentTime: ${green(offered(r.appointment)[0])},`],
        [`  result: ${yellow(r.code)},`, r.code],
        [`  waitMs: ${yellow(random.int(106000, 109999))}`],
        ['}'],
      );
    }
    return [{ at: r.at, write: () => lines }];
  };

  const noise = (at) => {
    const message = random.pick([
      `queue ${yellow(107000)} has ${yellow(random.int(0, 30))} waiting`,
      `rendered in ${yellow('107000')} us, ${yellow(random.int(106000, 109999))} bytes`,
      `{ agent: ${yellow(random.int(106000, 109999))}, ext: ${green('108000')} }`,
    ]);
    return { at, write: () => [[head(at, LEVELS.INFO, message)]] };
  };

  return { request, noise };
}
