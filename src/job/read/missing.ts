/** Texts that earlier runs found and that no file holds now: whether they had been read to their ends. */
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Gap } from '../../history/changes.js';
import { isRotatedName } from '../../history/streams/log-name.js';
import type { KnownFile, KnownStreams, LogStream } from '../../history/streams/streams.js';
import { DAY_MS, MINUTE_MS } from '../../model/calendar.js';
import { formatInstant } from '../../time/instants.js';
import { statFile } from './text.js';

/** A rotated file that was not changed for this long is finished. */
const ROTATED_QUIET_MS = 10 * MINUTE_MS;
/** Any other file that was not changed for a day is finished too. */
const QUIET_MS = DAY_MS;

export interface MissingText {
  readonly stream: LogStream;
  readonly files: readonly KnownFile[];
}

/**
 * Texts that this run has seen in no file, and whose own files are no longer in their folders. A file that the job no
 * longer names is not missing, and neither is one that was just renamed.
 */
export function findMissing(known: KnownStreams, present: ReadonlySet<number>): MissingText[] {
  const folders = new Folders();
  const files = new Map<number, KnownFile[]>();
  for (const file of known.files.values()) files.set(file.stream, [...(files.get(file.stream) ?? []), file]);
  const missing: MissingText[] = [];
  for (const stream of known.all()) {
    if (stream.missing || present.has(stream.id)) continue;
    const its = files.get(stream.id) ?? [];
    if (!its.some((file) => folders.have(file))) missing.push({ stream, files: its });
  }
  return missing;
}

/** The files in the folders of known files, by device and inode. */
class Folders {
  readonly #keys = new Map<string, Set<string>>();

  have({ key, name }: KnownFile): boolean {
    if (keyOf(name) === key) return true;
    const folder = dirname(name);
    let keys = this.#keys.get(folder);
    if (keys === undefined) {
      keys = new Set(namesIn(folder).map((each) => keyOf(join(folder, each)) ?? ''));
      this.#keys.set(folder, keys);
    }
    return keys.has(key);
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function keyOf(name: string): string | null {
  try {
    return statFile(name).key;
  } catch {
    return null;
  }
}

/**
 * What may be lost because a text is missing; null where it had been read to its end, as far as can be told.
 * @param lastLooked when the last complete run began, in epoch milliseconds; null: there was none
 */
export function gapOf(
  { stream, files }: MissingText,
  lastLooked: number | null,
  now: number,
  shown: (name: string) => string,
): Gap | null {
  const { log, position, lastTime } = stream;
  const begins = Number.isNaN(lastTime) ? null : lastTime;
  const file = files.reduce<KnownFile | null>(
    (latest, f) => (latest === null || f.looked > latest.looked ? f : latest),
    null,
  );
  const name = file === null ? log : shown(file.name);
  const gap = (reason: string): Gap => ({ log, begins, ends: now, reason: `${name} ${reason}` });
  if (file === null) {
    return gap(`was cut to nothing or replaced before it was read to its end: read up to byte ${position}`);
  }
  if (file.pending > 0)
    return gap(`is gone, and its last ${bytes(file.pending)}, a line without an end, were not read`);
  if (file.whole) return null;
  const quiet = Math.max(file.looked, lastLooked ?? 0) - file.modified;
  if (quiet >= QUIET_MS) return null;
  // Rotated, and not changed since it was read.
  if (isRotatedName(file.name) && (quiet >= ROTATED_QUIET_MS || file.looked > file.readAt)) return null;
  const looked = formatInstant(Math.max(file.looked, lastLooked ?? 0));
  return gap(`is gone: read up to byte ${position}; what was written to it after ${looked} is not counted`);
}

function bytes(n: number): string {
  return n === 1 ? 'byte' : `${n} bytes`;
}

/**
 * Keys of files that need not be remembered: those of missing texts, and of texts that were found in another file. What
 * is known of a text's last file is kept until the text is missing: it says whether the file was finished.
 * @param seen keys of the files that this run has seen
 */
export function forgettable(
  known: KnownStreams,
  seen: ReadonlySet<string>,
  missing: readonly { id: number }[],
): string[] {
  const files = [...known.files.values()];
  const found = files.filter(({ key }) => seen.has(key)).map(({ stream }) => stream);
  const settled = new Set([...found, ...missing.map(({ id }) => id)]);
  const folders = new Folders();
  return files
    .filter((file) => settled.has(file.stream) && !seen.has(file.key) && !folders.have(file))
    .map(({ key }) => key);
}
