/** What the reporting database exports: comma-separated values below a header that names them. */
import { dotted, offered } from './clock.mjs';

export const HEADER = 'Appointment,Time,Tenant,Application,Method,Code,Duration ms,Session';

/** The names of the applications have commas in them, in quotes. */
const APPS = {
  'web-shop': '"Shop, web"',
  'mobile-app': '"Shop, mobile"',
  'ivr-bridge': 'IVR',
  'agent-desk': '"Desk, agents"',
};

export function exported(random) {
  const request = (r) => {
    // Durations are in the range of the codes now and then, sessions always.
    const took = random.chance(30) ? random.pick([106000, 107000, 107100, 109004]) : r.took;
    const session = random.int(106000, 109999);
    const values = [offered(r.appointment)[0], dotted(r.at), r.tenant, APPS[r.app], r.method, r.code, took, session];
    return [{ at: r.at, write: () => [[values.join(','), r.code]] }];
  };
  return { request };
}
