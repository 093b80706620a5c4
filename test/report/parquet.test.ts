import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeParquet } from '../../src/report/parquet.js';
import { aReport } from './a-report.js';

const duckdb = await import('@duckdb/node-api').catch(() => null);
const withDuckDb = test.skipIf(duckdb === null);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ptk-parquet-'));
});
afterAll(() => rm(folder, { recursive: true }));

withDuckDb('read back, the counts are all events and the windows are where they were', async () => {
  const summary = aReport();
  const file = join(folder, "it's.parquet");
  await writeParquet(summary, file);
  const database = await duckdb!.DuckDBInstance.create(':memory:');
  const connection = await database.connect();
  const reader = await connection.runAndReadAll(
    `SELECT count(*)::INT AS rows, sum(count)::INT AS events, sum(count) FILTER (start IS NULL)::INT AS untimed,
            epoch_ms(min(start))::VARCHAR AS first, epoch_ms(max("end"))::VARCHAR AS last,
            min(name) FILTER (code = 107000) AS name
     FROM read_parquet('${file.replaceAll("'", "''")}')`,
  );
  expect(reader.getRowObjects()).toEqual([
    {
      rows: summary.windows.reduce((n, { codes }) => n + Object.keys(codes).length, 0) + 1,
      events: summary.totals.events,
      untimed: summary.totals.untimed,
      first: String(Date.parse(summary.windows[0]!.start)),
      last: String(Date.parse(summary.windows.at(-1)!.end)),
      name: 'RequestCompleted',
    },
  ]);
  connection.closeSync();
});

withDuckDb('the same summary gives the same bytes', async () => {
  const [a, b] = [join(folder, 'a.parquet'), join(folder, 'b.parquet')];
  await writeParquet(aReport(), a);
  await writeParquet(aReport(), b);
  expect((await readFile(a)).equals(await readFile(b))).toBe(true);
});

withDuckDb('a place that cannot be written is named', async () => {
  await expect(writeParquet(aReport(), join(folder, 'no', 'a.parquet'))).rejects.toThrow(
    /no[\\/]a\.parquet: cannot be written/,
  );
});
