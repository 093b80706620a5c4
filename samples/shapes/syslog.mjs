/** Classic syslog of the application hosts: no year, no zone. */
import { level } from '../story.mjs';
import { syslogTime } from './clock.mjs';

export function syslog(random) {
  const entry = (at, who, message, ...codes) => {
    const line = `${syslogTime(at)} cb-app-0${random.int(1, 2)} ${who}: ${message}`;
    return { at, write: () => [[line, ...codes]] };
  };

  const request = (r) => {
    const message = random.pick([
      `${r.method} tenant=${r.tenant} segment=${r.segment} rc=${r.code} took=${r.took}ms`,
      `${r.method} failed=${level(r.code) !== 'INFO'} code: ${r.code} (${r.name})`,
      `reply ${r.code} to ${r.app} for ${r.method}, contact=${r.contact}`,
    ]);
    return [entry(r.at, 'ptk-gateway[2214]', message, r.code)];
  };

  const noise = (at) => {
    const [who, message] = random.pick([
      ['kernel', `[107000.${random.int(100000, 999999)}] eth0: link is up`],
      ['systemd[1]', 'Started Session 106000 of user demo.'],
      [`sshd[107${random.int(200, 999)}]`, `Connection closed by 192.0.2.${random.int(2, 250)} port 107000`],
      ['cb-backup[981]', `copied 108000 bytes in 106000 us, ${random.int(2, 60)} files`],
    ]);
    return entry(at, who, message);
  };

  return { request, noise };
}
