/** Saves the current state of texts and files in place of earlier ones. */
import type { Database } from '../store/database.js';
import type { Ids } from '../store/ids.js';
import { formatFingerprints } from './fingerprints.js';
import type { KnownFile, LogStream } from './streams.js';

export async function saveStreams(db: Database, streams: readonly LogStream[], ids: Ids): Promise<void> {
  if (streams.length === 0) return;
  await db.run(`DELETE FROM streams WHERE id IN (${streams.map(({ id }) => id).join(', ')})`);
  await db.run(
    'CREATE OR REPLACE TEMP TABLE new_streams (id DOUBLE, log_id DOUBLE, position DOUBLE, lines DOUBLE, last_time DOUBLE, last_event DOUBLE, utc DOUBLE, marks VARCHAR)',
  );
  const orNull = (time: number) => (Number.isNaN(time) ? null : time);
  await db.append(
    'new_streams',
    ['double', 'double', 'double', 'double', 'double', 'double', 'double', 'text'],
    [
      streams.map(({ id }) => id),
      streams.map(({ log }) => ids.get(log)!),
      streams.map(({ position }) => position),
      streams.map(({ lines }) => lines),
      streams.map(({ lastTime }) => orNull(lastTime)),
      streams.map(({ lastEvent }) => orNull(lastEvent)),
      streams.map(({ utc }) => (utc ? 1 : 0)),
      streams.map(({ fingerprints }) => formatFingerprints(fingerprints)),
    ],
  );
  await db.run(
    'INSERT INTO streams SELECT id::INTEGER, log_id::INTEGER, position::BIGINT, lines::BIGINT, last_time, last_event, utc = 1, marks, NULL FROM new_streams',
  );
}

export async function saveFiles(db: Database, files: readonly KnownFile[], missing: readonly string[]): Promise<void> {
  const keys = [...missing, ...files.map(({ key }) => key)];
  if (keys.length === 0) return;
  // Keys have only digits, colons and a word of our own: they need no escapes.
  await db.run(`DELETE FROM files WHERE key IN (${keys.map((key) => `'${key}'`).join(', ')})`);
  if (files.length === 0) return;
  await db.run(
    'CREATE OR REPLACE TEMP TABLE new_files (key VARCHAR, stream_id DOUBLE, name VARCHAR, size DOUBLE, modified DOUBLE, looked DOUBLE, read_at DOUBLE, pending DOUBLE, whole DOUBLE)',
  );
  await db.append(
    'new_files',
    ['text', 'double', 'text', 'double', 'double', 'double', 'double', 'double', 'double'],
    [
      files.map(({ key }) => key),
      files.map(({ stream }) => stream),
      files.map(({ name }) => name),
      files.map(({ size }) => size),
      files.map(({ modified }) => modified),
      files.map(({ looked }) => looked),
      files.map(({ readAt }) => readAt),
      files.map(({ pending }) => pending),
      files.map(({ whole }) => (whole ? 1 : 0)),
    ],
  );
  await db.run(
    'INSERT INTO files SELECT key, stream_id::INTEGER, name, size::BIGINT, modified, looked, read_at, pending::BIGINT, whole = 1 FROM new_files',
  );
}
