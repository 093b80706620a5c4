/** docs/rules.md is what the code says. `npm run docs` writes it anew. */
import { expect, test } from 'vitest';
import { rulesPage } from './rules-page.js';

test('docs/rules.md is made from the reference as it is', async () => {
  await expect(rulesPage()).toMatchFileSnapshot('../../docs/rules.md');
});
