/** DuckDB is in the program but for its native part of 70 MB, which is there only where it was installed as well. */
import { type Installation, presentInstallation } from './installation.js';

/** The version that the JavaScript in the program was made for; a test holds it to `package.json`. */
export const DUCKDB_VERSION = '1.5.5-r.5';

const NATIVE = `@duckdb/node-bindings@${DUCKDB_VERSION}`;

const HOW: Readonly<Record<Installation, string>> = {
  clone: 'npm install --include=optional',
  local: `npm install ${NATIVE}`,
  global: `npm install --global ${NATIVE}`,
  archive: 'unpack the archive again: DuckDB is in its folder node_modules',
  debian: 'install the Debian package again: DuckDB is in /usr/lib/ptk-logscan/node_modules',
  executable:
    'put the folder node_modules of the archive (zip or tar.gz) beside this executable, which has no DuckDB in it',
};

/** How to get it where it is missing. */
export function howToGetDuckDb(installation: Installation = presentInstallation()): string {
  return `${HOW[installation]} (there are builds for Linux with glibc or musl, macOS and Windows)`;
}
