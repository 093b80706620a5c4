/** Adds rows to a table with one row for each key: those whose keys it has already are merged into them. */
import type { Database } from '../store/database.js';
import type { Cells } from './cells.js';
import type { Grain } from './granularity.js';

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

/**
 * Part of the caller's transaction, which keeps the memory of every temporary table until its end: there is one only.
 * @param edition of the rules by which the rows were counted
 */
export async function addRows(db: Database, table: CellTable, cells: Cells, edition: number): Promise<void> {
  if (cells.rows.length === 0) return;
  await takeKnown(db, table, cells, edition);
  await stage(db, table, cells);
  const { table: name, key: columns, sums, spans, minute } = table;
  const fields = Object.keys(minute);
  const typed: Readonly<Record<string, string>> = { ...CASTS, edition: String(edition) };
  const selected = [
    ...columns.map((column) => `${typed[column] ?? `${column}::INTEGER`} AS ${column}`),
    ...sums.map((sum) => `${sum}::BIGINT AS ${sum}`),
    ...(spans ? [`${instant('first')} AS first_seen`, `${instant('last')} AS last_seen`] : []),
    `(${minutesOf(fields)})::STRUCT(${fields.map((field) => `${field} ${minute[field]}`).join(', ')})[] AS minutes`,
  ];
  await db.run(
    `INSERT INTO ${name} BY NAME SELECT ${selected.join(', ')} FROM staged ORDER BY begins, ${columns.join(', ')}`,
  );
  await db.run('DROP TABLE staged');
}

interface KnownRow {
  readonly log_id: number;
  readonly stream_id: number;
  readonly code?: number;
  readonly group_id?: number;
  readonly grain: Grain;
  readonly begins: number;
  readonly sums: readonly number[];
  readonly first?: number;
  readonly last?: number;
  readonly minutes: readonly number[] | null;
}

/** Takes the rows of the same texts and hours out of the table, into the cells. */
async function takeKnown(db: Database, table: CellTable, cells: Cells, edition: number): Promise<void> {
  const { table: name, key, sums, spans, minute } = table;
  const streams = [...new Set(cells.rows.map((row) => row.key.stream))];
  const begins = [...new Set(cells.rows.map((row) => row.key.begins))].sort((a, b) => a - b);
  const where = `edition = ${edition} AND stream_id IN (${streams.join(', ')})
    AND begins BETWEEN epoch_ms(${begins[0]}) AND epoch_ms(${begins.at(-1)}) AND epoch_ms(begins) IN (${begins.join(', ')})`;
  const numbers = (columns: readonly string[]) => `[${columns.map((column) => `${column}::DOUBLE`).join(', ')}]`;
  const selected = [
    ...key.filter((column) => column !== 'edition' && column !== 'begins' && column !== 'grain'),
    'grain::VARCHAR AS grain',
    'epoch_ms(begins) AS begins',
    `${numbers(sums)} AS sums`,
    ...(spans ? ['epoch_ms(first_seen) AS first', 'epoch_ms(last_seen) AS last'] : []),
    `flatten(list_transform(minutes, lambda u: ${numbers(Object.keys(minute).map((field) => `u.${field}`))})) AS minutes`,
  ];
  const known = await db.rows<KnownRow>(`SELECT ${selected.join(', ')} FROM ${name} WHERE ${where}`);
  if (known.length === 0) return;
  await db.run(`DELETE FROM ${name} WHERE ${where}`);
  for (const { log_id: log, stream_id: stream, code = 0, group_id: group = 0, grain, begins: at, ...row } of known) {
    cells.at({ log, stream, group, grain, begins: at })(code).take(row);
  }
}

/** The minutes as structures, from one number behind the other; null where there are none. */
function minutesOf(fields: readonly string[]): string {
  const each = fields.map((field, i) => `'${field}': minutes[i + ${i + 1}]`).join(', ');
  const list = `list_transform(range(0, len(minutes), ${fields.length}), lambda i: {${each}})`;
  return `CASE WHEN len(minutes) > 0 THEN ${list} END`;
}

const instant = (column: string) => `epoch_ms(${column}::BIGINT)`;
/** Of staged numbers; the others are whole numbers. */
const CASTS: Readonly<Record<string, string>> = {
  grain: "CASE WHEN grain = 1 THEN 'day' ELSE 'hour' END::grain",
  begins: instant('begins'),
};

/** Fills the temporary table `staged`. Its columns are doubles, because whole numbers may be larger than 32 bits. */
async function stage(db: Database, { sums }: CellTable, { rows }: Cells): Promise<void> {
  const names = ['log_id', 'stream_id', 'code', 'group_id', 'grain', 'begins', 'first', 'last', ...sums];
  const columns = names.map(() => new Float64Array(rows.length));
  for (const [r, { key, cell }] of rows.entries()) {
    const { log, stream, code, group, grain, begins } = key;
    const numbers = [log, stream, code, group, grain === 'day' ? 1 : 0, begins, cell.first, cell.last, ...cell.sums];
    for (let c = 0; c < columns.length; c++) columns[c]![r] = numbers[c]!;
  }
  await db.run(
    `CREATE OR REPLACE TEMP TABLE staged (${names.map((name) => `${name} DOUBLE`).join(', ')}, minutes DOUBLE[])`,
  );
  const minutes = rows.map(({ cell }) => cell.minutes);
  await db.appendNumbers('staged', columns, minutes);
}
