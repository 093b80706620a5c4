/** Saves the current state of texts and files in place of earlier ones. */
import type { Column, Database } from '../store/database.js';
import type { Ids } from '../store/ids.js';
import { formatFingerprints } from './fingerprints.js';
import { beginningsOf } from './stream-keys.js';
import type { KnownFile, LogStream } from './streams.js';

export async function saveStreams(db: Database, streams: readonly LogStream[], ids: Ids): Promise<void> {
  if (streams.length === 0) return;
  await db.run(`DELETE FROM streams WHERE id IN (${streams.map(({ id }) => id).join(', ')})`);
  await db.run(
    `CREATE OR REPLACE TEMP TABLE new_streams (id DOUBLE, log_id DOUBLE, position DOUBLE, lines DOUBLE, overlap_bytes DOUBLE,
       overlap_lines DOUBLE, last_time DOUBLE, last_event DOUBLE, utc DOUBLE, overlap_ranges VARCHAR, anchors VARCHAR, marks VARCHAR, beginnings VARCHAR)`,
  );
  const orNull = (time: number) => (Number.isNaN(time) ? null : time);
  await db.append(
    'new_streams',
    [...Array<Column>(9).fill('double'), 'text', 'text', 'text', 'text'],
    [
      streams.map(({ id }) => id),
      streams.map(({ log }) => ids.get(log)!),
      streams.map(({ position }) => position),
      streams.map(({ lines }) => lines),
      streams.map(({ overlap }) => overlap.bytes),
      streams.map(({ overlap }) => overlap.lines),
      streams.map(({ lastTime }) => orNull(lastTime)),
      streams.map(({ lastEvent }) => orNull(lastEvent)),
      streams.map(({ utc }) => (utc ? 1 : 0)),
      streams.map(({ overlap }) => (overlap.ranges.length === 0 ? null : JSON.stringify(overlap.ranges))),
      streams.map(({ anchors }) => JSON.stringify(anchors)),
      streams.map(({ fingerprints }) => formatFingerprints(fingerprints)),
      streams.map(({ fingerprints }) => beginningsOf(fingerprints).join(' ')),
    ],
  );
  await db.run(
    `INSERT INTO streams BY NAME SELECT id::INTEGER AS id, log_id::INTEGER AS log_id, position::BIGINT AS position, lines::BIGINT AS lines,
       overlap_bytes::BIGINT AS overlap_bytes, overlap_lines::BIGINT AS overlap_lines, last_time, last_event,
       utc = 1 AS utc, overlap_ranges, anchors, marks, beginnings FROM new_streams`,
  );
}

export async function saveFiles(db: Database, files: readonly KnownFile[], missing: readonly string[]): Promise<void> {
  const keys = [...missing, ...files.map(({ key }) => key)];
  if (keys.length === 0) return;
  // Keys have only digits, letters, colons and slashes: they need no escapes.
  await db.run(`DELETE FROM files WHERE key IN (${keys.map((key) => `'${key}'`).join(', ')})`);
  if (files.length === 0) return;
  await db.run(
    `CREATE OR REPLACE TEMP TABLE new_files (key VARCHAR, stream_id DOUBLE, name VARCHAR, target VARCHAR, size DOUBLE, modified DOUBLE,
       changed DOUBLE, looked DOUBLE, read_at DOUBLE, unseen DOUBLE, pending DOUBLE, unverified DOUBLE, whole DOUBLE, incomplete DOUBLE, followed DOUBLE)`,
  );
  await db.append(
    'new_files',
    ['text', 'double', 'text', 'text', ...Array<Column>(11).fill('double')],
    [
      files.map(({ key }) => key),
      files.map(({ stream }) => stream),
      files.map(({ name }) => name),
      files.map(({ target }) => target),
      files.map(({ size }) => size),
      files.map(({ modified }) => modified),
      files.map(({ changed }) => changed),
      files.map(({ looked }) => looked),
      files.map(({ readAt }) => readAt),
      files.map(({ unseen }) => unseen),
      files.map(({ pending }) => pending),
      files.map(({ unverified }) => unverified),
      files.map(({ whole }) => (whole ? 1 : 0)),
      files.map(({ incomplete }) => (incomplete ? 1 : 0)),
      files.map(({ followed }) => (followed ? 1 : 0)),
    ],
  );
  await db.run(
    `INSERT INTO files BY NAME SELECT key, stream_id::INTEGER AS stream_id, name, target, size::BIGINT AS size, modified, changed, looked,
       read_at, unseen, pending::BIGINT AS pending, unverified::BIGINT AS unverified, whole = 1 AS whole, incomplete = 1 AS incomplete, followed = 1 AS followed FROM new_files`,
  );
}
