import { existsSync, realpathSync } from 'node:fs';
import { isUtcName } from './zone-names.js';

const ZONE_FILES = '/usr/share/zoneinfo/';

/**
 * The IANA name of the zone that this process runs in, read where the runtime reads it too, or null when in doubt:
 * then `Intl` knows, which costs 15 ms that a short run can do without. The variable `TZ` comes before the link
 * `/etc/localtime`; a name counts only where its file exists, so that nothing is taken for a zone that is none.
 */
export function machineZoneName(): string | null {
  if (process.platform === 'win32') return null;
  const variable = process.env.TZ;
  return variable === undefined ? linkedName() : namedBy(variable);
}

function namedBy(variable: string): string | null {
  const name = variable.replace(/^:/, '');
  if (isUtcName(name)) return 'UTC';
  // Digits mean that this may be a POSIX rule such as `CET-1CEST`, which the runtime reads in its own way.
  if (!/^[A-Za-z_]+(?:[/-][A-Za-z_]+)+$/.test(name) || /^(?:posix|right)\//.test(name)) return null;
  return existsSync(ZONE_FILES + name) ? name : null;
}

function linkedName(): string | null {
  let path: string;
  try {
    path = realpathSync('/etc/localtime');
  } catch {
    // No such file is how small container images say UTC; Date must agree.
    return new Date(0).getTimezoneOffset() === 0 && new Date().getTimezoneOffset() === 0 ? 'UTC' : null;
  }
  const at = path.indexOf('/zoneinfo/');
  if (at < 0) return null;
  const name = path.slice(at + '/zoneinfo/'.length);
  if (isUtcName(name)) return 'UTC';
  return /^[A-Z][A-Za-z_]+(?:\/[A-Z][A-Za-z_-]+)+$/.test(name) ? name : null;
}
