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
import { LogscanError, usageError } from '../model/errors.js';
import type { CodeSummary, Summary } from '../model/summary.js';
import { printable } from '../text/terminal.js';
import { untimedCounts } from './untimed.js';

/**
 * Writes the file; an existing one is replaced.
 * @throws LogscanError `usage` where DuckDB is not installed, `output` where the file cannot be written
 */
export async function writeParquet(summary: Summary, file: string): Promise<void> {
  const { DuckDBInstance, DuckDBTimestampTZValue, TIMESTAMPTZ } = await duckdb();
  // With one thread the rows, and so the bytes, are always in the same order. Extensions would be loaded from the network.
  const database = await DuckDBInstance.create(':memory:', {
    threads: '1',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  try {
    const connection = await database.connect();
    try {
      await connection.run(
        'CREATE TABLE windows (start TIMESTAMPTZ, "end" TIMESTAMPTZ, code INTEGER NOT NULL, name VARCHAR NOT NULL, ' +
          'category VARCHAR NOT NULL, severity VARCHAR NOT NULL, fault VARCHAR NOT NULL, retry VARCHAR NOT NULL, ' +
          'count BIGINT NOT NULL)',
      );
      const appender = await connection.createAppender('windows');
      const known = new Map(summary.codes.map((code) => [code.code, code]));
      const instant = (text: string | null) =>
        text === null ? null : new DuckDBTimestampTZValue(BigInt(Date.parse(text)) * 1000n);
      const append = (start: string | null, end: string | null, of: CodeSummary, count: number) => {
        for (const text of [start, end]) {
          const value = instant(text);
          if (value === null) appender.appendNull();
          else appender.appendValue(value, TIMESTAMPTZ);
        }
        appender.appendInteger(of.code);
        for (const text of [of.name, of.category, of.severity, of.fault, of.retry])
          appender.appendVarchar(printable(text));
        appender.appendBigInt(BigInt(count));
        appender.endRow();
      };
      for (const { start, end, codes } of summary.windows) {
        for (const [code, count] of Object.entries(codes)) append(start, end, known.get(Number(code))!, count);
      }
      for (const [code, count] of untimedCounts(summary)) append(null, null, known.get(code)!, count);
      appender.closeSync();
      try {
        await connection.run(`COPY windows TO '${file.replaceAll("'", "''")}' (FORMAT parquet, COMPRESSION zstd)`);
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

async function duckdb(): Promise<typeof import('@duckdb/node-api')> {
  try {
    return await import('@duckdb/node-api');
  } catch {
    throw usageError(
      'parquet: expected the optional package @duckdb/node-api, which is not installed',
      'npm install @duckdb/node-api',
    );
  }
}
