/** docs/reports.md names the tables, settings and words that there are. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import schema from '../../src/settings/job/schema.json' with { type: 'json' };
import { COMPARE_WITH, NAMED_PERIODS } from '../../src/time/period.js';
import { aPlace } from '../history/a-history.js';

const PAGE = readFileSync(new URL('../../docs/reports.md', import.meta.url), 'utf8');

test('every table and column', async () => {
  const place = aPlace();
  const history = await place.write();
  const columns = await history.db.rows<{ table_name: string; column_name: string }>(
    'SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND schema_name = current_schema()',
  );
  history.close();
  place.remove();
  expect(columns.length).toBeGreaterThan(60);
  const rows = PAGE.split('\n').filter((line) => line.startsWith('| `'));
  const missing = columns.filter(({ table_name, column_name }) => {
    return !rows.some((row) => row.split('|')[1]!.includes(`\`${table_name}\``) && row.includes(`\`${column_name}\``));
  });
  expect(missing).toEqual([]);
});

test('every setting, period and comparison', () => {
  const { report, channel } = schema.definitions;
  const settings = [
    ...Object.keys(schema.properties),
    ...Object.keys(report.properties),
    ...Object.keys(channel.properties),
  ];
  const words = [...settings.filter((name) => name !== '$schema'), ...NAMED_PERIODS, ...COMPARE_WITH];
  expect(words.filter((word) => !new RegExp(`\\b${word}\\b`).test(PAGE))).toEqual([]);
});
