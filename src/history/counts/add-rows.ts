/** Adds rows to a table with one row for each key: those whose keys it has already are merged into them. */
import type { Column, Database, Value } from '../store/database.js';
import type { Cells } from './cells.js';

export interface CellTable {
  readonly table: string;
  /** The columns of the key. Those of `Cells` are `code` and `group_id` where the table has them. */
  readonly key: readonly string[];
  readonly sums: readonly string[];
  /** Whether it has the times of the first and the last event. */
  readonly spans: boolean;
  /** The fields of a minute, with their types: `m`, and then those of the sums. */
  readonly minute: Readonly<Record<string, string>>;
}

/** @param edition of the rules by which the rows were counted */
export async function addRows(db: Database, table: CellTable, cells: Cells, edition: number): Promise<void> {
  if (cells.rows.length === 0) return;
  await stage(db, table, cells);
  const { table: name, key: columns, sums, spans, minute } = table;
  const key = columns.join(', ');
  const fields = Object.keys(minute);
  const seen = spans ? ', min(first_seen) AS first_seen, max(last_seen) AS last_seen' : '';
  const minutesType = `STRUCT(${fields.map((field) => `${field} ${minute[field]}`).join(', ')})[]`;
  const typed: Readonly<Record<string, string>> = { ...CASTS, edition: String(edition) };
  const casts = columns.map((column) => `${typed[column] ?? `${column}::INTEGER`} AS ${column}`);
  const total = (column: string, cast: string) => `sum(${column})${cast} AS ${column}`;
  await db.run(`
    CREATE OR REPLACE TEMP TABLE fresh AS
    SELECT ${casts.join(', ')}, ${sums.map((sum) => `${sum}::BIGINT AS ${sum}`).join(', ')},
      ${spans ? `${instant('first')} AS first_seen, ${instant('last')} AS last_seen,` : ''} ${minutesOf(fields)}::${minutesType} AS minutes
    FROM staged`);
  const within = `${name}.begins BETWEEN (SELECT min(begins) FROM fresh) AND (SELECT max(begins) FROM fresh)`;
  await db.run(
    `CREATE OR REPLACE TEMP TABLE known AS SELECT ${name}.* FROM ${name} SEMI JOIN fresh USING (${key}) WHERE ${within}`,
  );
  const same = columns.map((column) => `${name}.${column} = known.${column}`).join(' AND ');
  await db.run(`DELETE FROM ${name} USING known WHERE ${same} AND ${within}`);
  await db.run(`
    INSERT INTO ${name} BY NAME
    WITH parts AS (
      SELECT * FROM known UNION ALL BY NAME SELECT * FROM fresh SEMI JOIN known USING (${key})
    ), by_minute AS (
      SELECT ${key}, u.m AS m, ${sums.map((sum) => `sum(u.${sum}) AS ${sum}`).join(', ')}
      FROM (SELECT ${key}, unnest(minutes) AS u FROM parts) GROUP BY ${key}, m
    ), lists AS (
      SELECT ${key}, list({${fields.map((field) => `'${field}': ${field}`).join(', ')}} ORDER BY m)::${minutesType} AS minutes
      FROM by_minute GROUP BY ${key}
    ), merged AS (
      SELECT ${key}, ${sums.map((sum) => total(sum, '::BIGINT')).join(', ')}${seen} FROM parts GROUP BY ${key}
    )
    SELECT * FROM fresh ANTI JOIN known USING (${key})
    UNION ALL BY NAME SELECT merged.*, minutes FROM merged LEFT JOIN lists USING (${key})
    ORDER BY begins, ${key}`);
  for (const temporary of ['staged', 'fresh', 'known']) await db.run(`DROP TABLE ${temporary}`);
}

/** The minutes as structures, from one number behind the other. */
function minutesOf(fields: readonly string[]): string {
  const each = fields.map((field, i) => `'${field}': minutes[i + ${i + 1}]`).join(', ');
  return `list_transform(range(0, len(minutes), ${fields.length}), lambda i: {${each}})`;
}

const instant = (column: string) => `epoch_ms(${column}::BIGINT)`;
/** Of staged numbers; the others are whole numbers. */
const CASTS: Readonly<Record<string, string>> = {
  grain: "CASE WHEN grain = 1 THEN 'day' ELSE 'hour' END::grain",
  begins: instant('begins'),
};

/** Fills the temporary table `staged`. Its columns are doubles, because whole numbers may be larger than 32 bits. */
async function stage(db: Database, { sums }: CellTable, { rows }: Cells): Promise<void> {
  const columns: Record<string, (Value | readonly number[])[]> = {
    log_id: rows.map(({ key }) => key.log),
    stream_id: rows.map(({ key }) => key.stream),
    code: rows.map(({ key }) => key.code),
    group_id: rows.map(({ key }) => key.group),
    grain: rows.map(({ key }) => (key.grain === 'day' ? 1 : 0)),
    begins: rows.map(({ key }) => key.begins),
    first: rows.map(({ cell }) => cell.first),
    last: rows.map(({ cell }) => cell.last),
  };
  for (const [i, sum] of sums.entries()) columns[sum] = rows.map(({ cell }) => cell.sums[i]!);
  const names = Object.keys(columns);
  await db.run(
    `CREATE OR REPLACE TEMP TABLE staged (${names.map((name) => `${name} DOUBLE`).join(', ')},
minutes DOUBLE[])`,
  );
  const types = names.map((): Column => 'double');
  await db.append('staged', [...types, 'doubles'], [...Object.values(columns), rows.map(({ cell }) => cell.minutes)]);
}
