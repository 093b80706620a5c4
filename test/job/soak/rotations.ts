/**
 * The ways in which logs are put aside, each as its tools do it, in steps between which a run may look. What a form
 * deletes is deleted only when a run has come to its end since: `settled` says so.
 */
import {
  appendFileSync,
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  readlinkSync,
  readSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { tarOf, zipOf } from '../../sources/archive/make.js';
import type { WrittenLog } from './log.js';
import type { Random } from './random.js';

/** What runs that have come to their end have seen. */
export interface Settled {
  /** Whether this file was as it is now when such a run began. */
  (path: string): boolean;
  /** Bytes that this file had then, 0 where it was not there. */
  bytes(path: string): number;
}

export interface Rotation {
  readonly name: string;
  rotate(log: WrittenLog, random: Random, settled: Settled): Promise<void>;
}

const KEPT = 4;

/** `app.log.1` to `app.log.2` and so on; the last one goes, if it may. */
function shift(path: string, ending: string, settled: Settled): boolean {
  const last = `${path}.${KEPT}${ending}`;
  if (existsSync(last)) {
    if (!settled(last)) return false;
    rmSync(last);
  }
  for (let n = KEPT - 1; n >= 1; n--) {
    if (existsSync(`${path}.${n}${ending}`)) renameSync(`${path}.${n}${ending}`, `${path}.${n + 1}${ending}`);
  }
  return true;
}

async function gzipFile(path: string, target: string): Promise<void> {
  const bytes = gzipSync(readFileSync(path));
  const fd = openSync(target, 'w');
  const half = bytes.length >> 1;
  writeSync(fd, bytes, 0, half);
  await sleep(5);
  writeSync(fd, bytes, half, bytes.length - half);
  closeSync(fd);
  rmSync(path);
}

export const ROTATIONS: readonly Rotation[] = [
  {
    name: 'renamed',
    async rotate(log, random, settled) {
      if (!shift(log.path, '', settled)) return;
      renameSync(log.path, `${log.path}.1`);
      // The platform writes on into the renamed file until it is told.
      if (random.chance(0.5)) {
        await sleep(random.below(20));
        log.write();
      }
      log.complete();
      const old = `${log.path}.1`;
      log.reopen();
      log.write();
      if (random.chance(0.3)) log.appendTo(old);
    },
  },
  {
    name: 'copied-and-emptied',
    async rotate(log, random, settled) {
      if (!shift(log.path, '', settled)) return;
      // What is written between the end of the copy and the emptying is lost by this form itself, so nothing is.
      log.complete();
      const from = openSync(log.path, 'r');
      const to = openSync(`${log.path}.1`, 'w');
      const part = Buffer.alloc(1 + random.below(4000));
      for (let n = readSync(from, part); n > 0; n = readSync(from, part)) {
        writeSync(to, part, 0, n);
        if (random.chance(0.1)) await sleep(2);
      }
      closeSync(from);
      closeSync(to);
      truncateSync(log.path, 0);
      log.newText();
      if (random.chance(0.7)) log.write();
    },
  },
  {
    name: 'renamed-and-compressed',
    async rotate(log, random, settled) {
      if (!shift(log.path, '.gz', settled)) return;
      log.complete();
      renameSync(log.path, `${log.path}.1`);
      log.reopen();
      log.write();
      await sleep(random.below(10));
      await gzipFile(`${log.path}.1`, `${log.path}.1.gz`);
    },
  },
  {
    name: 'copied-and-compressed',
    async rotate(log, _random, settled) {
      if (!shift(log.path, '.gz', settled)) return;
      log.complete();
      writeCopy(log.path, `${log.path}.1`);
      truncateSync(log.path, 0);
      log.newText();
      log.write();
      await gzipFile(`${log.path}.1`, `${log.path}.1.gz`);
    },
  },
  {
    name: 'dated',
    async rotate(log, random) {
      const number = Number(/(\d{8})\.log$/.exec(log.path)![1]);
      const old = log.path;
      log.complete();
      log.reopen(old.replace(/\d{8}\.log$/, `${nextDay(number)}.log`));
      log.write();
      if (random.chance(0.5)) await gzipFile(old, `${old}.gz`);
    },
  },
  {
    name: 'zipped',
    rotate: (log, _random, settled) => packed(log, '.zip', (bytes) => zipOf([{ path: 'a.log', bytes }]), settled),
  },
  {
    name: 'tarred',
    rotate: (log, _random, settled) => packed(log, '.tar', (bytes) => tarOf([{ path: 'a.log', bytes }]), settled),
  },
  {
    name: 'appended',
    async rotate(log) {
      log.complete();
      // Less may be anybody's.
      if (log.end < 1000) return;
      appendFileSync(log.path.replace(/log$/, 'all.log'), readFileSync(log.path));
      await sleep(2);
      truncateSync(log.path, 0);
      // Read before it has an event, its first lines would be text of their own that the archive only contains.
      log.newText(true);
      log.write();
    },
  },
  {
    name: 'copied-beside',
    async rotate(log, random, settled) {
      const copy = `${log.path}.copy`;
      if (existsSync(copy) && !settled(copy)) return;
      log.complete();
      if (random.chance(0.3)) rmSync(copy, { force: true });
      else writeCopy(log.path, copy);
    },
  },
  {
    name: 'tailed',
    async rotate(log, random, settled) {
      log.complete();
      // What is cut off was counted, and what stays is enough to know it by.
      const from = Math.min(settled.bytes(log.path), log.end) - 2000 - random.below(2000);
      if (from < 0) return;
      const bytes = readFileSync(log.path);
      const part = partOf(log.path);
      writeFileSync(part, bytes.subarray(bytes.indexOf(10, from) + 1));
      await sleep(2);
      renameSync(part, log.path);
      log.reopen();
      log.write();
    },
  },
  {
    name: 'linked',
    async rotate(log, random) {
      const old = readlinkSync(log.path);
      log.complete();
      const next = `linked-${nextDay(Number(/(\d{8})/.exec(old)![1]))}.log`;
      const part = partOf(log.path);
      symlinkSync(next, part);
      renameSync(part, log.path);
      log.reopen();
      if (random.chance(0.8)) log.write();
    },
  },
];

/** A file that is made outside the folder of the logs, on the same drive. */
function partOf(path: string): string {
  return join(dirname(path), '..', `${basename(path)}.part`);
}

/** Puts the renamed log into an archive of several files. */
async function packed(
  log: WrittenLog,
  ending: string,
  pack: (bytes: Buffer) => Buffer,
  settled: Settled,
): Promise<void> {
  if (!shift(log.path, ending, settled)) return;
  log.complete();
  renameSync(log.path, `${log.path}.1`);
  log.reopen();
  log.write();
  await sleep(2);
  const part = partOf(log.path);
  writeFileSync(part, pack(readFileSync(`${log.path}.1`)));
  renameSync(part, `${log.path}.1${ending}`);
  rmSync(`${log.path}.1`);
}

function writeCopy(from: string, to: string): void {
  const fd = openSync(to, 'w');
  writeSync(fd, readFileSync(from));
  closeSync(fd);
}

function nextDay(date: number): string {
  const time = Date.UTC(Math.floor(date / 10_000), Math.floor((date % 10_000) / 100) - 1, (date % 100) + 1);
  return new Date(time).toISOString().slice(0, 10).replaceAll('-', '');
}
