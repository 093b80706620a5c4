/** An overview of a history. */
import { statSync } from 'node:fs';
import type { History } from './history.js';
import { readMeta } from './store/meta.js';
import { versionOf } from './store/schema.js';

export interface HistoryInfo {
  readonly file: string;
  /** Size of the file, and of its log of transactions. */
  readonly bytes: number;
  readonly logBytes: number;
  readonly version: number;
  readonly timeZone: string;
  /** RFC 3339, UTC; null where there are no events with a time. */
  readonly first: string | null;
  readonly last: string | null;
  /** Rows of `counts`, and how many of them still have their minutes. */
  readonly rows: number;
  readonly rowsWithMinutes: number;
  readonly runs: number;
  /** By edition of the rules, ascending. */
  readonly editions: readonly EditionInfo[];
  readonly texts: number;
  readonly textsGone: number;
  readonly files: number;
  readonly gaps: readonly string[];
  readonly logs: readonly LogInfo[];
}

export interface LogInfo {
  readonly name: string;
  readonly lines: number;
  readonly bytes: number;
  readonly events: number;
  readonly untimed: number;
  readonly pruned: number;
}

export interface EditionInfo {
  readonly edition: number;
  /** Lines and events that are stored with it. */
  readonly lines: number;
  readonly events: number;
  /** Times of its first and its last event; RFC 3339, UTC; null where it has none. */
  readonly first: string | null;
  readonly last: string | null;
  /** Runs that counted with it, and when the first of them began; null: such runs are no longer remembered. */
  readonly runs: number;
  readonly since: string | null;
}

export async function infoOf({ db, file, zone }: History): Promise<HistoryInfo> {
  const [counts] = await db.rows<{ first: number | null; last: number | null; rows: number; minutes: number }>(
    'SELECT epoch_ms(min(first_seen)) AS first, epoch_ms(max(last_seen)) AS last, count(*) AS rows, count(minutes) AS minutes FROM counts',
  );
  const [sizes] = await db.rows<{ runs: number; texts: number; gone: number; files: number }>(
    `SELECT (SELECT count(*) FROM runs) AS runs, (SELECT count(*) FROM streams) AS texts,
       (SELECT count(*) FROM streams WHERE gone IS NOT NULL) AS gone, (SELECT count(*) FROM files) AS files`,
  );
  const version = versionOf(await readMeta(db));
  const gaps = await db.rows<{ reason: string }>('SELECT reason FROM gaps ORDER BY ends, reason');
  const logs = await db.rows<LogInfo>(
    `SELECT name, logs.lines, logs.bytes, events, coalesce(u.n, 0) AS untimed, pruned FROM logs
       LEFT JOIN (SELECT log_id, sum(n)::BIGINT AS n FROM untimed GROUP BY log_id) u ON u.log_id = id ORDER BY name`,
  );
  const editions = await db.rows<{
    edition: number;
    lines: number;
    events: number;
    first: number | null;
    last: number | null;
    runs: number;
    since: number | null;
  }>(
    `SELECT edition, sum(k.lines)::BIGINT AS lines, sum(k.n)::BIGINT AS events, epoch_ms(min(k.first)) AS first, epoch_ms(max(k.last)) AS last,
       sum(k.runs)::BIGINT AS runs, epoch_ms(min(k.started)) AS since
     FROM (SELECT edition, lines, 0 AS n, NULL::TIMESTAMP AS first, NULL::TIMESTAMP AS last, 0 AS runs, NULL::TIMESTAMP AS started FROM reads
           UNION ALL SELECT edition, lines, n, NULL, NULL, 0, NULL FROM untimed
           UNION ALL SELECT edition, 0, n, first_seen, last_seen, 0, NULL FROM counts
           UNION ALL SELECT edition, 0, 0, NULL, NULL, 1, started FROM runs) k
     GROUP BY edition ORDER BY edition`,
  );
  const instant = (time: number | null) => (time === null ? null : new Date(time).toISOString());
  return {
    file,
    bytes: statSync(file).size,
    logBytes: statSync(`${file}.wal`, { throwIfNoEntry: false })?.size ?? 0,
    version,
    timeZone: zone.name,
    first: instant(counts!.first),
    last: instant(counts!.last),
    rows: counts!.rows,
    rowsWithMinutes: counts!.minutes,
    runs: sizes!.runs,
    editions: editions.map(({ first, last, since, ...row }) => ({
      ...row,
      first: instant(first),
      last: instant(last),
      since: instant(since),
    })),
    texts: sizes!.texts,
    textsGone: sizes!.gone,
    files: sizes!.files,
    gaps: gaps.map(({ reason }) => reason),
    logs,
  };
}
