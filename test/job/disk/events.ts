/**
 * What may happen to a log while a run reads it, as the tools do it. A folder has `app.log`, which is written to, and
 * its archives `app.log.1`, `app.log.2` and `app.log.3.gz`; `other.log` is another log.
 */
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { gzipSync } from 'node:zlib';
import { tarOf, zipOf } from '../../sources/archive/make.js';
import type { LogFolder } from './log-folder.js';

export interface DiskEvent {
  readonly name: string;
  /** What had been written is in the folder afterwards, whatever becomes of the files. */
  readonly keepsAll: boolean;
  /** The file at whose step it happens. */
  readonly at: string;
  /** Whether it concerns a job that names `app.log` alone. */
  readonly concernsLog: boolean;
  /** `app.log` is a link to the file that is written to. */
  readonly isLink?: boolean;
  /** @param round 1 in a first run, 2 in the next */
  act(logs: LogFolder, round: number): void;
}

/** Lines that are written where a new file begins. */
const FRESH = 4;

/** As gzip does, the archive keeps the time of the file. */
export function gzipInPlace(path: string, archive: string): void {
  const { atime, mtime } = statSync(path);
  writeFileSync(archive, gzipSync(readFileSync(path)));
  utimesSync(archive, atime, mtime);
  rmSync(path);
}

function free(logs: LogFolder, form: (n: number) => string): string {
  let n = 1;
  while (existsSync(logs.at(form(n)))) n += 1;
  return logs.at(form(n));
}

/** What logrotate does with `delaycompress`: the archives move on by one, then the log becomes the first of them. */
export function shift(logs: LogFolder, begin = logs.lines(FRESH)): void {
  for (let n = 9; n >= 1; n--) {
    for (const ending of ['', '.gz']) {
      const from = logs.at(`app.log.${n}${ending}`);
      if (existsSync(from)) renameSync(from, logs.at(`app.log.${n + 1}${ending}`));
    }
  }
  renameSync(logs.at('app.log'), logs.at('app.log.1'));
  writeFileSync(logs.at('app.log'), begin);
}

/** @param lines at the end that are lost */
function cut(path: string, lines: number): void {
  const text = readFileSync(path, 'latin1').trimEnd().split('\n');
  truncateSync(path, text.slice(0, -lines).join('\n').length + 1);
}

const LOG = { keepsAll: true, at: 'app.log', concernsLog: true } as const;

export const EVENTS: readonly DiskEvent[] = [
  {
    ...LOG,
    name: 'the log is renamed, and a new one begun',
    act(logs) {
      renameSync(
        logs.at('app.log'),
        free(logs, (n) => `app-${n}.log`),
      );
      logs.append('app.log', FRESH);
    },
  },
  { ...LOG, name: 'all archives move on by one', act: (logs) => shift(logs) },
  {
    ...LOG,
    name: 'all archives move on by one, at a plain archive',
    at: 'app.log.1',
    act: (logs) => shift(logs),
    concernsLog: false,
  },
  {
    ...LOG,
    name: 'all archives move on by one, at a packed one',
    at: 'app.log.3.gz',
    act: (logs) => shift(logs),
    concernsLog: false,
  },
  {
    ...LOG,
    name: 'another file takes the place of the log',
    keepsAll: false,
    act(logs) {
      writeFileSync(logs.at('.new'), logs.lines(FRESH));
      renameSync(logs.at('.new'), logs.at('app.log'));
    },
  },
  {
    ...LOG,
    name: 'the log is copied and emptied',
    act(logs) {
      copyFileSync(
        logs.at('app.log'),
        free(logs, (n) => `app.log-${20261103 + n}`),
      );
      truncateSync(logs.at('app.log'), 0);
      logs.append('app.log', FRESH);
    },
  },
  {
    ...LOG,
    name: 'the log is emptied',
    keepsAll: false,
    act(logs) {
      truncateSync(logs.at('app.log'), 0);
      logs.append('app.log', FRESH);
    },
  },
  {
    ...LOG,
    name: 'the log loses its last lines and grows',
    keepsAll: false,
    act(logs, round) {
      cut(logs.at('app.log'), 10);
      // Not as far as it was, then beyond.
      logs.append('app.log', round === 1 ? 5 : 30);
    },
  },
  { ...LOG, name: 'lines are appended', act: (logs) => logs.append('app.log', FRESH) },
  { ...LOG, name: 'the log is deleted', keepsAll: false, act: (logs) => rmSync(logs.at('app.log')) },
  {
    ...LOG,
    name: 'the log is compressed, and a new one begun',
    act(logs) {
      gzipInPlace(
        logs.at('app.log'),
        free(logs, (n) => `app-${n}.log.gz`),
      );
      logs.append('app.log', FRESH);
    },
  },
  {
    ...LOG,
    name: 'an archive is compressed',
    at: 'app.log.1',
    concernsLog: false,
    act(logs) {
      for (const n of [1, 2]) {
        if (existsSync(logs.at(`app.log.${n}`))) gzipInPlace(logs.at(`app.log.${n}`), logs.at(`app.log.${n}.gz`));
      }
    },
  },
  {
    ...LOG,
    name: 'the log is copied under another name',
    concernsLog: false,
    act(logs) {
      copyFileSync(
        logs.at('app.log'),
        free(logs, (n) => `copy-${n}.log`),
      );
      logs.append('app.log', FRESH);
    },
  },
  {
    ...LOG,
    name: 'the log is appended to an archive, and emptied',
    act(logs) {
      appendFileSync(logs.at('app.log.1'), readFileSync(logs.at('app.log')));
      truncateSync(logs.at('app.log'), 0);
      logs.append('app.log', FRESH);
    },
  },
  {
    ...LOG,
    name: 'two logs are copied into one file',
    concernsLog: false,
    act(logs) {
      const parts = ['app.log.2', 'app.log'].map((name) => readFileSync(logs.at(name)));
      writeFileSync(
        free(logs, (n) => `merged-${n}.log`),
        Buffer.concat(parts),
      );
    },
  },
  {
    ...LOG,
    name: 'only the last lines are kept',
    keepsAll: false,
    act(logs) {
      const lines = readFileSync(logs.at('app.log'), 'latin1').trimEnd().split('\n');
      writeFileSync(logs.at('.new'), `${lines.slice(-40).join('\n')}\n`);
      renameSync(logs.at('.new'), logs.at('app.log'));
      logs.append('app.log', FRESH);
    },
  },
  {
    ...LOG,
    name: 'the link moves on to a new file',
    isLink: true,
    act(logs) {
      const old = readlinkSync(logs.at('app.log'));
      const next = `platform-${Number(/\d+/.exec(old)![0]) + 1}.log`;
      logs.append(next, FRESH);
      symlinkSync(next, logs.at('.new'));
      renameSync(logs.at('.new'), logs.at('app.log'));
    },
  },
  {
    ...LOG,
    name: 'the log is put into an archive of several files, and a new one begun',
    act(logs, round) {
      const member = { path: 'app.log', bytes: readFileSync(logs.at('app.log')) };
      if (round === 1) writeFileSync(logs.at('app.zip'), zipOf([member]));
      else writeFileSync(logs.at('app.tar'), tarOf([member]));
      rmSync(logs.at('app.log'));
      logs.append('app.log', FRESH);
    },
  },
];
