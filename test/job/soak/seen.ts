/** What the runs that have come to their end have seen of the files. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Settled } from './rotations.js';

/** States of all files of a folder, with their sizes by inode. */
export interface Seen {
  readonly states: ReadonlySet<string>;
  readonly bytes: ReadonlyMap<string, number>;
}

export const NOTHING: Seen = { states: new Set(), bytes: new Map() };

export function seenIn(folder: string): Seen {
  const paths = readdirSync(folder).map((name) => join(folder, name));
  return { states: new Set(paths.map(stateOf)), bytes: new Map(paths.map((path) => [keyOf(path), sizeOf(path)])) };
}

/** Asks for what was seen last. */
export function settledBy(last: () => Seen): Settled {
  return Object.assign((path: string) => last().states.has(stateOf(path)), {
    bytes: (path: string) => last().bytes.get(keyOf(path)) ?? 0,
  });
}

/** Inodes are used again. */
function keyOf(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats === undefined ? '' : `${stats.ino} ${stats.birthtimeMs}`;
}

/** A file that was being written is not the one that it became. */
function stateOf(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats === undefined ? '' : `${keyOf(path)} ${stats.size} ${stats.mtimeMs}`;
}

export function sizeOf(path: string): number {
  return existsSync(path) ? statSync(path).size : 0;
}
