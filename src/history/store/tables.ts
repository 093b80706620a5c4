/**
 * Whether a file has the tables that its version says. A file of a version in development may not, and would fail in the
 * middle of a run with words of the database's.
 */
import { usageError } from '../../model/errors.js';
import type { Database } from './database.js';

/** The columns of each table in the present version; `schema.ts` says what they hold. */
const TABLES: Readonly<Record<string, string>> = {
  meta: 'key value',
  logs: 'id name lines bytes matched events pruned',
  groups: 'id first second',
  counts: 'log_id code group_id grain begins n first_seen last_seen minutes stream_id edition',
  reads: 'log_id grain begins lines bytes matched inherited minutes stream_id edition',
  untimed: 'log_id code n lines bytes matched stream_id edition',
  streams:
    'id log_id position lines last_time last_event utc marks gone overlap_bytes overlap_lines overlap_ranges anchors beginnings',
  shared: 'log_id stream_id bytes lines',
  files:
    'key stream_id name size modified looked read_at pending whole target changed unseen unverified incomplete followed',
  imports: 'log_id name size digest begins ends imported',
  gaps: 'log_id stream_id begins ends reason',
  runs: 'id started ended error bytes lines events notices edition version',
  reports: 'name begins ends definition rolling made revision state events verdict outputs',
  outbox: 'id channel subject message created sent attempts error',
};

/** What the database can only plan where all tables and columns are there, and no others. Nothing is read. */
const PROBE = Object.entries(TABLES)
  .map(
    ([name, columns]) =>
      `SELECT 1 FROM (SELECT ${columns.replaceAll(' ', ', ')} FROM ${name} UNION ALL SELECT * FROM ${name} LIMIT 0)`,
  )
  .join(' UNION ALL ');

/** @throws LogscanError `usage` where a file of the present version has other tables */
export async function checkTables(db: Database, version: number, file: string): Promise<void> {
  try {
    await db.run(PROBE);
  } catch (error) {
    const differences = await differencesOf(db);
    if (differences.length === 0) throw error;
    throw usageError(
      `${file}: expected the tables of a history of version ${version}; got ${differences.join('; ')}`,
      'a ptk-logscan in development has made it: move it away, and the next run makes a new one from the logs that are there',
    );
  }
}

/** Asked for only then: it takes ten times as long. */
async function differencesOf(db: Database): Promise<string[]> {
  const rows = await db.rows<{ name: string; columns: string }>(
    `SELECT table_name AS name, string_agg(column_name, ' ' ORDER BY column_index) AS columns FROM duckdb_columns()
       WHERE database_name = current_database() GROUP BY table_name`,
  );
  const found = new Map(rows.map(({ name, columns }) => [name, new Set(columns.split(' '))]));
  return Object.entries(TABLES).flatMap(([name, columns]) => {
    const its = found.get(name);
    if (its === undefined) return [`no ${name}`];
    const wanted = columns.split(' ');
    const [missing, more] = [
      wanted.filter((each) => !its.has(each)),
      [...its].filter((each) => !wanted.includes(each)),
    ];
    return [
      ...(missing.length > 0 ? [`${name} without ${missing.join(', ')}`] : []),
      ...(more.length > 0 ? [`${name} with ${more.join(', ')}`] : []),
    ];
  });
}
