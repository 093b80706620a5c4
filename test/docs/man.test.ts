/** man/ptk-logscan.1 is what the commands say. `npm run docs` writes it anew. */
import { expect, test } from 'vitest';
import { manPage } from './man-page.js';

test('the manual page is made from the commands as they are', async () => {
  await expect(await manPage()).toMatchFileSnapshot('../../man/ptk-logscan.1');
});
