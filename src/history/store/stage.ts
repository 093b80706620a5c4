/** New rows on their way into tables that have one row for each key. */
import type { Column, Database, Value } from './database.js';

/** Fills a temporary table with numbers. Its columns are doubles, because whole numbers may be larger than 32 bits. */
export async function stage(db: Database, table: string, columns: Readonly<Record<string, Value[]>>): Promise<void> {
  const names = Object.keys(columns);
  await db.run(`CREATE OR REPLACE TEMP TABLE ${table} (${names.map((name) => `${name} DOUBLE`).join(', ')})`);
  await db.append(
    table,
    names.map((): Column => 'double'),
    Object.values(columns),
  );
}

export function columns<K extends string>(...names: K[]): Record<K, Value[]> {
  return Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<K, Value[]>;
}

/** SQL for columns of staged numbers: a grain (0 hour, 1 day), and an instant in epoch milliseconds. */
export const grainOf = (column: string) => `CASE WHEN ${column} = 1 THEN 'day' ELSE 'hour' END::grain`;
export const timeOf = (column: string) => `epoch_ms(${column}::BIGINT)`;

/** Replaces the rows with the keys of `merged` by those of `merged`. */
export async function replaceMerged(db: Database, table: string, key: readonly string[]): Promise<void> {
  await db.run(
    `DELETE FROM ${table} USING merged WHERE ${key.map((name) => `${table}.${name} = merged.${name}`).join(' AND ')}
       AND ${table}.begins BETWEEN (SELECT min(begins) FROM merged) AND (SELECT max(begins) FROM merged)`,
  );
  await db.run(`INSERT INTO ${table} BY NAME SELECT * FROM merged ORDER BY begins, ${key.join(', ')}`);
  await db.run('DROP TABLE merged');
}
