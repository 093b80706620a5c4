/** Texts that earlier runs found and that no file holds now: whether they had been read to their ends. */
import type { Gap } from '../../history/changes.js';
import type { KnownStreams } from '../../history/streams/known-streams.js';
import { isRotatedName } from '../../history/streams/log-name.js';
import type { KnownFile, StreamState } from '../../history/streams/streams.js';
import { DAY_MS, MINUTE_MS } from '../../model/calendar.js';
import { formatInstant } from '../../time/instants.js';
import type { Folders } from './folders.js';

/** A rotated file that was not changed for this long is finished. */
const ROTATED_QUIET_MS = 10 * MINUTE_MS;
/** Any other file that was not changed for a day is finished too. */
const QUIET_MS = DAY_MS;

export interface MissingText {
  readonly stream: StreamState;
  readonly files: readonly KnownFile[];
}

/**
 * Texts that this run has seen in no file, and whose own files are no longer in their folders. A file that the job no
 * longer names is not missing.
 */
export function findMissing(
  known: KnownStreams,
  present: { has(id: number): boolean },
  folders: Folders,
): MissingText[] {
  const files = new Map<number, KnownFile[]>();
  for (const { id, missing } of known.all()) if (!missing && !present.has(id)) files.set(id, []);
  if (files.size === 0) return [];
  for (const file of known.files.values()) files.get(file.stream)?.push(file);
  const missing: MissingText[] = [];
  for (const [id, its] of files) {
    const mayBeThere = its.some((file) => folders.find(file) !== null || folders.isHidden(file));
    if (!mayBeThere) missing.push({ stream: known.get(id)!, files: its });
  }
  return missing;
}

/** When a file was seen last. @param lastLook when the last run began that looked at all files; null: none did */
export function lastSeen({ unseen, looked }: KnownFile, lastLook: number | null): number {
  return unseen ?? Math.max(looked, lastLook ?? 0);
}

/**
 * What may be lost because a text is missing; null where it had been read to its end, as far as can be told.
 * @param lastLook when the last run began that looked at all files, in epoch milliseconds; null: none did
 */
export function gapOf(
  { stream, files }: MissingText,
  lastLook: number | null,
  now: number,
  shown: (name: string) => string,
): Gap | null {
  const { log, position } = stream;
  const file = files.reduce<KnownFile | null>(
    (latest, f) => (latest === null || f.looked > latest.looked ? f : latest),
    null,
  );
  const name = file === null ? log : shown(file.name);
  const gap = (reason: string) => gapAfter(stream, now, `${name} ${reason}`);
  if (file === null) {
    return gap(`was cut to nothing or replaced before it was read to its end: read up to byte ${position}`);
  }
  if (file.pending > 0)
    return gap(`is gone, and its last ${bytes(file.pending)}, a line without an end, were not read`);
  if (file.whole) return null;
  const seen = lastSeen(file, lastLook);
  const quiet = seen - file.modified;
  if (quiet >= QUIET_MS) return null;
  // Rotated, and not changed since it was read.
  if (isRotatedName(file.name) && (quiet >= ROTATED_QUIET_MS || file.looked > file.readAt)) return null;
  return gap(
    `is gone: read up to byte ${position}; what was written to it after ${formatInstant(seen)} is not counted`,
  );
}

/** What may be missing of a text after the last line of it that was read. */
export function gapAfter({ log, lastTime }: StreamState, now: number, reason: string): Gap {
  return { log, begins: Number.isNaN(lastTime) ? null : lastTime, ends: now, reason };
}

function bytes(n: number): string {
  return n === 1 ? 'byte' : `${n} bytes`;
}

/**
 * Files that need not be remembered: those of missing texts, and of texts that were found in another file. What is known
 * of a text's last file is kept until the text is missing: it says whether the file was finished.
 * @param seen keys of the files that this run has seen
 */
export function forgettable(
  known: KnownStreams,
  seen: ReadonlySet<string>,
  missing: readonly { id: number }[],
  folders: Folders,
): KnownFile[] {
  const unseen = known.files.filter(({ key }) => !seen.has(key));
  if (unseen.length === 0) return [];
  const settled = new Set(missing.map(({ id }) => id));
  for (const { key, stream } of known.files.values()) if (seen.has(key)) settled.add(stream);
  return unseen.filter((file) => settled.has(file.stream) && folders.find(file) === null && !folders.isHidden(file));
}
