/** What a piece of a source is told of its beginning. */
import { expect, test } from 'vitest';
import { Kernel } from '../../src/kernel/kernel.js';
import { compileKernel } from '../../src/kernel/load.js';
import { HEADER_REACH, headerIn } from '../../src/scan/source-head.js';
import { rulesOf } from '../rules/rules-of.js';

test('a header is found behind as many lines with # as fit what is read for it', () => {
  const rules = rulesOf();
  const fields = '#Fields: date time x-id x-code\n';
  const comments = '# x\n'.repeat((15 * 1024) / 4);
  const beginning = Buffer.from(`${comments}${fields}2026-11-01 09:15:00 108001 107000\n`);
  expect(beginning.length).toBeLessThan(HEADER_REACH);
  expect(headerIn(new Kernel(compileKernel(), rules), beginning, rules)?.columns).toHaveLength(4);
});
