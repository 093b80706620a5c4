/**
 * A platform with three logs of its own, and all that people and tools do to such files. What an act needs and does not
 * find (no archive yet, too little text) it leaves alone, so that any sequence of acts can be played.
 */
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  lstatSync,
  readdirSync,
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
import { linesIn, textIn, zstdOf } from '../disk/contents.js';
import type { LogFolder } from '../disk/log-folder.js';

/** What is written to: plain text, UTF-16, and a link to a file that changes. */
export const LOGS = ['app.log', 'wide.log', 'current.log'] as const;
export type LogName = (typeof LOGS)[number];

const PACKED = {
  gz: (bytes: Buffer) => gzipSync(bytes),
  zst: zstdOf,
  zip: (bytes: Buffer) => zipOf([{ path: 'member.log', bytes }]),
  tar: (bytes: Buffer) => tarOf([{ path: 'member.log', bytes }]),
  tgz: (bytes: Buffer) => gzipSync(tarOf([{ path: 'member.log', bytes }])),
} as const;
export const PACKINGS = Object.keys(PACKED) as (keyof typeof PACKED)[];
export type Packing = keyof typeof PACKED;

/** Less text than this may be anybody's: no reader can tell whose copy it is. Bytes. */
const TELLING = 600;
const LINE_LENGTH = 51;
const MARK = '\ufeff';

export class Platform {
  readonly folder: LogFolder;
  /** The ends of lines of which the beginning is written, by log. */
  readonly #rest = new Map<LogName, string>();
  /** Files that a run has looked at in peace, as they were then. */
  #settled = new Set<string>();
  #made = 0;

  constructor(folder: LogFolder) {
    this.folder = folder;
    writeFileSync(this.#at('app.log.2.gz'), gzipSync(folder.lines(20)));
    writeFileSync(this.#at('app.log.1'), folder.lines(20));
    this.#pointTo('current-0.log');
    for (const log of LOGS) {
      appendFileSync(this.#at(log), '');
      this.write(log, 15);
    }
  }

  #pointTo(name: string): void {
    rmSync(this.#at('current.log'), { force: true });
    symlinkSync(name, this.#at('current.log'));
  }

  #at(name: string): string {
    return this.folder.at(name);
  }

  /** @param what comes before the lines: a banner, or bytes of zero as after a power cut */
  write(log: LogName, lines: number, what: 'banner' | 'zeros' | 'nothing' = 'nothing'): void {
    const isNew = statSync(this.#at(log)).size === 0;
    const before =
      what === 'banner' ? this.folder.banner(32) : what === 'zeros' && !isNew ? `${'\0'.repeat(16)}\n` : '';
    this.#add(log, this.#completion(log) + before + this.folder.lines(lines));
  }

  /** A line without its end, which comes with what is written next. */
  writeHalf(log: LogName): void {
    const line = this.folder.lines(1);
    this.#add(log, this.#completion(log) + line.slice(0, -1));
    this.#rest.set(log, '\n');
  }

  #completion(log: LogName): string {
    const rest = this.#rest.get(log) ?? '';
    this.#rest.delete(log);
    return rest;
  }

  #add(log: LogName, text: string): void {
    const path = this.#at(log);
    if (log !== 'wide.log') appendFileSync(path, text);
    else appendFileSync(path, Buffer.from(statSync(path).size > 0 ? text : MARK + text, 'utf16le'));
  }

  /** Files that are no link, in the order of their names. */
  #files(): string[] {
    return readdirSync(this.folder.path)
      .filter((name) => lstatSync(this.#at(name)).isFile())
      .sort();
  }

  #archives(): string[] {
    const live = new Set<string>([...LOGS, readlinkSync(this.#at('current.log'))]);
    return this.#files().filter((name) => !live.has(name));
  }

  #pick(names: readonly string[], n: number): string | null {
    return names.length === 0 ? null : names[n % names.length]!;
  }

  #newName(log: string, ending: string): string {
    this.#made += 1;
    return `${log.replace(/\.log.*$/, '')}-${20261103 + this.#made}.log${ending}`;
  }

  /** The log becomes `LOG.1`, its archives move on by one, and a new one is made. A link moves on to a new file. */
  rename(log: LogName): void {
    this.#rest.delete(log);
    this.#made += 1;
    if (log === 'current.log') this.#pointTo(`current-${this.#made}.log`);
    else this.#shift(log);
    appendFileSync(this.#at(log), '');
  }

  #shift(log: LogName): void {
    for (let n = 9; n >= 1; n--) {
      for (const ending of ['', ...PACKINGS.map((packing) => `.${packing}`)]) {
        const from = this.#at(`${log}.${n}${ending}`);
        if (existsSync(from)) renameSync(from, this.#at(`${log}.${n + 1}${ending}`));
      }
    }
    renameSync(this.#at(log), this.#at(`${log}.1`));
  }

  copyAndEmpty(log: LogName): void {
    copyFileSync(this.#at(log), this.#at(this.#newName(log, '')));
    this.empty(log);
  }

  empty(log: LogName): void {
    truncateSync(this.#at(log), 0);
    this.#rest.delete(log);
  }

  copy(n: number): void {
    const from = this.#pick(this.#files(), n);
    if (from !== null && this.#tells(from))
      copyFileSync(this.#at(from), this.#at(this.#newName('copy', from.match(/\.log(.*)$/)?.[1] ?? '')));
  }

  pack(n: number, packing: Packing, keepsFile: boolean): void {
    const plain = this.#archives().filter((name) => !PACKINGS.some((each) => name.endsWith(`.${each}`)));
    const from = this.#pick(plain, n);
    if (from === null) return;
    const path = this.#at(from);
    const { atime, mtime } = statSync(path);
    writeFileSync(`${path}.${packing}`, PACKED[packing](readFileSync(path)));
    utimesSync(`${path}.${packing}`, atime, mtime);
    if (!keepsFile) rmSync(path);
  }

  /** A copy takes the place of the log. */
  restore(log: LogName, n: number): void {
    const kind = log.replace('.log', '');
    const from = this.#pick(
      this.#archives().filter((name) => name.startsWith(kind) && !PACKINGS.some((each) => name.endsWith(each))),
      n,
    );
    if (from === null || log === 'current.log' || !this.#tells(from)) return;
    this.#rest.delete(log);
    copyFileSync(this.#at(from), this.#at(log));
  }

  /** Some of the last lines are lost, and the log goes on. */
  cut(log: LogName, lines: number): void {
    const path = this.#at(log);
    const size = statSync(path).size - lines * LINE_LENGTH * (log === 'wide.log' ? 2 : 1);
    if (size < TELLING) return;
    this.#rest.delete(log);
    const ends = readFileSync(path).lastIndexOf(log === 'wide.log' ? '\n\0' : '\n', size);
    truncateSync(path, ends + (log === 'wide.log' ? 2 : 1));
  }

  /** Only the last lines are kept, in a new file. */
  tail(log: LogName, lines: number): void {
    const path = this.#at(log);
    if (log === 'current.log' || log === 'wide.log') return;
    this.#complete(log);
    const kept = readFileSync(path, 'latin1')
      .split('\n')
      .slice(-1 - lines)
      .join('\n');
    if (kept.length < TELLING) return;
    writeFileSync(this.#at('.new'), kept);
    renameSync(this.#at('.new'), path);
  }

  /** The log is put at the end of an archive, and emptied. */
  appendTo(log: LogName, n: number): void {
    const plain = this.#plainArchives();
    const to = this.#pick(plain, n);
    if (to === null || log === 'wide.log') return;
    this.#complete(log);
    if (statSync(this.#at(log)).size < TELLING || this.#share(log, to)) return;
    // What begins a merged file would be in the midst of this one, where nothing is known of it.
    if (plain.some((name) => this.#share(log, name))) return;
    appendFileSync(this.#at(to), readFileSync(this.#at(log)));
    truncateSync(this.#at(log), 0);
  }

  merge(n: number, m: number): void {
    const names = [...this.#plainArchives(), 'app.log'];
    const [a, b] = [this.#pick(names, n), this.#pick(names, m)];
    if (a === null || b === null || a === b || this.#share(a, b)) return;
    for (const log of LOGS) if (log === a || log === b) this.#complete(log);
    const parts = [a, b].map((name) => readFileSync(this.#at(name)));
    if (parts.some(({ length }) => length < TELLING)) return;
    writeFileSync(this.#at(this.#newName('merged', '')), Buffer.concat(parts));
  }

  /** Archives of plain text that ends with a line. */
  #plainArchives(): string[] {
    return this.#archives().filter((name) => {
      const bytes = readFileSync(this.#at(name));
      return !name.startsWith('wide') && textIn(bytes).length === bytes.length && bytes.at(-1) === 0x0a;
    });
  }

  #complete(log: LogName): void {
    const rest = this.#completion(log);
    if (rest !== '') this.#add(log, rest);
  }

  /** Whoever still had an archive open writes to it. */
  writeLate(n: number, lines: number): void {
    const to = this.#pick(this.#plainArchives(), n);
    if (to !== null && this.#tells(to)) appendFileSync(this.#at(to), this.folder.lines(lines));
  }

  /** Put together, they would really have lines twice. */
  #share(a: string, b: string): boolean {
    const lines = new Set(linesIn(readFileSync(this.#at(a))).whole);
    return linesIn(readFileSync(this.#at(b))).whole.some((line) => lines.has(line));
  }

  #tells(name: string): boolean {
    return textIn(readFileSync(this.#at(name))).length >= TELLING;
  }

  /** @param onlySettled an archive that a run has looked at since it last changed */
  delete(n: number, onlySettled: boolean): void {
    const names = this.#archives().filter((name) => !onlySettled || this.#settled.has(this.#state(name)));
    const name = this.#pick(names, n);
    if (name !== null) rmSync(this.#at(name));
  }

  settle(): void {
    this.#settled = new Set(this.#files().map((name) => this.#state(name)));
  }

  #state(name: string): string {
    const { ino, birthtimeMs, size, mtimeMs } = statSync(this.#at(name));
    return [ino, birthtimeMs, size, mtimeMs].join(' ');
  }
}
