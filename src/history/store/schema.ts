/**
 * The tables of a history, and how an older file is brought up to date. All times are UTC; hours and days are those of
 * the history's zone, which is fixed when it is made.
 *
 *     meta      key, value                      `zone`; `rules`: how lines are read; `job`: the file of the job that it is
 *                                               of; `hours_before`, `days_before`: before that instant
 *                                               counts are kept by hour, by day
 *     logs      id, name                        a log, whatever its files are called (`app.log` for `app.log.1.gz`)
 *               lines, bytes, matched, events   all that was ever read of it
 *               pruned                          events of it that are no longer in `counts` and `untimed`
 *     groups    id, first, second               values of the keys that events are grouped by; null where lines have
 *                                               none; id 0: not grouped, -1: too many to keep each
 *     counts    log_id, code, group_id          events of a code (and group) in an hour or a day
 *               stream_id, edition              the text that they are of; 0: not told apart, -1: one that is no longer
 *                                               remembered. By which edition of the rules they were counted
 *               grain, begins                   `hour` or `day`, and when it begins
 *               n, first_seen, last_seen        how many, and the times of the first and the last one
 *               minutes                         list of {m, n}: events in each minute since `begins`; null by age
 *     reads     log_id, stream_id, edition      as in `counts`
 *               grain, begins                   what was read, by the time of the last event at or before each line
 *               lines, bytes, matched, inherited
 *               minutes                         list of {m, lines, bytes, matched, inherited}; null by age
 *     untimed   log_id, stream_id, edition      as in `counts`
 *               code, n                         events without a time
 *               lines, bytes, matched           (code 0) what was read before the first event with a time
 *     streams   id, log_id                      one text: read once, in whatever files it is found
 *               position, lines                 bytes and lines of it that were read
 *               overlap_bytes, overlap_lines    of these, what is counted as a part of other texts,
 *               overlap_ranges                  and where
 *               last_time, last_event           what a line without a time inherits; time of the last event, or null
 *               anchors                         events by which it is found in other texts; null: not known
 *               utc                             its first line says that its times are UTC
 *               marks, beginnings               digests that it is recognised by; by which of them it is found
 *               gone                            when it was found to be nowhere any more, or null
 *     shared    log_id, stream_id               what texts have brought to the counts that are not told apart, those of
 *               bytes, lines                    before version 2; stream 0: texts that were no longer remembered then
 *     files     key, stream_id                  where texts are: device and inode, `/` and the number of a member
 *               name, target, size              as last seen; where a symbolic link led to
 *               modified, changed               of content and inode; as `looked` in milliseconds since 1970
 *               looked, read_at, unseen         when it was last looked at after a change; when last read from; when it
 *                                               was last seen, once it was not seen any more
 *               pending, unverified, whole      bytes at its end that wait for a line end; that could not be compared
 *                                               with the text; nothing can follow
 *               incomplete                      it is looked at again although it is unchanged
 *               followed                        the job does not name it: a file that it names was renamed to it
 *     gaps      log_id, stream_id               a text that could not be read to its end,
 *               begins, ends, reason            and the time that it may be missing from
 *     imports   log_id, name, size, digest      a source whose counts came from a partial result: under which log it counts,
 *               begins, ends                    what it is; the first and the last event that came with it, or null
 *               imported                        when
 *     runs      id, started, ended, error       each run that did something; `ended` null: killed, or running
 *               bytes, lines, events, notices
 *               edition, version                of the rules and of the program (null: not known)
 *     reports   name, begins, ends, definition  each report that was made: of which period, from which settings
 *               rolling, made, revision         (`revision` 1: for the first time)
 *               state                           digest of what it was made from: it is made again when that changes
 *               events, verdict, outputs        events in it; pass, warn, fail or null without rules; files written
 *     outbox    id, channel, subject, message   notifications, kept until they are sent
 *               created, sent, attempts, error
 *
 * Views for those who query, over all texts of a log: `hour_counts` (log, code, first, second, begins, n),
 * `minute_counts` likewise (only where minutes are still kept), `day_counts`.
 */
import { usageError } from '../../model/errors.js';
import type { Database } from './database.js';
import { type Meta, readMeta, readMetaIfThere } from './meta.js';
import { checkTables } from './tables.js';

/** Each brings a file from the version of its index to the next. What was released is never changed. */
const MIGRATIONS: readonly (readonly string[])[] = [
  [
    'CREATE TABLE meta (key VARCHAR NOT NULL, value VARCHAR NOT NULL)',
    `CREATE TABLE logs (id INTEGER NOT NULL, name VARCHAR NOT NULL, lines BIGINT NOT NULL, bytes BIGINT NOT NULL,
       matched BIGINT NOT NULL, events BIGINT NOT NULL, pruned BIGINT NOT NULL)`,
    "CREATE TYPE grain AS ENUM ('hour', 'day')",
    'CREATE TABLE groups (id INTEGER NOT NULL, first VARCHAR, second VARCHAR)',
    `CREATE TABLE counts (log_id INTEGER NOT NULL, code INTEGER NOT NULL, group_id INTEGER NOT NULL, grain grain NOT NULL, begins TIMESTAMP NOT NULL,
       n BIGINT NOT NULL, first_seen TIMESTAMP NOT NULL, last_seen TIMESTAMP NOT NULL,
       minutes STRUCT(m UTINYINT, n UINTEGER)[])`,
    `CREATE TABLE reads (log_id INTEGER NOT NULL, grain grain NOT NULL, begins TIMESTAMP NOT NULL, lines BIGINT NOT NULL,
       bytes BIGINT NOT NULL, matched BIGINT NOT NULL, inherited BIGINT NOT NULL,
       minutes STRUCT(m UTINYINT, lines BIGINT, bytes BIGINT, matched BIGINT, inherited BIGINT)[])`,
    `CREATE TABLE untimed (log_id INTEGER NOT NULL, code INTEGER NOT NULL, n BIGINT NOT NULL, lines BIGINT NOT NULL,
       bytes BIGINT NOT NULL, matched BIGINT NOT NULL)`,
    `CREATE TABLE streams (id INTEGER NOT NULL, log_id INTEGER NOT NULL, position BIGINT NOT NULL, lines BIGINT NOT NULL,
       last_time DOUBLE, last_event DOUBLE, utc BOOLEAN NOT NULL, marks VARCHAR NOT NULL, gone TIMESTAMP)`,
    `CREATE TABLE files (key VARCHAR NOT NULL, stream_id INTEGER NOT NULL, name VARCHAR NOT NULL, size BIGINT NOT NULL,
       modified DOUBLE NOT NULL, looked DOUBLE NOT NULL, read_at DOUBLE NOT NULL, pending BIGINT NOT NULL, whole BOOLEAN NOT NULL)`,
    `CREATE TABLE gaps (log_id INTEGER NOT NULL, stream_id INTEGER NOT NULL, begins TIMESTAMP, ends TIMESTAMP NOT NULL, reason VARCHAR NOT NULL)`,
    `CREATE TABLE runs (id INTEGER NOT NULL, started TIMESTAMP NOT NULL, ended TIMESTAMP, error VARCHAR,
       bytes BIGINT NOT NULL, lines BIGINT NOT NULL, events BIGINT NOT NULL, notices VARCHAR NOT NULL)`,
    `CREATE TABLE reports (name VARCHAR NOT NULL, begins TIMESTAMP NOT NULL, ends TIMESTAMP NOT NULL,
       definition VARCHAR NOT NULL, rolling BOOLEAN NOT NULL, made TIMESTAMP NOT NULL, revision INTEGER NOT NULL,
       state VARCHAR NOT NULL, events BIGINT NOT NULL, verdict VARCHAR, outputs VARCHAR NOT NULL)`,
    `CREATE TABLE outbox (id INTEGER NOT NULL, channel VARCHAR NOT NULL, subject VARCHAR NOT NULL, message VARCHAR NOT NULL,
       created TIMESTAMP NOT NULL, sent TIMESTAMP, attempts INTEGER NOT NULL, error VARCHAR)`,
    `CREATE VIEW hour_counts AS SELECT logs.name AS log, code, groups.first, groups.second, begins, n, first_seen, last_seen
       FROM counts JOIN logs ON logs.id = log_id LEFT JOIN groups ON groups.id = group_id WHERE grain = 'hour'`,
    `CREATE VIEW day_counts AS SELECT logs.name AS log, code, groups.first, groups.second, begins, n, first_seen, last_seen
       FROM counts JOIN logs ON logs.id = log_id LEFT JOIN groups ON groups.id = group_id WHERE grain = 'day'`,
    `CREATE VIEW minute_counts AS SELECT logs.name AS log, code, groups.first, groups.second,
         begins + to_minutes(u.m::BIGINT) AS begins, u.n::BIGINT AS n
       FROM (SELECT log_id, code, group_id, begins, unnest(minutes) AS u FROM counts)
       JOIN logs ON logs.id = log_id LEFT JOIN groups ON groups.id = group_id`,
  ],
  [
    // Rows from before do not say which text they are of. All were counted with the first edition of the rules.
    ...['counts', 'reads', 'untimed'].flatMap((table) => [
      ...addColumn(table, 'stream_id', 0),
      ...addColumn(table, 'edition', 1),
    ]),
    ...addColumn('runs', 'edition', 1),
    'ALTER TABLE runs ADD COLUMN version VARCHAR',
    'CREATE TABLE shared (log_id INTEGER NOT NULL, stream_id INTEGER NOT NULL, bytes BIGINT NOT NULL, lines BIGINT NOT NULL)',
    'INSERT INTO shared SELECT log_id, id, position, lines FROM streams WHERE position > 0',
    `INSERT INTO shared SELECT id, 0, logs.bytes - coalesce(s.bytes, 0), logs.lines - coalesce(s.lines, 0)
       FROM logs LEFT JOIN (SELECT log_id, sum(bytes)::BIGINT AS bytes, sum(lines)::BIGINT AS lines FROM shared GROUP BY log_id) s ON log_id = id
       WHERE logs.bytes > coalesce(s.bytes, 0)`,
    // It was not kept whether the date order was given, or was the default of the first edition.
    `UPDATE meta SET value = replace(value, '"dateOrder":"mdy",', '') WHERE key = 'rules'`,
    'DROP VIEW hour_counts',
    'DROP VIEW day_counts',
    'DROP VIEW minute_counts',
    ...['hour', 'day'].map(
      (
        grain,
      ) => `CREATE VIEW ${grain}_counts AS SELECT logs.name AS log, code, groups.first, groups.second, begins, sum(n)::BIGINT AS n,
         min(first_seen) AS first_seen, max(last_seen) AS last_seen
       FROM counts JOIN logs ON logs.id = log_id LEFT JOIN groups ON groups.id = group_id WHERE grain = '${grain}'
       GROUP BY ALL`,
    ),
    `CREATE VIEW minute_counts AS SELECT logs.name AS log, code, groups.first, groups.second,
         begins + to_minutes(u.m::BIGINT) AS begins, sum(u.n)::BIGINT AS n
       FROM (SELECT log_id, code, group_id, begins, unnest(minutes) AS u FROM counts)
       JOIN logs ON logs.id = log_id LEFT JOIN groups ON groups.id = group_id GROUP BY ALL`,
  ],
  [
    // Made anew, because a table cannot be altered while changes of it are only in the log of transactions.
    ...anew(
      'streams',
      `id INTEGER NOT NULL, log_id INTEGER NOT NULL, position BIGINT NOT NULL, lines BIGINT NOT NULL, last_time DOUBLE,
       last_event DOUBLE, utc BOOLEAN NOT NULL, marks VARCHAR NOT NULL, gone TIMESTAMP, overlap_bytes BIGINT NOT NULL,
       overlap_lines BIGINT NOT NULL, overlap_ranges VARCHAR, anchors VARCHAR, beginnings VARCHAR`,
      'SELECT *, 0, 0, NULL, NULL, NULL',
    ),
    ...anew(
      'files',
      `key VARCHAR NOT NULL, stream_id INTEGER NOT NULL, name VARCHAR NOT NULL, size BIGINT NOT NULL, modified DOUBLE NOT NULL,
       looked DOUBLE NOT NULL, read_at DOUBLE NOT NULL, pending BIGINT NOT NULL, whole BOOLEAN NOT NULL, target VARCHAR,
       changed DOUBLE, unseen DOUBLE, unverified BIGINT NOT NULL, incomplete BOOLEAN NOT NULL, followed BOOLEAN NOT NULL`,
      'SELECT *, NULL, NULL, NULL, 0, false, false',
    ),
  ],
  [
    `CREATE TABLE imports (log_id INTEGER NOT NULL, name VARCHAR NOT NULL, size BIGINT, digest VARCHAR, begins TIMESTAMP,
       ends TIMESTAMP, imported TIMESTAMP NOT NULL)`,
  ],
];

/** Adds a column that is never null, with this value in existing rows. */
function addColumn(table: string, name: string, value: number): string[] {
  return [
    `ALTER TABLE ${table} ADD COLUMN ${name} INTEGER DEFAULT ${value}`,
    `ALTER TABLE ${table} ALTER COLUMN ${name} DROP DEFAULT`,
    `ALTER TABLE ${table} ALTER COLUMN ${name} SET NOT NULL`,
  ];
}

/** Makes a table anew with other columns. */
function anew(table: string, columns: string, select: string): string[] {
  return [
    `CREATE TABLE new_${table} (${columns})`,
    `INSERT INTO new_${table} ${select} FROM ${table}`,
    `DROP TABLE ${table}`,
    `ALTER TABLE new_${table} RENAME TO ${table}`,
  ];
}

/**
 * Views that make a file of an earlier version look like the current one, for processes that may not write to it;
 * `file.` is its schema.
 */
const VIEWED: readonly (readonly string[])[] = [
  [],
  [
    ...['counts', 'reads', 'untimed'].map(
      (table) => `CREATE TEMP VIEW ${table} AS SELECT *, 0 AS stream_id, 1 AS edition FROM file.${table}`,
    ),
    'CREATE TEMP VIEW shared AS SELECT log_id, id AS stream_id, position AS bytes, lines FROM streams WHERE position > 0',
    'CREATE TEMP VIEW runs AS SELECT *, 1 AS edition, NULL::VARCHAR AS version FROM file.runs',
  ],
  [
    `CREATE TEMP VIEW streams AS SELECT *, 0 AS overlap_bytes, 0 AS overlap_lines, NULL::VARCHAR AS overlap_ranges, NULL::VARCHAR AS anchors,
       NULL::VARCHAR AS beginnings FROM file.streams`,
    `CREATE TEMP VIEW files AS SELECT *, NULL::VARCHAR AS target, NULL::DOUBLE AS changed, NULL::DOUBLE AS unseen,
       0 AS unverified, false AS incomplete, false AS followed FROM file.files`,
  ],
  [
    `CREATE TEMP VIEW imports AS SELECT 0 AS log_id, '' AS name, 0 AS size, '' AS digest, NULL::TIMESTAMP AS begins,
       NULL::TIMESTAMP AS ends, NULL::TIMESTAMP AS imported WHERE false`,
  ],
];

const SCHEMA_VERSION = MIGRATIONS.length;

/** The version of a file; 0 for a new one. @param meta null: it has no such table */
export function versionOf(meta: Meta | null): number {
  return Number(meta?.get('version') ?? 0);
}

/**
 * Brings a file to the present version, in a transaction for each version between; a new one is made in one.
 * @param file what errors name
 * @returns what is in `meta` then
 * @throws LogscanError `usage` for a file of a later version, or one that has not the tables of its version
 */
export async function migrate(db: Database, file: string): Promise<Meta> {
  const meta = await readMetaIfThere(db);
  const version = versionOf(meta);
  checkVersion(version, file);
  for (let from = version; from < SCHEMA_VERSION; ) {
    // Nothing is lost where a new file is not made whole, and each transaction waits for the disk.
    const to = version === 0 ? SCHEMA_VERSION : from + 1;
    const saved = ["DELETE FROM meta WHERE key = 'version'", `INSERT INTO meta VALUES ('version', '${to}')`];
    await db.transaction(() => db.run([...MIGRATIONS.slice(from, to).flat(), ...saved].join(';\n')));
    from = to;
  }
  await checkTables(db, SCHEMA_VERSION, file);
  return meta !== null && version === SCHEMA_VERSION ? meta : readMeta(db);
}

/**
 * Lets a file of an earlier version be read as the current version, without changing it.
 * @throws LogscanError `usage` for a file that has not the tables of its version
 */
export async function viewAsPresent(db: Database, version: number, file: string): Promise<void> {
  if (version === SCHEMA_VERSION) await checkTables(db, version, file);
  const [row] = await db.rows<{ name: string }>('SELECT current_database() AS name');
  // With its full name, because the view has the same name.
  const schema = `"${row!.name.replaceAll('"', '""')}".main.`;
  for (const views of VIEWED.slice(version)) for (const sql of views) await db.run(sql.replace('file.', schema));
}

export function checkVersion(version: number, file: string): void {
  if (version > SCHEMA_VERSION) {
    throw usageError(
      `${file}: expected a history of version ${SCHEMA_VERSION} or earlier; got ${version}`,
      'a later ptk-logscan has written it',
    );
  }
}
