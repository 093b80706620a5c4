/** What a piece of a source is told of its beginning. */
import { expect, test } from 'vitest';
import { Kernel } from '../../src/kernel/kernel.js';
import { compileKernel } from '../../src/kernel/load.js';
import { headerFinder } from '../../src/scan/find-header.js';
import { HEADER_SEARCH_BYTES, headerIn } from '../../src/scan/source-head.js';
import { rulesOf } from '../rules/rules-of.js';

test.each([
  ['at the end of what is read for it', 0, 4],
  ['a byte behind that', 1, undefined],
])('a header %s, for who reads all and for who begins in the middle', (_where, more, columns) => {
  const rules = rulesOf();
  const fields = '#Fields: date time x-id x-code\n';
  const lines = `#${'x'.repeat(1000)}\n`.repeat(60);
  const last = '#'.repeat(HEADER_SEARCH_BYTES - lines.length - 1 - fields.length + more);
  const source = Buffer.from(`${lines}${last}\n${fields}2026-11-01 09:15:00 108001 107000\n`);
  expect(source.indexOf(fields) + fields.length).toBe(HEADER_SEARCH_BYTES + more);
  const kernel = new Kernel(compileKernel(), rules);
  expect(headerIn(kernel, source, rules)?.columns.length).toBe(columns);
  kernel.begin(0, 0, headerFinder(rules));
  kernel.write(source, () => {});
  expect(kernel.header?.columns.length).toBe(columns);
});
