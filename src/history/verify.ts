/** Whether a history is consistent: what can be counted in two ways must give the same both times. */
import type { Database } from './store/database.js';

/** What is wrong, one line each; empty where nothing is. */
export async function verify(db: Database): Promise<string[]> {
  const problems: string[] = [];
  for (const { what, sql } of CHECKS) {
    const rows = await db.rows<Record<string, unknown>>(`${sql} LIMIT 6`);
    for (const row of rows.slice(0, 5)) problems.push(`${what}: ${shown(row)}`);
    if (rows.length > 5) problems.push(`${what}: and more`);
  }
  return problems;
}

const CELL = 'log_id, stream_id, edition, code, group_id, grain, begins';

const CHECKS: readonly { readonly what: string; readonly sql: string }[] = [
  { what: 'two rows for one cell', sql: `SELECT ${CELL}, count(*) AS n FROM counts GROUP BY ALL HAVING count(*) > 1` },
  {
    what: 'two rows for one hour or day of what was read',
    sql: 'SELECT log_id, stream_id, edition, grain, begins, count(*) AS n FROM reads GROUP BY ALL HAVING count(*) > 1',
  },
  {
    what: 'the minutes of a cell do not add up to it',
    sql: `SELECT ${CELL}, n FROM counts WHERE minutes IS NOT NULL AND n <> list_sum(list_transform(minutes, lambda u: u.n))`,
  },
  {
    what: 'a cell with nothing in it, or with times out of order',
    sql: `SELECT ${CELL}, n, first_seen, last_seen FROM counts
      WHERE n < 1 OR first_seen > last_seen OR first_seen < begins OR last_seen >= begins + INTERVAL 26 HOUR`,
  },
  {
    what: 'the counts of a log do not add up to its events',
    sql: `SELECT name, events, coalesce(c.n, 0) + coalesce(u.n, 0) + pruned AS counted
      FROM logs LEFT JOIN (SELECT log_id, sum(n)::BIGINT AS n FROM counts GROUP BY log_id) c ON c.log_id = id
        LEFT JOIN (SELECT log_id, sum(n)::BIGINT AS n FROM untimed GROUP BY log_id) u ON u.log_id = id
      WHERE events <> counted`,
  },
  {
    what: 'the lines by time do not add up to those of a log',
    sql: `SELECT name, logs.lines, coalesce(r.lines, 0) + coalesce(u.lines, 0) AS counted
      FROM logs LEFT JOIN (SELECT log_id, sum(lines)::BIGINT AS lines FROM reads GROUP BY log_id) r ON r.log_id = id
        LEFT JOIN (SELECT log_id, sum(lines)::BIGINT AS lines FROM untimed GROUP BY log_id) u ON u.log_id = id
      WHERE pruned = 0 AND logs.lines <> counted`,
  },
  {
    what: 'more was read of the texts of a log than of the log',
    sql: `SELECT name, bytes, s.position AS positions
      FROM logs JOIN (SELECT log_id, sum(position - overlap_bytes)::BIGINT AS position FROM streams GROUP BY log_id) s ON s.log_id = id
      WHERE s.position > bytes`,
  },
  {
    what: 'the lines by time do not add up to those of a text',
    sql: `SELECT logs.name, streams.id, streams.lines, coalesce(r.lines, 0) + coalesce(u.lines, 0) + coalesce(s.lines, 0) + overlap_lines AS counted
      FROM streams JOIN logs ON logs.id = log_id
        LEFT JOIN (SELECT stream_id, sum(lines)::BIGINT AS lines FROM reads GROUP BY stream_id) r ON r.stream_id = streams.id
        LEFT JOIN (SELECT stream_id, sum(lines)::BIGINT AS lines FROM untimed GROUP BY stream_id) u ON u.stream_id = streams.id
        LEFT JOIN shared s ON s.stream_id = streams.id
      WHERE pruned = 0 AND streams.lines <> counted`,
  },
  { what: 'a text twice', sql: 'SELECT id, count(*) AS n FROM streams GROUP BY id HAVING count(*) > 1' },
  { what: 'a file twice', sql: 'SELECT key, count(*) AS n FROM files GROUP BY key HAVING count(*) > 1' },
  {
    what: 'a file without its text',
    sql: 'SELECT key, name, stream_id FROM files ANTI JOIN streams ON streams.id = stream_id',
  },
];

function shown(row: Record<string, unknown>): string {
  return Object.entries(row)
    .map(([name, value]) => `${name} ${value instanceof Date ? value.toISOString() : String(value)}`)
    .join(', ');
}
