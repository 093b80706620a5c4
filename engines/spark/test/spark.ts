/** Calls of the job, on a real engine on this machine, and of the program beside it. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const PROGRAM = join(ROOT, 'bin/ptk-logscan.js');
const JAR = join(ROOT, 'engines/spark/ptk-logscan-spark.jar');
const HOME = process.env.SPARK_HOME!;

/** Everything stays on the loopback, and nothing is shown. */
const CONF = {
  'spark.driver.host': '127.0.0.1',
  'spark.driver.bindAddress': '127.0.0.1',
  'spark.ui.enabled': 'false',
  'spark.log.level': 'WARN',
};

export interface Job {
  readonly args: readonly string[];
  readonly className?: string;
  readonly master?: string;
  readonly conf?: Readonly<Record<string, string>>;
  readonly jars?: readonly string[];
}

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function aFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'ptk-logscan-spark-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Starts a job; its executors are children of it. */
export function submit(
  folder: string,
  { args, className = 'Scan', master = 'local-cluster[2,1,1024]', conf = {}, jars = [] }: Job,
) {
  const all = { ...CONF, 'spark.local.dir': folder, ...conf };
  const child = spawn(
    join(HOME, 'bin', 'spark-submit'),
    [
      ...['--master', master, '--class', `ptklogscan.${className}`],
      ...(jars.length > 0 ? ['--jars', jars.join(',')] : []),
      ...Object.entries(all).flatMap(([name, value]) => ['--conf', `${name}=${value}`]),
      ...[JAR, '--program', `${process.execPath} ${PROGRAM}`, ...args],
    ],
    { cwd: folder, env: { ...process.env, SPARK_HOME: HOME, TZ: 'UTC' }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  return child;
}

export async function ended(child: ChildProcess): Promise<Ended> {
  let [stdout, stderr] = ['', ''];
  child.stdout!.on('data', (chunk: Buffer) => (stdout += chunk));
  child.stderr!.on('data', (chunk: Buffer) => (stderr += chunk));
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { status, stdout, stderr };
}

/** A master and two workers, which are taken for different hosts. */
export async function standalone(
  folder: string,
): Promise<{ readonly master: string; readonly stop: () => Promise<void> }> {
  const [port, ui] = [await freePort(), await freePort()];
  const environment = { ...process.env, SPARK_HOME: HOME, SPARK_WORKER_DIR: folder, SPARK_LOCAL_DIRS: folder };
  const begin = (kind: string, args: readonly string[]) =>
    spawn(join(HOME, 'bin', 'spark-class'), [`org.apache.spark.deploy.${kind}`, ...args], {
      ...{ cwd: folder, env: environment, stdio: 'ignore' },
    });
  const master = `spark://127.0.0.1:${port}`;
  const web = ['--webui-port', String(ui)];
  const all = [begin('master.Master', ['--host', '127.0.0.1', '--port', String(port), ...web])];
  for (const host of ['127.0.0.1', 'localhost']) {
    const size = ['--cores', '1', '--memory', '1g', '--webui-port', String(await freePort())];
    all.push(begin('worker.Worker', ['--host', host, ...size, master]));
  }
  const stop = async () => {
    for (const child of all) {
      const closed = new Promise((resolve) => child.on('close', resolve));
      const inside = below(child.pid!);
      child.kill('SIGKILL');
      for (const { pid } of inside) {
        try {
          process.kill(pid, 'SIGKILL');
        } catch {
          // It has ended.
        }
      }
      await closed;
    }
  };
  return { master, stop };
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** What one machine prints. */
export function scanned(folder: string, args: readonly string[]): string {
  return execFileSync(process.execPath, [PROGRAM, 'scan', ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, TZ: 'UTC' },
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

/** What `merge` prints of a partial result, as JSON. */
export function merged(folder: string, file: string): string {
  const args = [PROGRAM, 'merge', '--format', 'json', file];
  return execFileSync(process.execPath, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { TZ: 'UTC' },
    maxBuffer: 1 << 28,
  });
}

/** Ids of the processes below one, with their command lines. */
export function below(pid: number): { readonly pid: number; readonly command: string }[] {
  const rows = execFileSync('ps', ['-eo', 'pid,ppid,args'], { encoding: 'utf8' })
    .split('\n')
    .slice(1)
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter((match) => match !== null)
    .map((match) => ({ pid: Number(match[1]), parent: Number(match[2]), command: match[3]! }));
  const inside = new Set([pid]);
  for (let size = 0; size !== inside.size; ) {
    size = inside.size;
    for (const row of rows) if (inside.has(row.parent)) inside.add(row.pid);
  }
  return rows.filter((row) => row.pid !== pid && inside.has(row.pid));
}
