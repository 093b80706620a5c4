import { RULES_EDITION } from '../../model/rules-edition.js';
import type { TextChanges } from '../changes.js';
import type { Database } from '../store/database.js';
import type { Ids } from '../store/ids.js';
import { columns, grainOf, replaceMerged, stage, timeOf } from '../store/stage.js';
import type { Granularity } from './granularity.js';

const KEY = ['log_id', 'stream_id', 'edition', 'grain', 'begins'];

/** Adds what was read of texts to `reads`. */
export async function mergeReads(
  db: Database,
  granularity: Granularity,
  texts: readonly TextChanges[],
  ids: Ids,
): Promise<void> {
  const rows = columns('log_id', 'stream_id', 'grain', 'begins', 'm', 'lines', 'bytes', 'matched', 'inherited');
  for (const { log, stream, reads } of texts) {
    reads.minutes.forEach((time, i) => {
      const { grain, begins, minute } = granularity.at(time);
      rows.log_id.push(ids.get(log)!);
      rows.stream_id.push(stream);
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
  const key = KEY.join(', ');
  await db.run(`
    CREATE OR REPLACE TEMP TABLE merged AS
    WITH fresh AS (
      SELECT log_id::INTEGER AS log_id, stream_id::INTEGER AS stream_id, ${RULES_EDITION} AS edition, ${grainOf('grain')} AS grain,
        ${timeOf('begins')} AS begins, m::INTEGER AS m,
        lines::BIGINT AS lines, bytes::BIGINT AS bytes, matched::BIGINT AS matched, inherited::BIGINT AS inherited
      FROM new_reads
    ), old AS (
      SELECT reads.* FROM reads SEMI JOIN fresh USING (${key})
      WHERE reads.begins BETWEEN (SELECT min(begins) FROM fresh) AND (SELECT max(begins) FROM fresh)
    ), parts AS (
      SELECT * FROM fresh
      UNION ALL SELECT ${key}, -1, lines, bytes, matched, inherited FROM old WHERE minutes IS NULL
      UNION ALL SELECT ${key}, u.m, u.lines, u.bytes, u.matched, u.inherited FROM (SELECT ${key}, unnest(minutes) AS u FROM old)
    ), by_minute AS (
      SELECT ${key}, m, ${sums('')} FROM parts GROUP BY ALL
    )
    SELECT ${key}, ${sums('::BIGINT')},
      list({'m': try_cast(m AS UTINYINT), 'lines': lines::BIGINT, 'bytes': bytes::BIGINT, 'matched': matched::BIGINT,
        'inherited': inherited::BIGINT} ORDER BY m) FILTER (WHERE m >= 0) AS minutes
    FROM by_minute GROUP BY ${key}`);
  await replaceMerged(db, 'reads', KEY);
}

/** Adds what has no time to `untimed`. Row by row, because they are few. */
export async function mergeUntimed(db: Database, texts: readonly TextChanges[], ids: Ids): Promise<void> {
  for (const { log, stream, untimed } of texts) {
    const id = ids.get(log)!;
    const rows: [code: number, n: number, lines: number, bytes: number, matched: number][] = [];
    for (const [code, n] of untimed.codes) rows.push([code, n, 0, 0, 0]);
    if (untimed.lines > 0) rows.push([0, 0, untimed.lines, untimed.bytes, untimed.matched]);
    for (const [code, n, lines, bytes, matched] of rows) {
      const its = `log_id = ${id} AND stream_id = ${stream} AND edition = ${RULES_EDITION} AND code = ${code}`;
      const found = await db.rows(`SELECT 1 FROM untimed WHERE ${its}`);
      await db.run(
        found.length === 0
          ? `INSERT INTO untimed (log_id, stream_id, edition, code, n, lines, bytes, matched)
               VALUES (${id}, ${stream}, ${RULES_EDITION}, ${code}, ${n}, ${lines}, ${bytes}, ${matched})`
          : `UPDATE untimed SET n = n + ${n}, lines = lines + ${lines}, bytes = bytes + ${bytes},
               matched = matched + ${matched} WHERE ${its}`,
      );
    }
  }
}
