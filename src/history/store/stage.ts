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
