/** What the package exports: every type that a consumer meets has a name there. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { typesReached } from './exported-types.js';
import { ROOT } from './packed.js';

test('every type that the public surface names is exported', () => {
  const { reached, hidden } = typesReached(join(ROOT, 'dist/types/index.d.ts'));
  expect(reached.length).toBeGreaterThan(80);
  expect(reached.some((name) => name.endsWith(': FindingGroup'))).toBe(true);
  expect(hidden).toEqual([]);
});
