/** A place to unpack the forms of the program in, and to run them as their users do: without a network, and without Node. */
import { spawnSync } from 'node:child_process';
import {
  closeSync,
  cpSync,
  createWriteStream,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { openPromise } from 'yauzl';

/** Else what is for Windows runs in Wine. */
const IS_WINDOWS = process.platform === 'win32';

export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where a network cannot be taken away, they are run with it. */
const OFFLINE = ['unshare', '--map-root-user', '--net', '--'];
const canBeOffline = spawnSync(OFFLINE[0]!, [...OFFLINE.slice(1), 'true']).status === 0;

export class Place {
  /** With what shells and `cmd.exe` take apart, as many are called on Windows. */
  readonly folder = join(mkdtempSync(join(tmpdir(), 'ptk-dist-')), 'Program Files (x86)');

  constructor() {
    mkdirSync(this.folder);
  }

  remove(): void {
    rmSync(dirname(this.folder), { recursive: true });
  }

  /** @returns the folder that is in the archive */
  async unpack(archive: string, name: string): Promise<string> {
    if (archive.endsWith('.zip')) await unzip(archive, this.folder);
    else must(spawnSync('tar', ['-xzf', archive, '-C', this.folder], { encoding: 'utf8' }));
    return join(this.folder, name);
  }

  unpackDebian(file: string, name: string): string {
    must(spawnSync('dpkg-deb', ['--extract', file, join(this.folder, name)], { encoding: 'utf8' }));
    return join(this.folder, name);
  }

  copy(file: string, name: string): string {
    cpSync(file, join(this.folder, name), { recursive: true });
    return join(this.folder, name);
  }

  /** Runs a program in this place. Those for Windows are told by their names. */
  run(program: string, args: readonly string[]): Run {
    const isWindows = /\.(cmd|exe)$/.test(program);
    const own = program.endsWith('.cmd') ? this.#batchCall(program, args) : [program, ...args];
    const call = isWindows && !IS_WINDOWS ? ['wine', ...own] : own;
    const [command, ...rest] = canBeOffline ? [...OFFLINE, ...call] : call;
    // node.exe cannot write into a pipe of Linux's.
    const [out, err] = ['stdout', 'stderr'].map((name) => join(this.folder, name)) as [string, string];
    const [stdout, stderr] = [openSync(out, 'w'), openSync(err, 'w')];
    const emptyEnv = { PATH: '/usr/bin:/bin', HOME: this.folder, TZ: 'UTC', LC_ALL: 'C.UTF-8' };
    const { status, error } = spawnSync(command!, rest, {
      cwd: this.folder,
      env: isWindows ? wineEnv() : emptyEnv,
      stdio: ['ignore', stdout, stderr],
    });
    closeSync(stdout);
    closeSync(stderr);
    if (error !== undefined) throw error;
    return { status, stdout: readFileSync(out, 'utf8'), stderr: readFileSync(err, 'utf8') };
  }

  /**
   * As somebody's own batch file ends with it. Its name is one word: what quotes `cmd /c` leaves depends on what is in them.
   * (Without `call`, of which Wine's cmd.exe makes every exit status 1.)
   */
  #batchCall(program: string, args: readonly string[]): string[] {
    const words = [windowsPath(program), ...args].map((word) => `"${word}"`);
    writeFileSync(join(this.folder, 'own.cmd'), `@${words.join(' ')}\r\n`);
    return ['cmd', '/c', 'own.cmd'];
  }
}

/** Wine has the root of Linux as a drive. */
export function windowsPath(path: string): string {
  if (IS_WINDOWS) return path;
  return `Z:${path.replaceAll('/', '\\')}`;
}

function wineEnv(): NodeJS.ProcessEnv {
  return {
    ...process.env,
    WINEDEBUG: '-all',
    WINEDLLOVERRIDES: 'mscoree,mshtml=',
    WINEPREFIX: winePrefix(),
    TZ: 'UTC',
  };
}

function winePrefix(): string {
  const cache = process.env.PTK_LOGSCAN_TEST_CACHE ?? join(homedir(), '.cache', 'ptk-logscan-test');
  return process.env.WINEPREFIX ?? join(cache, 'wine');
}

/** Makes Wine's folder, where there is none, and has it be a Windows that Node runs on. */
export function prepareWine(): void {
  if (IS_WINDOWS) return;
  mkdirSync(winePrefix(), { recursive: true });
  must(spawnSync('wine', ['winecfg', '-v', 'win10'], { env: wineEnv(), encoding: 'utf8' }));
}

async function unzip(archive: string, folder: string): Promise<void> {
  const zip = await openPromise(archive);
  for await (const entry of zip.eachEntry()) {
    const file = join(folder, entry.fileName);
    mkdirSync(dirname(file), { recursive: true });
    const mode = (entry.externalFileAttributes >>> 16) & 0o777;
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(file, { mode }));
  }
}

function must(run: { status: number | null; stderr: string; error?: Error }): void {
  if (run.status !== 0) throw new Error(`${run.error?.message ?? run.stderr}`);
}
