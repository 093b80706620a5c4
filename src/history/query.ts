/** The user's own SQL on a history that is open for reading, and its tables as files. */
import { LogscanError, usageError } from '../model/errors.js';
import type { History } from './history.js';
import { firstLine } from './store/database.js';

/**
 * Runs a query. It can read the history and nothing else: no file and no network; and it cannot write.
 * @throws LogscanError `usage` for SQL that is not a query
 */
export async function query(
  { db }: History,
  sql: string,
  visit: (rows: readonly (readonly unknown[])[], names: readonly string[]) => Promise<void>,
): Promise<void> {
  // DuckDB calls it an "Error in native callback".
  if (withoutComments(sql).trim() === '') throw usageError(`SQL: expected a query; got ${JSON.stringify(sql)}`);
  await db.run('SET enable_external_access = false');
  await db.run('SET lock_configuration = true');
  try {
    await db.stream(sql, visit);
  } catch (error) {
    if (error instanceof LogscanError) throw error;
    throw usageError(`SQL: ${firstLine(error)}`, 'ptk-logscan history --help names the tables');
  }
}

/** Of a text that may be empty but for them: comments within strings do not matter. */
function withoutComments(sql: string): string {
  return sql.replace(/--[^\n]*|\/\*[\s\S]*?\*\/|;/g, '');
}

export const EXPORTS = [
  'minute_counts',
  'hour_counts',
  'day_counts',
  'counts',
  'reads',
  'logs',
  'runs',
  'reports',
] as const;
export type Export = (typeof EXPORTS)[number];

/** Writes a table or view to a file, which is replaced. */
export async function exportTable(
  { db }: History,
  table: Export,
  format: 'parquet' | 'csv',
  file: string,
): Promise<void> {
  const options = format === 'parquet' ? 'FORMAT parquet, COMPRESSION zstd' : 'FORMAT csv, HEADER';
  try {
    await db.run(`COPY (SELECT * FROM ${table} ORDER BY ALL) TO '${file.replaceAll("'", "''")}' (${options})`);
  } catch (error) {
    throw new LogscanError('output', `${file}: cannot be written: ${firstLine(error)}`);
  }
}
