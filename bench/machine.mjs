/** What a result has to be read with: the machine, the versions, the state of the project. Nothing that names a person. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os';
import { fileURLToPath } from 'node:url';

const GIBI = 2 ** 30;

export function machine() {
  const models = [...new Set(cpus().map(({ model }) => model.trim()))];
  return {
    cpu: models.join(', ') || process.arch,
    cores: availableParallelism(),
    memoryGiB: Math.round((totalmem() / GIBI) * 10) / 10,
    system: `${type()} ${release()} ${process.arch}, ${distribution()}`,
    node: process.version,
    /** Of the minute before: what else was running. */
    load: Math.round(loadavg()[0] * 10) / 10,
  };
}

function distribution() {
  try {
    return /^PRETTY_NAME="?([^"\n]*)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? 'unknown';
  } catch {
    return 'unknown';
  }
}

/** The commit, with a remark where files differ from it, or null outside a repository. */
export function commit() {
  const git = (...args) => {
    const folder = fileURLToPath(new URL('..', import.meta.url));
    const { status, stdout } = spawnSync('git', args, { cwd: folder, encoding: 'utf8' });
    return status === 0 ? stdout.trim() : null;
  };
  const head = git('rev-parse', '--short=12', 'HEAD');
  if (head === null) return null;
  return git('status', '--porcelain', '--', 'src', 'bin', 'package-lock.json') === ''
    ? head
    : `${head} with local changes`;
}

const PROGRAMS = {
  wc: ['wc', '--version'],
  rg: ['rg', '--version'],
  mawk: ['mawk', '-W', 'version'],
  jq: ['jq', '--version'],
  mlr: ['mlr', '--version'],
  agrind: ['agrind', '--version'],
  zcat: ['zcat', '--version'],
};

/** Versions by name of what contenders need; null for what is not installed. */
export function tools() {
  const found = {};
  for (const [name, [program, ...args]] of Object.entries(PROGRAMS)) {
    const { error, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', input: '' });
    found[name] = error === undefined ? (`${stdout}${stderr}`.trim().split('\n')[0] ?? '') : null;
  }
  return { ...found, '@duckdb/node-api': duckdb() };
}

function duckdb() {
  try {
    const require = createRequire(import.meta.url);
    return JSON.parse(readFileSync(require.resolve('@duckdb/node-api/package.json'), 'utf8')).version;
  } catch {
    return null;
  }
}
