/** docs/options.md has every option as it is declared. `npm run docs` writes its tables anew. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { optionsPage } from './options-page.js';

test('the tables of docs/options.md are made from the options as they are', async () => {
  const page = readFileSync(new URL('../../docs/options.md', import.meta.url), 'utf8');
  await expect(await optionsPage(page)).toMatchFileSnapshot('../../docs/options.md');
});
