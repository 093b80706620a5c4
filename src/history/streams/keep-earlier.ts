/** Counts without a text (from before version 2): what of them stays when some texts of their log are counted again. */
import type { Database } from '../store/database.js';

export interface Earlier {
  /** Id of the log. */
  readonly log: number;
  /** SQL that picks the texts that were counted again. */
  readonly recounted: string;
  /** The last instant (epoch milliseconds) at which something may stay; null: no limit. */
  readonly until: number | null;
  /** What was read of the texts that were not counted again. */
  readonly lines: number;
  readonly bytes: number;
}

/** Part of the caller's transaction. */
export async function keepEarlier(db: Database, earlier: Earlier): Promise<void> {
  await keepCounts(db, earlier);
  await keepUntimed(db, earlier);
  await keepReads(db, earlier);
}

const MEASURES = ['lines', 'bytes', 'matched', 'inherited'];

/** The key of counts without a text: all are of the first edition. */
const keyOf = (log: number) => `${log} AS log_id, 0 AS stream_id, 1 AS edition`;
const old = ({ log }: Earlier) => `log_id = ${log} AND stream_id = 0`;
const fresh = ({ log, recounted }: Earlier) => `log_id = ${log} AND ${recounted}`;
const each = (names: readonly string[], form: (name: string) => string) => names.map(form).join(', ');

/** Rows of a table by the minute; `m` is -1 where minutes are no longer kept. */
function byMinute(table: string, key: string, values: readonly string[], where: string): string {
  return `SELECT ${key}, m, ${each(values, (name) => `sum(${name})::BIGINT AS ${name}`)}
    FROM (SELECT ${key}, -1 AS m, ${values.join(', ')} FROM ${table} WHERE ${where} AND minutes IS NULL
          UNION ALL SELECT ${key}, u.m::INTEGER, ${each(values, (name) => `u.${name}::BIGINT`)}
          FROM (SELECT ${key}, unnest(minutes) AS u FROM ${table} WHERE ${where} AND minutes IS NOT NULL))
    GROUP BY ALL`;
}

/** Fills the temporary table `kept` with what exceeds the new counts, up to the last instant. */
async function pickKept(
  db: Database,
  table: string,
  key: string,
  values: readonly string[],
  earlier: Earlier,
): Promise<void> {
  const inTime =
    earlier.until === null ? 'true' : `epoch_ms(begins) + 60000 * greatest(m, 0) <= ${Math.floor(earlier.until)}`;
  await db.run(`
    CREATE OR REPLACE TEMP TABLE kept AS
    SELECT ${key}, m, ${each(values, (name) => `greatest(0, o.${name} - coalesce(f.${name}, 0))::BIGINT AS ${name}`)}
    FROM (${byMinute(table, key, values, old(earlier))}) o
      LEFT JOIN (${byMinute(table, key, values, fresh(earlier))}) f USING (${key}, m)
    WHERE ${inTime}`);
}

async function keepCounts(db: Database, earlier: Earlier): Promise<void> {
  const key = 'code, group_id, grain, begins';
  await pickKept(db, 'counts', key, ['n'], earlier);
  // First and last times of events must lie within the minutes that stay.
  const at = (minute: string, more: number) => `epoch_ms(epoch_ms(begins) + 60000 * ${minute} + ${more})`;
  await db.run(`
    CREATE OR REPLACE TEMP TABLE merged AS
    SELECT ${key}, k.n, k.minutes, greatest(first_seen, coalesce(${at('low', 0)}, first_seen)) AS first_seen,
      least(last_seen, coalesce(${at('high', 59_999)}, last_seen)) AS last_seen
    FROM (SELECT ${key}, sum(n)::BIGINT AS n, min(m) FILTER (WHERE m >= 0) AS low, max(m) FILTER (WHERE m >= 0) AS high,
            list({'m': m::UTINYINT, 'n': n::UINTEGER} ORDER BY m) FILTER (WHERE m >= 0) AS minutes
          FROM kept WHERE n > 0 GROUP BY ${key}) k
      JOIN (SELECT ${key}, first_seen, last_seen FROM counts WHERE ${old(earlier)}) c USING (${key})`);
  await db.run(`DELETE FROM counts WHERE ${old(earlier)}`);
  await db.run(
    `INSERT INTO counts BY NAME SELECT *, ${keyOf(earlier.log)} FROM merged ORDER BY begins, code, group_id`,
  );
}

async function keepUntimed(db: Database, earlier: Earlier): Promise<void> {
  const names = ['n', 'lines', 'bytes', 'matched'];
  await db.run(
    `UPDATE untimed SET ${each(names, (name) => `${name} = greatest(0, untimed.${name} - f.${name})`)}
     FROM (SELECT code, ${each(names, (name) => `sum(${name})::BIGINT AS ${name}`)}
           FROM untimed WHERE ${fresh(earlier)} GROUP BY code) f
     WHERE untimed.log_id = ${earlier.log} AND untimed.stream_id = 0 AND untimed.code = f.code`,
  );
  await db.run(
    `UPDATE untimed SET lines = least(lines, ${earlier.lines}), bytes = least(bytes, ${earlier.bytes}),
       matched = least(matched, lines, ${earlier.lines}) WHERE ${old(earlier)}`,
  );
  await db.run(`DELETE FROM untimed WHERE ${old(earlier)} AND n = 0 AND lines = 0 AND bytes = 0`);
}

async function keepReads(db: Database, earlier: Earlier): Promise<void> {
  const key = 'grain, begins';
  const { log } = earlier;
  const [untimed] = await db.rows<{ lines: number; bytes: number }>(
    `SELECT coalesce(sum(lines), 0)::BIGINT AS lines, coalesce(sum(bytes), 0)::BIGINT AS bytes FROM untimed WHERE ${old(earlier)}`,
  );
  const most = { lines: earlier.lines - untimed!.lines, bytes: earlier.bytes - untimed!.bytes };
  await pickKept(db, 'reads', key, MEASURES, earlier);
  // Where they are more than these texts had, the last ones belong to other texts.
  const upTo = (name: 'lines' | 'bytes') =>
    `greatest(0, least(${name}, ${most[name]} - (sum(${name}) OVER earlier - ${name})))::BIGINT AS ${name}`;
  await db.run(`
    CREATE OR REPLACE TEMP TABLE trimmed AS
    SELECT * REPLACE (${upTo('lines')}, ${upTo('bytes')}) FROM kept
    WINDOW earlier AS (ORDER BY begins, m, grain ROWS UNBOUNDED PRECEDING)`);
  await db.run('UPDATE trimmed SET matched = least(matched, lines)');
  await db.run('DELETE FROM trimmed WHERE lines = 0 AND bytes = 0');
  await db.run(`DELETE FROM reads WHERE ${old(earlier)}`);
  await db.run(`
    INSERT INTO reads BY NAME
    SELECT ${key}, ${each(MEASURES, (name) => `sum(${name})::BIGINT AS ${name}`)},
      list({'m': m::UTINYINT, ${each(MEASURES, (name) => `'${name}': ${name}`)}} ORDER BY m) FILTER (WHERE m >= 0) AS minutes, ${keyOf(log)}
    FROM trimmed GROUP BY ${key} ORDER BY begins`);
  const [kept] = await db.rows<{ lines: number; bytes: number; pruned: number }>(
    `SELECT coalesce(sum(lines), 0)::BIGINT AS lines, coalesce(sum(bytes), 0)::BIGINT AS bytes,
       (SELECT pruned FROM logs WHERE id = ${log}) AS pruned FROM trimmed`,
  );
  // Where they are fewer, the rest has no time, or is missing because it was dropped.
  const left = { lines: most.lines - kept!.lines, bytes: most.bytes - kept!.bytes };
  if (kept!.pruned > 0 || (left.lines <= 0 && left.bytes <= 0)) return;
  await db.run(
    `INSERT INTO untimed BY NAME SELECT ${keyOf(log)}, 0 AS code, 0 AS n, 0 AS lines, 0 AS bytes, 0 AS matched
     WHERE NOT EXISTS (SELECT 1 FROM untimed WHERE ${old(earlier)} AND code = 0)`,
  );
  await db.run(
    `UPDATE untimed SET lines = lines + ${left.lines}, bytes = bytes + ${left.bytes} WHERE ${old(earlier)} AND code = 0`,
  );
}
