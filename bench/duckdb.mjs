/**
 * DuckDB at the same job, in the query that a user who knows both would write: `node duckdb.mjs SHAPE FILE` prints
 * `count hour code` rows, for SOAP `count code`. JSON goes through its JSON reader, text through its CSV reader as
 * one column, where `contains` keeps the regular expression from lines without a code.
 */
import { DuckDBInstance } from '@duckdb/node-api';

const [shape, file] = process.argv.slice(2);
const name = `'${file.replaceAll("'", "''")}'`;

const lines = `read_csv(${name}, columns = {'line': 'VARCHAR'}, delim = '\\x01', quote = '', escape = '',
  header = false, auto_detect = false)`;
const codesOf = (key) => `
  SELECT count(*), concat_ws(' ', hour, code) FROM (
    SELECT ${key === '<StatusCode>' ? 'NULL' : 'line[1:13]'} AS hour, regexp_extract(line, '${key}(10[6-9][0-9]{3})\\b', 1) AS code
    FROM ${lines} WHERE contains(line, '${key}'))
  WHERE code <> '' GROUP BY hour, code`;
const json = `
  SELECT count(*), concat_ws(' ', time[1:13], statusCode)
  FROM read_ndjson(${name}, columns = {'time': 'VARCHAR', 'statusCode': 'INTEGER'}) GROUP BY time[1:13], statusCode`;

const query = shape === 'json' ? json : codesOf(shape === 'soap' ? '<StatusCode>' : 'statusCode=');
const instance = await DuckDBInstance.create(':memory:');
const reader = await (await instance.connect()).runAndReadAll(query);
for (const [count, rest] of reader.getRows()) console.log(`${count} ${rest}`);
