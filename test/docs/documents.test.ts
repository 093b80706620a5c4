/** docs/documents.md names the schemas, metrics and exit statuses that there are, and its example is right. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { END_SIGNALS, signalStatus } from '../../src/model/exit-status.js';
import { metricsText } from '../../src/serve/metrics.js';
import { readConfig } from '../../src/settings/config/config.js';
import { familiesOf } from '../report/exposition.js';
import { exitTable, liveMetrics, MEASURED, schemaRows, summaryMetrics } from './documents-tables.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PAGE = readFileSync(join(ROOT, 'docs/documents.md'), 'utf8');

test('the metrics of a summary and of a live run', () => {
  expect(PAGE).toContain(`\n\n${summaryMetrics()}\n\n`);
  expect(PAGE).toContain(`\n\n${liveMetrics()}\n\n`);
});

test('the exit statuses of every command, and those of signals', async () => {
  expect(PAGE).toContain(`\n\n${await exitTable()}\n\n`);
  for (const signal of Object.keys(END_SIGNALS) as (keyof typeof END_SIGNALS)[]) {
    expect(PAGE).toContain(`${signalStatus(signal)} (${signal})`);
  }
});

test('every schema, with the kind of its document', () => {
  const rows = PAGE.split('\n').filter((line) => line.startsWith('| '));
  for (const wanted of schemaRows()) {
    const words = wanted.split(' ');
    expect([wanted, rows.filter((row) => words.every((word) => row.includes(word))).length]).toEqual([wanted, 1]);
  }
});

test('the configuration that it shows is one', () => {
  const [, yaml] = /```yaml\n(.*?)```/s.exec(PAGE)!;
  expect(() => readConfig(yaml!, 'docs.yaml', 'project', '/')).not.toThrow();
  const [, schema] = /\$schema=.*ptk-logscan\/dist\/(\S+)/.exec(yaml!)!;
  expect(schema).toBe('config.schema.json');
  expect(existsSync(join(ROOT, 'dist', schema!))).toBe(true);
});

test('what is written alike is one thing that fires or fails, not two', () => {
  const values = new Map(
    familiesOf(metricsText(MEASURED)).map(({ name, samples }) => [name, samples.map(({ value }) => value)]),
  );
  expect(values.get('ptk_logscan_alert_firing')).toEqual([1]);
  expect(values.get('ptk_logscan_source_failing')).toEqual([1]);
  expect(values.get('ptk_logscan_alerts_fired_total')).toEqual([3]);
});
