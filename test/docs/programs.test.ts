/** The programs that README.md and docs/ show are run; a block of `text` right behind one is what it prints. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mark, PAGES } from './pages.js';
import { scratchFolder } from './scratch-folder.js';

const programs = PAGES.flatMap(({ path, blocks }) =>
  blocks.flatMap((block, i) => {
    if (block.language !== 'js' || mark(block, 'not run') !== null) return [];
    const next = blocks[i + 1];
    return [{ at: `${path}:${block.line}`, code: block.text, shown: next?.language === 'text' ? next.text : null }];
  }),
);

// The package is a link there, for which Windows wants a privilege.
test.skipIf(process.platform === 'win32')('programs print what is shown', () => {
  const folder = scratchFolder();
  try {
    for (const { at, code, shown } of programs) {
      writeFileSync(join(folder.path, 'example.mjs'), code);
      const env = { ...process.env, TZ: 'UTC' };
      const output = execFileSync(process.execPath, ['example.mjs'], { cwd: folder.path, env, encoding: 'utf8' });
      if (shown !== null) expect(output, at).toBe(shown);
    }
  } finally {
    folder.remove();
  }
});
