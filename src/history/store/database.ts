/**
 * The embedded database (DuckDB), behind the few calls that the history needs. It is an optional dependency of 70 MB,
 * loaded only when a history is opened.
 */
import type { DuckDBConnection, DuckDBInstance, DuckDBType, DuckDBValue } from '@duckdb/node-api';
import type { Vector } from '@duckdb/node-bindings';
import { howToGetDuckDb } from '../../installation/duckdb.js';
import { LogscanError } from '../../model/errors.js';

type Api = typeof import('@duckdb/node-api');
export type Value = string | number | boolean | null;
/** What a column of `append` holds. */
export type Column = 'integer' | 'double' | 'text';

/** Rows in one chunk of the database's. */
const CHUNK = 2048;

export class Database {
  readonly #api: Api;
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  #isInTransaction = false;

  private constructor(api: Api, instance: DuckDBInstance, connection: DuckDBConnection) {
    this.#api = api;
    this.#instance = instance;
    this.#connection = connection;
  }

  /**
   * Opens a file, or creates it if it may write. One process may write, or several may read.
   * @throws LogscanError `internal` where the database is not installed; the database's own error otherwise
   */
  static async open(file: string, readOnly: boolean): Promise<Database> {
    const api = await load();
    const instance = await api.DuckDBInstance.create(file, {
      access_mode: readOnly ? 'READ_ONLY' : 'READ_WRITE',
      // Nothing is ever fetched from the network.
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      // A second one takes a run a tenth more of processor time, and hardly less time.
      threads: '1',
      // What it does not fit into it goes to the disk for; what it has freed goes back to the system soon.
      memory_limit: '100MB',
      allocator_flush_threshold: '8MB',
      allocator_bulk_deallocation_flush_threshold: '8MB',
      // Where it sorts what does not fit into memory: beside the file, not in the current folder.
      temp_directory: `${file}.tmp`,
    });
    try {
      return new Database(api, instance, await instance.connect());
    } catch (error) {
      instance.closeSync();
      throw error;
    }
  }

  /**
   * Tries to open a file as `open` does, and lets go of it at once.
   * @returns null where it can be opened, else the number of the system's error, or 0 where it is none of the system's
   */
  static async attempt(file: string, readOnly: boolean): Promise<number | null> {
    const { DuckDBInstance } = await load();
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    try {
      // Errors of `open` are words, in the system's language; only those of a statement can have the number.
      await connection.run('SET errors_as_json = true');
      await connection.run(`ATTACH '${file.replaceAll("'", "''")}' AS attempt ${readOnly ? '(READ_ONLY)' : ''}`);
      return null;
    } catch (error) {
      return errorNumber(error);
    } finally {
      connection.closeSync();
      instance.closeSync();
    }
  }

  /** One statement; several, divided by `;`, where there are no values. */
  async run(sql: string, values: readonly Value[] = []): Promise<void> {
    await this.#connection.run(sql, bound(values));
  }

  /** All rows as objects by column name. Instants are Dates, and whole numbers of 64 bits are numbers. */
  async rows<T extends object>(sql: string, values: readonly Value[] = []): Promise<T[]> {
    const reader = await this.#connection.runAndReadAll(sql, bound(values));
    return reader.getRowObjectsJS().map((row) => {
      for (const name in row) if (typeof row[name] === 'bigint') row[name] = Number(row[name]);
      return row as T;
    });
  }

  /**
   * Rows as they arrive, for results that may be long. The first call has no rows, only the columns' names. Values are
   * those of JSON.
   */
  async stream(
    sql: string,
    visit: (rows: readonly (readonly unknown[])[], names: readonly string[]) => Promise<void> | void,
  ): Promise<void> {
    const result = await this.#connection.stream(sql);
    const names = result.deduplicatedColumnNames();
    await visit([], names);
    for await (const rows of result.yieldRowsJs())
      await visit(
        rows.map((row) => row.map(plain)),
        names,
      );
  }

  /** Each row as an object by column name, as it arrives: for results that may be long. Whole numbers are numbers. */
  async each<T extends object>(sql: string, visit: (row: T) => void): Promise<void> {
    let names: readonly string[] = [];
    await this.stream(sql, (rows, columns) => {
      names = columns;
      for (const row of rows) visit(Object.fromEntries(names.map((name, i) => [name, row[i]])) as T);
    });
  }

  /**
   * Rows of numbers, visited one by one: for results with hundreds of thousands of rows. All columns must be numeric
   * and not null.
   */
  async numbers(sql: string, visit: (row: readonly number[]) => void): Promise<void> {
    const result = await this.#connection.stream(sql);
    const row: number[] = [];
    for (;;) {
      const chunk = await result.fetchChunk();
      if (chunk === null || chunk.rowCount === 0) return;
      const columns = Array.from({ length: chunk.columnCount }, (_, i) => chunk.getColumnVector(i));
      for (let r = 0; r < chunk.rowCount; r++) {
        for (let c = 0; c < columns.length; c++) row[c] = Number(columns[c]!.getItem(r));
        visit(row);
      }
    }
  }

  /** Adds rows to a table, given as columns of equal length. */
  async append(table: string, types: readonly Column[], columns: readonly (readonly Value[])[]): Promise<void> {
    const { DuckDBDataChunk, DOUBLE, INTEGER, VARCHAR } = this.#api;
    const known: Record<Column, DuckDBType> = { integer: INTEGER, double: DOUBLE, text: VARCHAR };
    const appender = await this.#connection.createAppender(table);
    try {
      const length = columns[0]?.length ?? 0;
      for (let from = 0; from < length; from += CHUNK) {
        const to = Math.min(length, from + CHUNK);
        const chunk = DuckDBDataChunk.create(
          types.map((type) => known[type]),
          to - from,
        );
        chunk.setColumns(columns.map((column) => column.slice(from, to)));
        appender.appendDataChunk(chunk);
      }
    } finally {
      appender.closeSync();
    }
  }

  /**
   * Adds rows of numbers to a table whose columns are doubles, and the last one lists of doubles: for hundreds of
   * thousands of numbers, which go into the database's memory as they are. None of them is null.
   * @param columns of equal length
   * @param lists one for each row
   */
  async appendNumbers(
    table: string,
    columns: readonly Float64Array<ArrayBuffer>[],
    lists: readonly Float64Array[],
  ): Promise<void> {
    const { DuckDBDataChunk, DOUBLE, LIST } = this.#api;
    const bindings = await loadBindings();
    const appender = await this.#connection.createAppender(table);
    try {
      for (let from = 0; from < lists.length; from += CHUNK) {
        const rows = Math.min(lists.length - from, CHUNK);
        const chunk = DuckDBDataChunk.create([...columns.map(() => DOUBLE), LIST(DOUBLE)], rows);
        const vector = (column: number) => bindings.data_chunk_get_vector(chunk.chunk, column);
        const copy = (to: Vector, { buffer, byteOffset, byteLength }: ArrayBufferView<ArrayBuffer>) =>
          bindings.copy_data_to_vector(to, 0, buffer, byteOffset, byteLength);
        for (const [c, column] of columns.entries()) copy(vector(c), column.subarray(from, from + rows));
        const { items, entries } = joinedLists(lists.slice(from, from + rows));
        const list = vector(columns.length);
        bindings.list_vector_reserve(list, items.length);
        bindings.list_vector_set_size(list, items.length);
        copy(list, entries);
        copy(bindings.list_vector_get_child(list), items);
        appender.appendDataChunk(chunk);
      }
    } finally {
      appender.closeSync();
    }
  }

  /** Keeps everything that `act` does, or nothing. Within another transaction it is a part of that one. */
  async transaction<T>(act: () => Promise<T>): Promise<T> {
    if (this.#isInTransaction) return act();
    await this.run('BEGIN TRANSACTION');
    this.#isInTransaction = true;
    try {
      const result = await act();
      await this.run('COMMIT');
      return result;
    } catch (error) {
      // After a failed commit there is nothing left to roll back.
      await this.run('ROLLBACK').catch(() => {});
      throw error;
    } finally {
      this.#isInTransaction = false;
    }
  }

  close(): void {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }
}

/** Without values a statement is not prepared, which takes as long as a small one. */
function bound(values: readonly Value[]): DuckDBValue[] | undefined {
  return values.length === 0 ? undefined : [...values];
}

/** Instants as RFC 3339, whole numbers as numbers where they fit. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(plain);
  if (value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, plain(each)]));
  }
  return typeof value === 'object' && value !== null ? String(value) : value;
}

async function load(): Promise<Api> {
  try {
    return await import('@duckdb/node-api');
  } catch (error) {
    throw new LogscanError(
      'internal',
      `the history needs DuckDB, which cannot be loaded: ${firstLine(error)}`,
      howToGetDuckDb(),
    );
  }
}

/** What the API is built on, and has loaded. Only here can memory be copied into the database's. */
async function loadBindings(): Promise<typeof import('@duckdb/node-bindings')> {
  return (await import('@duckdb/node-bindings')).default;
}

/** All items, and for each list where it begins among them, and its length: two numbers of 64 bits. */
function joinedLists(lists: readonly Float64Array[]) {
  const items = new Float64Array(lists.reduce((sum, { length }) => sum + length, 0));
  const entries = new BigUint64Array(2 * lists.length);
  let at = 0;
  for (const [i, list] of lists.entries()) {
    items.set(list, at);
    entries[2 * i] = BigInt(at);
    entries[2 * i + 1] = BigInt(list.length);
    at += list.length;
  }
  return { items, entries };
}

/** Of an error as JSON. */
function errorNumber(error: unknown): number {
  try {
    return Number((JSON.parse((error as Error).message) as { errno?: string }).errno ?? 0);
  } catch {
    return 0;
  }
}

export function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0]!;
}
