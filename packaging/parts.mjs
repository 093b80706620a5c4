/**
 * Parts from the registry: packages as they are packed, fetched once through npm into a folder of the user, and held to the
 * checksum that is known of them. `PTK_LOGSCAN_DIST_CACHE`, else `~/.cache/ptk-logscan-dist`.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { createGunzip } from 'node:zlib';
import tar from 'tar-stream';

const CACHE = process.env.PTK_LOGSCAN_DIST_CACHE ?? join(homedir(), '.cache', 'ptk-logscan-dist');

/** A part could not be fetched: no fault of the program. */
export class NotFetched extends Error {}

/**
 * The files of a package that are asked for, by their path in it.
 * @param wanted whether a path is
 * @returns `{ path, bytes }` in the order of the paths
 */
export async function filesOf(part, wanted) {
  const files = [];
  const extract = tar.extract();
  createReadStream(fetched(part)).pipe(createGunzip()).pipe(extract);
  for await (const entry of extract) {
    const path = entry.header.name.replace(/^[^/]+\//, '');
    if (entry.header.type === 'file' && wanted(path)) files.push({ path, bytes: await buffer(entry) });
    else entry.resume();
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** One file of it. */
export async function fileOf(part, path) {
  const [file] = await filesOf(part, (each) => each === path);
  if (file === undefined) throw new Error(`${part.name}@${part.version}: expected ${path} in it; got no such file`);
  return file.bytes;
}

function fetched({ name, version, integrity }) {
  const file = join(CACHE, `${name.replace('@', '').replace('/', '-')}-${version}.tgz`);
  if (existsSync(file) && integrityOf(file) === integrity) return file;
  mkdirSync(CACHE, { recursive: true });
  // In a folder of its own: what was fetched in part has the name of the whole.
  const folder = join(CACHE, `fetching-${process.pid}`);
  mkdirSync(folder);
  try {
    const got = join(folder, pack(`${name}@${version}`, folder));
    const found = integrityOf(got);
    if (found !== integrity) throw new Error(`${name}@${version}: expected ${integrity}; got ${found}`);
    renameSync(got, file);
  } finally {
    rmSync(folder, { recursive: true });
  }
  return file;
}

/** @returns the name of the file */
function pack(spec, folder) {
  const args = ['pack', spec, '--json', '--ignore-scripts', '--pack-destination', folder];
  const npm = process.env.npm_execpath;
  const options = { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], shell: !npm && process.platform === 'win32' };
  const run = npm ? spawnSync(process.execPath, [npm, ...args], options) : spawnSync('npm', args, options);
  if (run.status !== 0) throw new NotFetched(`${spec}: npm pack: ${run.error?.message ?? run.stderr.trim()}`);
  return JSON.parse(run.stdout)[0].filename.replace('@', '').replace('/', '-');
}

function integrityOf(file) {
  return `sha512-${createHash('sha512').update(readFileSync(file)).digest('base64')}`;
}
