/**
 * Apache Parquet, a row for each window and code:
 *
 *     start, end                              TIMESTAMP (UTC, microseconds); null for events without a time
 *     code                                    INTEGER
 *     name, category, severity, fault, retry  VARCHAR
 *     count                                   BIGINT
 *
 * The sum of `count` is all events. DuckDB writes the file. It is an optional dependency of some 100 MB, loaded only when
 * this format is asked for.
 */
import type { DuckDBConnection, DuckDBType, DuckDBValue } from '@duckdb/node-api';
import { howToGetDuckDb } from '../installation/duckdb.js';
import { LogscanError, usageError } from '../model/errors.js';
import type { Summary } from '../model/summary.js';
import { printable } from '../text/terminal.js';
import { untimedCounts } from './untimed.js';

type DuckDb = typeof import('@duckdb/node-api');

/** DuckDB's own number. */
const CHUNK_ROWS = 2048;

/** The texts of codes are added when the file is written: with them a row of `counts` would take four times as much. */
const TABLES =
  'CREATE TABLE counts (start TIMESTAMPTZ, "end" TIMESTAMPTZ, code INTEGER NOT NULL, count BIGINT NOT NULL); ' +
  'CREATE TABLE codes (code INTEGER NOT NULL, name VARCHAR NOT NULL, category VARCHAR NOT NULL, ' +
  'severity VARCHAR NOT NULL, fault VARCHAR NOT NULL, retry VARCHAR NOT NULL)';
const ROWS =
  'SELECT start, "end", code, name, category, severity, fault, retry, count FROM counts JOIN codes USING (code)';

/**
 * Writes the file; an existing one is replaced.
 * @throws LogscanError `usage` where DuckDB is not installed, `output` where the file cannot be written
 */
export async function writeParquet(summary: Summary, file: string): Promise<void> {
  const duckDb = await duckdb();
  // With one thread the rows, and so the bytes, are always in the same order. Extensions would be loaded from the network.
  const database = await duckDb.DuckDBInstance.create(':memory:', {
    threads: '1',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  try {
    const connection = await database.connect();
    try {
      await connection.run(TABLES);
      const { BIGINT, INTEGER, TIMESTAMPTZ, VARCHAR } = duckDb;
      await fill(duckDb, connection, 'counts', [TIMESTAMPTZ, TIMESTAMPTZ, INTEGER, BIGINT], countRows(duckDb, summary));
      await fill(
        duckDb,
        connection,
        'codes',
        [INTEGER, VARCHAR, VARCHAR, VARCHAR, VARCHAR, VARCHAR],
        codeRows(summary),
      );
      try {
        await connection.run(`COPY (${ROWS}) TO '${file.replaceAll("'", "''")}' (FORMAT parquet, COMPRESSION zstd)`);
      } catch (error) {
        throw new LogscanError('output', `${file}: cannot be written: ${printable((error as Error).message)}`);
      }
    } finally {
      connection.closeSync();
    }
  } finally {
    database.closeSync();
  }
}

function* countRows({ DuckDBTimestampTZValue }: DuckDb, summary: Summary): Iterable<DuckDBValue[]> {
  const instant = (text: string) => new DuckDBTimestampTZValue(BigInt(Date.parse(text)) * 1000n);
  for (const { start, end, codes } of summary.windows) {
    const [from, to] = [instant(start), instant(end)];
    for (const [code, count] of Object.entries(codes)) yield [from, to, Number(code), BigInt(count)];
  }
  for (const [code, count] of untimedCounts(summary)) yield [null, null, code, BigInt(count)];
}

function* codeRows({ codes }: Summary): Iterable<DuckDBValue[]> {
  for (const { code, name, category, severity, fault, retry } of codes)
    yield [code, ...[name, category, severity, fault, retry].map(printable)];
}

/**
 * In chunks: of a row by itself each value would be an object outside of JavaScript's heap, 700 bytes until the next
 * collection of garbage.
 */
async function fill(
  { DuckDBDataChunk }: DuckDb,
  connection: DuckDBConnection,
  table: string,
  types: readonly DuckDBType[],
  rows: Iterable<DuckDBValue[]>,
): Promise<void> {
  const appender = await connection.createAppender(table);
  let columns = types.map((): DuckDBValue[] => []);
  const flush = () => {
    const chunk = DuckDBDataChunk.create(types, columns[0]!.length);
    chunk.setColumns(columns);
    appender.appendDataChunk(chunk);
    columns = types.map(() => []);
  };
  for (const row of rows) {
    for (const [i, column] of columns.entries()) column.push(row[i]!);
    if (columns[0]!.length === CHUNK_ROWS) flush();
  }
  if (columns[0]!.length > 0) flush();
  appender.closeSync();
}

async function duckdb(): Promise<DuckDb> {
  try {
    return await import('@duckdb/node-api');
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw usageError(`parquet: expected DuckDB, which writes it; it cannot be loaded: ${reason}`, howToGetDuckDb());
  }
}
