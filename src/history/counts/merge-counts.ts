import { RULES_EDITION } from '../../model/rules-edition.js';
import type { TextChanges } from '../changes.js';
import type { Database } from '../store/database.js';
import { groupIds, groupKey, type Ids } from '../store/ids.js';
import { columns, grainOf, replaceMerged, stage, timeOf } from '../store/stage.js';
import type { Granularity } from './granularity.js';

const KEY = ['log_id', 'stream_id', 'edition', 'code', 'group_id', 'grain', 'begins'];

/** Fills the temporary tables `new_counts` and `new_spans`. @returns whether there is anything in them */
async function stageCounts(
  db: Database,
  granularity: Granularity,
  texts: readonly TextChanges[],
  ids: Ids,
): Promise<boolean> {
  const rows = columns('log_id', 'stream_id', 'code', 'group_id', 'grain', 'begins', 'm', 'n');
  const spans = columns('log_id', 'stream_id', 'code', 'group_id', 'grain', 'begins', 'first', 'last');
  const groups = await groupIds(db, texts);
  for (const { log, stream, groups: own } of texts) {
    const id = ids.get(log)!;
    for (const { name, counts, spans: of } of own) {
      const group = groups.get(groupKey(name))!;
      counts.minutes.forEach((time, i) => {
        const { grain, begins, minute } = granularity.at(time);
        rows.log_id.push(id);
        rows.stream_id.push(stream);
        rows.code.push(counts.codes[i]!);
        rows.group_id.push(group);
        rows.grain.push(grain === 'day' ? 1 : 0);
        rows.begins.push(begins);
        rows.m.push(minute);
        rows.n.push(counts.counts[i]!);
      });
      of.hours.forEach((time, i) => {
        const { grain, begins } = granularity.at(time);
        spans.log_id.push(id);
        spans.stream_id.push(stream);
        spans.code.push(of.codes[i]!);
        spans.group_id.push(group);
        spans.grain.push(grain === 'day' ? 1 : 0);
        spans.begins.push(begins);
        spans.first.push(of.firsts[i]!);
        spans.last.push(of.lasts[i]!);
      });
    }
  }
  if (rows.n.length === 0) return false;
  await stage(db, 'new_counts', rows);
  await stage(db, 'new_spans', spans);
  return true;
}

/** Adds the events of texts to `counts`, merged into the rows that exist. */
export async function mergeCounts(
  db: Database,
  granularity: Granularity,
  texts: readonly TextChanges[],
  ids: Ids,
): Promise<void> {
  if (!(await stageCounts(db, granularity, texts, ids))) return;
  const key = KEY.join(', ');
  const raw = `log_id::INTEGER AS log_id, stream_id::INTEGER AS stream_id, ${RULES_EDITION} AS edition, code::INTEGER AS code,
        group_id::INTEGER AS group_id, ${grainOf('grain')} AS grain, ${timeOf('begins')} AS begins`;
  await db.run(`
    CREATE OR REPLACE TEMP TABLE merged AS
    WITH fresh AS (
      SELECT ${raw}, m::INTEGER AS m, n::BIGINT AS n FROM new_counts
    ), fresh_spans AS (
      SELECT ${raw}, ${timeOf('first')} AS first_seen, ${timeOf('last')} AS last_seen FROM new_spans
    ), old AS (
      SELECT counts.* FROM counts SEMI JOIN fresh USING (${key})
      WHERE counts.begins BETWEEN (SELECT min(begins) FROM fresh) AND (SELECT max(begins) FROM fresh)
    ), parts AS (
      SELECT ${key}, m, n, NULL::TIMESTAMP AS first_seen, NULL::TIMESTAMP AS last_seen FROM fresh
      UNION ALL SELECT ${key}, -1, 0, first_seen, last_seen FROM fresh_spans
      UNION ALL SELECT ${key}, -1, CASE WHEN minutes IS NULL THEN n ELSE 0 END, first_seen, last_seen FROM old
      UNION ALL SELECT ${key}, u.m, u.n, NULL, NULL FROM (SELECT ${key}, unnest(minutes) AS u FROM old)
    ), by_minute AS (
      SELECT ${key}, m, sum(n) AS n, min(first_seen) AS first_seen, max(last_seen) AS last_seen
      FROM parts GROUP BY ALL
    )
    SELECT ${key}, sum(n)::BIGINT AS n, min(first_seen) AS first_seen, max(last_seen) AS last_seen,
      list({'m': try_cast(m AS UTINYINT), 'n': try_cast(n AS UINTEGER)} ORDER BY m) FILTER (WHERE m >= 0) AS minutes
    FROM by_minute GROUP BY ${key}`);
  await replaceMerged(db, 'counts', KEY);
}
