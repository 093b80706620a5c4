import { expect, test } from 'vitest';
import { isRotatedName, logName } from '../../src/history/streams/log-name.js';

test.each([
  ['app.log', 'app.log'],
  ['logs/app.log.1', 'logs/app.log'],
  ['app.log.12.gz', 'app.log'],
  ['app.log.zst', 'app.log'],
  ['app.log-20261101', 'app.log'],
  ['app.log-20261101.gz', 'app.log'],
  ['app.log.2026-11-01', 'app.log'],
  ['app.log.2026-11-01.3.bz2', 'app.log'],
  ['app.log.2026-11-01-09', 'app.log'],
  ['app.log-1793524500', 'app.log'],
  ['app-2026-11-01.log', 'app.log'],
  ['app.2026-11-01_09.0.log.gz', 'app.log'],
  ['C:\\logs\\u_ex261101.log', 'C:\\logs\\u_ex.log'],
  ['app.log.old', 'app.log'],
  ['logs/20261101.log.gz', 'logs/*.log'],
  // What only looks like a rotation.
  ['worker.1.log', 'worker.1.log'],
  ['worker-2.log', 'worker-2.log'],
  ['node12.log', 'node12.log'],
  ['.1', '.1'],
  ['logs.d/x', 'logs.d/x'],
])('%s is of %s', (file, log) => {
  expect(logName(file)).toBe(log);
});

test.each([
  ['app.log', false],
  ['app.log.1', true],
  ['app.log.gz', true],
  ['app.log-20261101', true],
  // Written to under that name.
  ['app-2026-11-01.log', false],
  ['u_ex261101.log', false],
])('%s was put aside: %s', (file, aside) => {
  expect(isRotatedName(file)).toBe(aside);
});
