/** One run of one command: how long it took, what it used, what it said. */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** GNU time, which alone tells of the memory and processor time of a child that has ended; null where it is missing. */
const TIME = ['/usr/bin/time', '/usr/local/bin/gtime', '/opt/homebrew/bin/gtime'].find((path) => {
  const { stdout, stderr } = spawnSync(path, ['--version'], { encoding: 'utf8' });
  return /GNU/.test(`${stdout}${stderr}`);
});

export const measuresMemory = TIME !== undefined;

const scratch = mkdtempSync(join(tmpdir(), 'ptk-logscan-bench-run-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

/**
 * What makes every start of Node slower where it is set: to read a bundle of certificates took 45 ms, more than the start
 * itself.
 */
const OF_NODE = ['NODE_EXTRA_CA_CERTS', 'NODE_OPTIONS'];

/** The same words and the same times for everybody; nobody's own settings. `C` makes `sort` and `grep` their fastest. */
function environment() {
  const kept = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('PTK_LOGSCAN_') && !OF_NODE.includes(name),
  );
  return { ...Object.fromEntries(kept), LC_ALL: 'C', TZ: 'UTC' };
}

/** Reads a log, a file or a folder of files, into the page cache, if it holds so much. */
export function heat(name, folder) {
  spawnSync('sh', ['-c', `find ${name} -type f -exec cat {} + > /dev/null`], { cwd: folder, stdio: 'ignore' });
}

/**
 * Runs `command`, a program with its arguments or, as one string, a line for `sh`, in `folder`. `seconds` is from the
 * start of the first process to the end of the last; `cpu` the seconds of all of them together; `peak` the bytes of
 * the largest single process. `failure` is null, or why the run is not worth counting.
 */
export function measure(command, folder) {
  const argv = typeof command === 'string' ? ['sh', '-c', command] : command;
  const usage = join(scratch, 'usage');
  const whole = TIME === undefined ? argv : [TIME, '-f', '%M %U %S', '-o', usage, '--', ...argv];
  const files = ['stdout', 'stderr'].map((name) => join(scratch, name));
  const [out, err] = files.map((path) => openSync(path, 'w'));
  const options = { cwd: folder, env: environment(), stdio: ['ignore', out, err] };
  const from = process.hrtime.bigint();
  const { status, signal, error } = spawnSync(whole[0], whole.slice(1), options);
  const seconds = Number(process.hrtime.bigint() - from) / 1e9;
  closeSync(out);
  closeSync(err);
  const [stdout, stderr] = files.map((path) => readFileSync(path, 'utf8'));
  const failure = status === 0 ? null : `${error?.message ?? signal ?? `exit ${status}`}: ${firstLine(stderr)}`;
  return { seconds, stdout, failure, ...usageOf(usage) };
}

function usageOf(path) {
  if (TIME === undefined) return { peak: null, cpu: null };
  const [peak, user, system] = readFileSync(path, 'utf8').trim().split('\n').at(-1).split(' ').map(Number);
  return { peak: peak * 1024, cpu: user + system };
}

const firstLine = (text) => text.trim().split('\n')[0].slice(0, 200);
