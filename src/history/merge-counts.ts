import type { Cells } from './ages.js';
import type { Logs } from './changes.js';
import type { Database } from './database.js';
import { groupIds, groupKey, type Ids } from './ids.js';
import { columns, grainOf, replaceMerged, stage, timeOf } from './stage.js';

/** Adds the events of logs to `counts`: to the cell's row where there is one. */
export async function mergeCounts(db: Database, cells: Cells, logs: Logs, ids: Ids): Promise<void> {
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
  await replaceMerged(db, 'counts', ['log_id', 'code', 'group_id', 'grain', 'begins']);
}
