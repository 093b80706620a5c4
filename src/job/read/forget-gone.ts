/** What a run that has looked at all files concludes from those that it has not found. */
import type { Gap } from '../../history/changes.js';
import type { KnownFile } from '../../history/streams/streams.js';
import { MINUTE_MS } from '../../model/calendar.js';
import { Folders } from './folders.js';
import { findMissing, forgettable, gapAfter, gapOf, lastSeen } from './missing.js';
import type { Reading } from './reading.js';

/** What could not be compared is said when the file was left alone for this long. */
const QUIET_MS = 10 * MINUTE_MS;

/** Records what is missing, and forgets files that are gone. @returns what may be lost */
export async function forgetGone(reading: Reading): Promise<Gap[]> {
  const { present, contained, seen, history, known } = reading;
  const { now, lastLook, begin, atStep } = reading.options;
  await atStep?.('forget', null);
  const shown = (name: string) => reading.shown(name);
  const folders = new Folders();
  const missingStreams = findMissing(known, present, folders).map((each) => ({
    id: each.stream.id,
    gap: contained.has(each.stream.id) ? null : gapOf(each, lastLook, now(), shown),
  }));
  const gone = forgettable(known, seen, missingStreams, folders);
  const isMissing = new Set(missingStreams.map(({ id }) => id));
  // What was taken for a copy of a text that is still there may have been another log, with the same beginning.
  const copies = gone.flatMap(({ stream: id, unverified, name }) => {
    const stream = known.get(id);
    if (unverified === 0 || stream === undefined || isMissing.has(id)) return [];
    const words = `${shown(name)} is gone: its last ${unverified} bytes could not be compared with ${stream.log}, of which it seemed to be a copy`;
    return [{ id, gap: { ...gapAfter(stream, now(), words), begins: null } }];
  });
  const unseen = newlyUnseen(reading, new Set(gone.map(({ key }) => key)));
  if (missingStreams.length + gone.length + unseen.length > 0) {
    await begin();
    const missingFiles = gone.map(({ key }) => key);
    const nothing = { texts: [], streams: [], forgottenStreams: [] };
    await history.commit({ ...nothing, files: unseen, missingFiles, missingStreams, gaps: copies }, now());
  }
  return [...missingStreams, ...copies].flatMap(({ gap }) => (gap === null ? [] : [gap]));
}

/** Files that earlier runs have seen, and this one has not: until when they were looked at is known now only. */
function newlyUnseen({ known, seen, options }: Reading, gone: ReadonlySet<string>): KnownFile[] {
  return known.files
    .filter(({ key, unseen }) => unseen === null && !seen.has(key) && !gone.has(key))
    .map((file) => ({ ...file, unseen: lastSeen(file, options.lastLook) }));
}

/** Files that seem to be copies of texts, as far as could be compared: one sentence each. */
export function unverifiedCopies({ known, seen, options, shown }: Reading): string[] {
  return known.files
    .filter(({ unverified, key, modified }) => unverified > 0 && seen.has(key) && options.now() - modified > QUIET_MS)
    .map(({ name, unverified, stream }) => {
      const log = known.get(stream)?.log ?? '';
      return `${shown(name)}: its last ${unverified} bytes could not be compared with ${log}, of which it seems to be a copy`;
    });
}
