/** Every link in README.md, CONTRIBUTING.md and docs/ leads to a file that is there, and to a heading in it. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import { expect, test } from 'vitest';
import { PAGES, ROOT } from './pages.js';

const NOT_PROSE = /^```.*?^```$|<!--.*?-->|`[^`\n]*`/gms;

interface Link {
  readonly from: string;
  readonly target: string;
}

const sources = [...PAGES.map(({ path, text }) => ({ path, text })), file('CONTRIBUTING.md'), file('bench/README.md')];

function file(path: string): { path: string; text: string } {
  return { path, text: readFileSync(join(ROOT, path), 'utf8') };
}

const links: Link[] = sources.flatMap(({ path, text }) => {
  const prose = text.replace(NOT_PROSE, '');
  const found = [...prose.matchAll(/\]\(([^)\s]+)\)|(?:src|srcset|href)="([^"]+)"/g)];
  return found.map(([, inText, inTag]) => ({ from: path, target: (inText ?? inTag)! }));
});
const local = links.filter(({ target }) => !/^(?:https?|mailto):/.test(target));

/** From the project's folder, with slashes. */
function pathOf({ from, target }: Link): string {
  const [path] = target.split('#');
  return path === ''
    ? from
    : normalize(join(dirname(from), path!))
        .split(sep)
        .join('/');
}

test('of files', () => {
  expect(local.length).toBeGreaterThan(60);
  const missing = local.filter((link) => !existsSync(join(ROOT, pathOf(link))));
  expect(missing).toEqual([]);
});

test('of headings', () => {
  const missing = local.filter((link) => {
    const anchor = link.target.split('#')[1];
    const path = pathOf(link);
    return anchor !== undefined && path.endsWith('.md') && existsSync(join(ROOT, path)) && !anchorsOf(path).has(anchor);
  });
  expect(missing).toEqual([]);
});

test('every page is in the index', () => {
  const named = new Set(local.filter(({ from }) => from === 'docs/index.md').map(pathOf));
  const pages = PAGES.map(({ path }) => path).filter((path) => path !== 'README.md' && path !== 'docs/index.md');
  expect(pages.filter((path) => !named.has(path))).toEqual([]);
});

/** As GitHub makes them of headings, and the site with the same rules: docs/.vitepress/config.mjs. */
function anchorsOf(path: string): Set<string> {
  const anchors = new Set<string>();
  for (const [, heading] of file(path)
    .text.replace(/^```.*?^```$/gms, '')
    .matchAll(/^#{1,6} (.*)$/gm)) {
    const anchor = heading!
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-');
    let n = 1;
    let unique = anchor;
    while (anchors.has(unique)) unique = `${anchor}-${n++}`;
    anchors.add(unique);
  }
  return anchors;
}
