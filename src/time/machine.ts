import { existsSync, realpathSync } from 'node:fs';
import { isUtcName } from './zone-names.js';

const ZONE_FILES = '/usr/share/zoneinfo/';

/**
 * The IANA name of the zone that this process runs in, read from the same places as the runtime reads it; null when in
 * doubt: `Intl` then knows, which costs 15 ms. The variable `TZ` comes before the link `/etc/localtime`. A name counts
 * only if its file exists.
 */
export function machineZoneName(): string | null {
  if (process.platform === 'win32') return null;
  const variable = process.env.TZ;
  return variable === undefined ? linkedName() : namedBy(variable);
}

function namedBy(variable: string): string | null {
  const name = variable.replace(/^:/, '');
  if (isUtcName(name)) return 'UTC';
  // A name with digits may be a POSIX rule such as `CET-1CEST`, which the runtime reads in its own way.
  if (!/^[A-Za-z_]+(?:[/-][A-Za-z_]+)+$/.test(name) || /^(?:posix|right)\//.test(name)) return null;
  return existsSync(ZONE_FILES + name) ? name : null;
}

function linkedName(): string | null {
  let path: string;
  try {
    path = realpathSync('/etc/localtime');
  } catch {
    // Without this file, small container images mean UTC; Date must agree.
    return new Date(0).getTimezoneOffset() === 0 && new Date().getTimezoneOffset() === 0 ? 'UTC' : null;
  }
  const at = path.indexOf('/zoneinfo/');
  if (at < 0) return null;
  const name = path.slice(at + '/zoneinfo/'.length);
  if (isUtcName(name)) return 'UTC';
  return /^[A-Z][A-Za-z_]+(?:\/[A-Z][A-Za-z_-]+)+$/.test(name) ? name : null;
}
