/** What jobs print, write and tell is what the schemas say. */
import { beforeAll, expect, test } from 'vitest';
import type { Health } from '../../src/job/status.js';
import { type JobDocuments, jobDocuments } from './job-documents.js';
import { faultsOf } from './schemas.js';

let made: JobDocuments;
beforeAll(async () => {
  made = await jobDocuments();
});

test('reports that pass, warn, fail, have no data, and have no rules', () => {
  for (const report of made.reports) expect(faultsOf(report, 'report')).toEqual([]);
  const seen = made.reports.map(({ verdict, summary }) => (summary.totals.events === 0 ? 'no data' : verdict));
  expect(new Set(seen)).toEqual(new Set(['fail', 'no data', 'pass', 'warn', null]));
  expect(new Set(made.reports.map(({ comparedWith }) => comparedWith === null)).size).toBe(2);
});

test('the status before the first run, after good and bad ones, and where the history is broken; and its file', () => {
  for (const status of made.statuses) expect(faultsOf(status, 'status')).toEqual([]);
  const all = made.statuses as readonly Health[];
  expect(all[0]!.lastRun).toBeNull();
  expect(new Set(all.map(({ lastRun }) => lastRun?.exitStatus))).toEqual(new Set([undefined, 0, 1, 3]));
  expect(all.some(({ broken }) => broken.length > 0)).toBe(true);
  expect(all.filter((status) => !Object.hasOwn(status, 'history'))).toHaveLength(1);
});

test('notifications of each occasion', () => {
  for (const message of made.notifications) expect(faultsOf(message, 'notification')).toEqual([]);
  expect([...new Set(made.notifications.map(({ occasion }) => occasion))].sort()).toEqual([
    ...['error', 'fail', 'report', 'warn'],
  ]);
});
