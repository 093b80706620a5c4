/**
 * One transaction: counts, what was read, and the read positions that belong to them. Rows of the same cell are merged,
 * so that there is never more than one; what is new is small, and the old rows it meets are found by their time.
 */
import type { Cells } from './ages.js';
import type { Changes, LogChanges } from './changes.js';
import type { Column, Database, Value } from './database.js';
import { formatMarks } from './marks.js';
import type { Period } from './period.js';
import { widenStale } from './stale.js';
import type { KnownFile, LogStream } from './streams.js';

/** @param now epoch milliseconds, for streams that are gone */
export async function commitChanges(db: Database, cells: Cells, changes: Changes, now: number): Promise<void> {
  await db.transaction(async () => {
    const logs = await logIds(db, [...changes.logs.keys(), ...changes.streams.map(({ log }) => log)]);
    await mergeCounts(db, cells, changes.logs, logs);
    await mergeReads(db, cells, changes.logs, logs);
    await mergeUntimed(db, changes.logs, logs);
    const minutes = minutesOf(changes.logs);
    if (minutes !== null) await widenStale(db, minutes);
    for (const [name, { lines, bytes, matched, events }] of changes.logs) {
      await db.run(
        `UPDATE logs SET lines = lines + ${lines}, bytes = bytes + ${bytes}, matched = matched + ${matched},
           events = events + ${events} WHERE id = ${logs.get(name)!}`,
      );
    }
    await saveStreams(db, changes.streams, logs);
    await saveFiles(db, changes.files, changes.goneFiles);
    for (const { id, gap } of changes.goneStreams) {
      await db.run(`UPDATE streams SET gone = epoch_ms(${Math.round(now)}) WHERE id = ${id}`);
      if (gap === null) continue;
      const ids = await logIds(db, [gap.log]);
      const begins = gap.begins === null ? 'NULL' : `epoch_ms(${Math.floor(gap.begins)})`;
      await db.run(`INSERT INTO gaps VALUES (${ids.get(gap.log)!}, ${begins}, epoch_ms(${Math.ceil(gap.ends)}), ?)`, [
        gap.reason,
      ]);
    }
  });
}

/** The span of time whose counts change. */
function minutesOf(logs: Logs): Period | null {
  let since = Number.POSITIVE_INFINITY;
  let until = Number.NEGATIVE_INFINITY;
  for (const { groups } of logs.values()) {
    for (const { counts } of groups) {
      for (const minute of counts.minutes) {
        since = Math.min(since, minute);
        until = Math.max(until, minute + 60_000);
      }
    }
  }
  return since < until ? { since, until } : null;
}

/** The ids of logs by their names; new ones are added. */
async function logIds(db: Database, names: readonly string[]): Promise<Map<string, number>> {
  if (names.length === 0) return new Map();
  const rows = await db.rows<{ id: number; name: string }>('SELECT id, name FROM logs');
  const ids = new Map(rows.map(({ id, name }) => [name, id]));
  let next = rows.reduce((most, { id }) => Math.max(most, id), 0) + 1;
  for (const name of new Set(names)) {
    if (ids.has(name)) continue;
    await db.run(`INSERT INTO logs VALUES (${next}, ?, 0, 0, 0, 0, 0)`, [name]);
    ids.set(name, next++);
  }
  return ids;
}

/** More groups than these are counted together, so that a key with ever new values cannot fill the disk. */
const MOST_GROUPS = 10_000;
const UNGROUPED = 0;
const OTHER = -1;

function groupKey(name: readonly (string | null)[]): string {
  return JSON.stringify(name);
}

/** The ids of groups by their keys; new ones are added while there are not too many. */
async function groupIds(db: Database, logs: Logs): Promise<Map<string, number>> {
  const ids = new Map([[groupKey([]), UNGROUPED]]);
  const names = [...logs.values()]
    .flatMap(({ groups }) => groups.map(({ name }) => name))
    .filter((name) => name.length > 0);
  if (names.length === 0) return ids;
  const rows = await db.rows<{ id: number; first: string | null; second: string | null }>('SELECT * FROM groups');
  const known = new Map(rows.map(({ id, first, second }) => [id === OTHER ? 'other' : groupKey([first, second]), id]));
  let next = rows.reduce((most, { id }) => Math.max(most, id), 0) + 1;
  for (const name of names) {
    const [first = null, second = null] = name;
    const key = groupKey([first, second]);
    let id = known.get(key);
    if (id === undefined) {
      id = next > MOST_GROUPS ? OTHER : next++;
      if (id === OTHER && known.has('other')) id = known.get('other')!;
      else await db.run(`INSERT INTO groups VALUES (${id}, ?, ?)`, id === OTHER ? ['(other)', null] : [first, second]);
      known.set(id === OTHER ? 'other' : key, id);
    }
    ids.set(groupKey(name), id);
  }
  return ids;
}

type Logs = ReadonlyMap<string, LogChanges>;
type Ids = ReadonlyMap<string, number>;

/** Fills a temporary table: numbers, of which whole ones may be larger than 32 bits. */
async function stage(db: Database, table: string, columns: Readonly<Record<string, Value[]>>): Promise<void> {
  const names = Object.keys(columns);
  await db.run(`CREATE OR REPLACE TEMP TABLE ${table} (${names.map((name) => `${name} DOUBLE`).join(', ')})`);
  await db.append(
    table,
    names.map((): Column => 'double'),
    Object.values(columns),
  );
}

function columns<K extends string>(...names: K[]): Record<K, Value[]> {
  return Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<K, Value[]>;
}

const grainOf = (column: string) => `CASE WHEN ${column} = 1 THEN 'day' ELSE 'hour' END::grain`;
const timeOf = (column: string) => `epoch_ms(${column}::BIGINT)`;

async function mergeCounts(db: Database, cells: Cells, logs: Logs, ids: Ids): Promise<void> {
  const rows = columns('log_id', 'code', 'group_id', 'grain', 'begins', 'm', 'n');
  const spans = columns('log_id', 'code', 'group_id', 'grain', 'begins', 'first', 'last');
  const groups = await groupIds(db, logs);
  for (const [log, changes] of logs) {
    const id = ids.get(log)!;
    for (const { name, counts, spans: of } of changes.groups) {
      const group = groups.get(groupKey(name))!;
      counts.minutes.forEach((time, i) => {
        const { grain, begins, minute } = cells.at(time);
        rows.log_id.push(id);
        rows.code.push(counts.codes[i]!);
        rows.group_id.push(group);
        rows.grain.push(grain === 'day' ? 1 : 0);
        rows.begins.push(begins);
        rows.m.push(minute);
        rows.n.push(counts.counts[i]!);
      });
      of.hours.forEach((time, i) => {
        const { grain, begins } = cells.at(time);
        spans.log_id.push(id);
        spans.code.push(of.codes[i]!);
        spans.group_id.push(group);
        spans.grain.push(grain === 'day' ? 1 : 0);
        spans.begins.push(begins);
        spans.first.push(of.firsts[i]!);
        spans.last.push(of.lasts[i]!);
      });
    }
  }
  if (rows.n.length === 0) return;
  await stage(db, 'new_counts', rows);
  await stage(db, 'new_spans', spans);
  await db.run(`
    CREATE OR REPLACE TEMP TABLE merged AS
    WITH fresh AS (
      SELECT log_id::INTEGER AS log_id, code::INTEGER AS code, group_id::INTEGER AS group_id, ${grainOf('grain')} AS grain, ${timeOf('begins')} AS begins, m::INTEGER AS m, n::BIGINT AS n
      FROM new_counts
    ), fresh_spans AS (
      SELECT log_id::INTEGER AS log_id, code::INTEGER AS code, group_id::INTEGER AS group_id, ${grainOf('grain')} AS grain, ${timeOf('begins')} AS begins,
        ${timeOf('first')} AS first_seen, ${timeOf('last')} AS last_seen
      FROM new_spans
    ), old AS (
      SELECT counts.* FROM counts SEMI JOIN fresh USING (log_id, code, group_id, grain, begins)
      WHERE counts.begins BETWEEN (SELECT min(begins) FROM fresh) AND (SELECT max(begins) FROM fresh)
    ), parts AS (
      SELECT log_id, code, group_id, grain, begins, m, n, NULL::TIMESTAMP AS first_seen, NULL::TIMESTAMP AS last_seen FROM fresh
      UNION ALL SELECT log_id, code, group_id, grain, begins, -1, 0, first_seen, last_seen FROM fresh_spans
      UNION ALL SELECT log_id, code, group_id, grain, begins, -1, CASE WHEN minutes IS NULL THEN n ELSE 0 END, first_seen, last_seen FROM old
      UNION ALL SELECT log_id, code, group_id, grain, begins, u.m, u.n, NULL, NULL
        FROM (SELECT log_id, code, group_id, grain, begins, unnest(minutes) AS u FROM old)
    ), by_minute AS (
      SELECT log_id, code, group_id, grain, begins, m, sum(n) AS n, min(first_seen) AS first_seen, max(last_seen) AS last_seen
      FROM parts GROUP BY ALL
    )
    SELECT log_id, code, group_id, grain, begins, sum(n)::BIGINT AS n, min(first_seen) AS first_seen, max(last_seen) AS last_seen,
      list({'m': try_cast(m AS UTINYINT), 'n': try_cast(n AS UINTEGER)} ORDER BY m) FILTER (WHERE m >= 0) AS minutes
    FROM by_minute GROUP BY log_id, code, group_id, grain, begins`);
  await replace(db, 'counts', ['log_id', 'code', 'group_id', 'grain', 'begins']);
}

async function mergeReads(db: Database, cells: Cells, logs: Logs, ids: Ids): Promise<void> {
  const rows = columns('log_id', 'grain', 'begins', 'm', 'lines', 'bytes', 'matched', 'inherited');
  for (const [name, { reads }] of logs) {
    reads.minutes.forEach((time, i) => {
      const { grain, begins, minute } = cells.at(time);
      rows.log_id.push(ids.get(name)!);
      rows.grain.push(grain === 'day' ? 1 : 0);
      rows.begins.push(begins);
      rows.m.push(minute);
      rows.lines.push(reads.lines[i]!);
      rows.bytes.push(reads.bytes[i]!);
      rows.matched.push(reads.matched[i]!);
      rows.inherited.push(reads.inherited[i]!);
    });
  }
  if (rows.m.length === 0) return;
  await stage(db, 'new_reads', rows);
  const sums = (cast: string) =>
    ['lines', 'bytes', 'matched', 'inherited'].map((name) => `sum(${name})${cast} AS ${name}`).join(', ');
  await db.run(`
    CREATE OR REPLACE TEMP TABLE merged AS
    WITH fresh AS (
      SELECT log_id::INTEGER AS log_id, ${grainOf('grain')} AS grain, ${timeOf('begins')} AS begins, m::INTEGER AS m,
        lines::BIGINT AS lines, bytes::BIGINT AS bytes, matched::BIGINT AS matched, inherited::BIGINT AS inherited
      FROM new_reads
    ), old AS (
      SELECT reads.* FROM reads SEMI JOIN fresh USING (log_id, grain, begins)
      WHERE reads.begins BETWEEN (SELECT min(begins) FROM fresh) AND (SELECT max(begins) FROM fresh)
    ), parts AS (
      SELECT * FROM fresh
      UNION ALL SELECT log_id, grain, begins, -1, lines, bytes, matched, inherited FROM old WHERE minutes IS NULL
      UNION ALL SELECT log_id, grain, begins, u.m, u.lines, u.bytes, u.matched, u.inherited
        FROM (SELECT log_id, grain, begins, unnest(minutes) AS u FROM old)
    ), by_minute AS (
      SELECT log_id, grain, begins, m, ${sums('')} FROM parts GROUP BY ALL
    )
    SELECT log_id, grain, begins, ${sums('::BIGINT')},
      list({'m': try_cast(m AS UTINYINT), 'lines': lines::BIGINT, 'bytes': bytes::BIGINT, 'matched': matched::BIGINT,
        'inherited': inherited::BIGINT} ORDER BY m) FILTER (WHERE m >= 0) AS minutes
    FROM by_minute GROUP BY log_id, grain, begins`);
  await replace(db, 'reads', ['log_id', 'grain', 'begins']);
}

/** Puts the rows of `merged` in the place of those with the same key. */
async function replace(db: Database, table: string, key: readonly string[]): Promise<void> {
  await db.run(
    `DELETE FROM ${table} USING merged WHERE ${key.map((name) => `${table}.${name} = merged.${name}`).join(' AND ')}
       AND ${table}.begins BETWEEN (SELECT min(begins) FROM merged) AND (SELECT max(begins) FROM merged)`,
  );
  await db.run(`INSERT INTO ${table} BY NAME SELECT * FROM merged ORDER BY begins, ${key.join(', ')}`);
  await db.run('DROP TABLE merged');
}

async function mergeUntimed(db: Database, logs: Logs, ids: Ids): Promise<void> {
  for (const [name, { untimed }] of logs) {
    const id = ids.get(name)!;
    const rows: [code: number, n: number, lines: number, bytes: number, matched: number][] = [];
    for (const [code, n] of untimed.codes) rows.push([code, n, 0, 0, 0]);
    if (untimed.lines > 0) rows.push([0, 0, untimed.lines, untimed.bytes, untimed.matched]);
    for (const [code, ...values] of rows) {
      const found = await db.rows(`SELECT 1 FROM untimed WHERE log_id = ${id} AND code = ${code}`);
      const [n, lines, bytes, matched] = values;
      await db.run(
        found.length === 0
          ? `INSERT INTO untimed VALUES (${id}, ${code}, ${values.join(', ')})`
          : `UPDATE untimed SET n = n + ${n}, lines = lines + ${lines}, bytes = bytes + ${bytes},
               matched = matched + ${matched} WHERE log_id = ${id} AND code = ${code}`,
      );
    }
  }
}

async function saveStreams(db: Database, streams: readonly LogStream[], ids: Ids): Promise<void> {
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
      streams.map(({ marks }) => formatMarks(marks)),
    ],
  );
  await db.run(
    'INSERT INTO streams SELECT id::INTEGER, log_id::INTEGER, position::BIGINT, lines::BIGINT, last_time, last_event, utc = 1, marks, NULL FROM new_streams',
  );
}

async function saveFiles(db: Database, files: readonly KnownFile[], gone: readonly string[]): Promise<void> {
  const keys = [...gone, ...files.map(({ key }) => key)];
  if (keys.length === 0) return;
  // Keys are made of digits, colons and a word of ours.
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
