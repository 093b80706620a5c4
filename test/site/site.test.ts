/** The site as it was built, opened page by page in a browser: `npm run test:site`. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import pLimit from 'p-limit';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, skipped } from '../browser/browser.js';
import { PAGES, ROOT } from '../docs/pages.js';
import { type StaticServer, serve } from './static-server.js';

const DIST = join(ROOT, 'docs/.vitepress/dist');
const { homepage } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const REPOSITORY = `${homepage.replace(/#.*$/, '')}/blob/main/`;

/** From its root, such as `/incident.html`. */
const built = readdirSync(DIST, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.html') && name !== '404.html')
  .map((name) => `/${name.split(sep).join('/')}`);

interface Seen {
  readonly status: number;
  readonly title: string;
  readonly headings: number;
  readonly ids: ReadonlySet<string>;
  readonly links: readonly string[];
  /** What the browser complained of. */
  readonly said: readonly string[];
  /** What it asked of others, and what was not there. */
  readonly astray: readonly string[];
}

describe.skipIf(skipped)('the site', () => {
  const seen = new Map<string, Seen>();
  let browser: Browser;
  let server: StaticServer;

  beforeAll(async () => {
    server = await serve(DIST);
    browser = await openBrowser();
    const limit = pLimit(3);
    await Promise.all(built.map((path) => limit(async () => seen.set(path, await look(path)))));
  }, 600_000);
  afterAll(async () => {
    await browser.close();
    server.close();
  });

  async function opened<T>(use: (page: Page, said: string[], astray: string[]) => Promise<T>): Promise<T> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    try {
      const page = await context.newPage();
      const said: string[] = [];
      const astray: string[] = [];
      page.on('console', (message) => said.push(message.text()));
      page.on('pageerror', (error) => said.push(String(error)));
      page.on('response', (response) => {
        if (response.status() >= 400) astray.push(`${response.status()} ${response.url()}`);
      });
      page.on('request', (request) => {
        if (!request.url().startsWith(`${server.address}/`) && !request.url().startsWith('data:')) {
          astray.push(request.url());
        }
      });
      return await use(page, said, astray);
    } finally {
      await context.close();
    }
  }

  function look(path: string): Promise<Seen> {
    return opened(async (page, said, astray) => {
      const response = await page.goto(`${server.address}${path}`, { waitUntil: 'networkidle' });
      return {
        status: response!.status(),
        title: await page.title(),
        headings: await page.locator('h1').count(),
        ids: new Set(await page.locator('[id]').evaluateAll((all) => all.map(({ id }) => id))),
        links: await page
          .locator('a[href]')
          .evaluateAll((all) => all.map((a) => (a as unknown as { href: string }).href)),
        said,
        astray,
      };
    });
  }

  test('has all pages, and those of the API', () => {
    const pages = PAGES.map(({ path }) => path).filter((path) => path !== 'README.md');
    const wanted = pages.map((path) => path.replace(/^docs(.*)\.md$/, '$1.html'));
    expect(built).toEqual(expect.arrayContaining(wanted));
    expect(built.filter((path) => path.startsWith('/api/')).length).toBeGreaterThan(20);
  });

  test.each(built)('%s opens with a title and a heading, and nothing is complained of', (path) => {
    expect(seen.get(path)).toMatchObject({ status: 200, headings: 1, said: [], astray: [] });
    expect(seen.get(path)!.title).toMatch(/ptk-logscan/);
  });

  test('links lead to pages and headings that are there', () => {
    const broken = [...seen].flatMap(([path, { links }]) =>
      links.filter((link) => !leads(link)).map((link) => `${path}: ${link}`),
    );
    expect(broken).toEqual([]);
  });

  function leads(link: string): boolean {
    if (link.startsWith(REPOSITORY)) {
      return existsSync(join(ROOT, new URL(link).pathname.slice(new URL(REPOSITORY).pathname.length)));
    }
    if (!link.startsWith(`${server.address}/`)) return true;
    const { pathname, hash } = new URL(link);
    const path = pathname.endsWith('/') ? `${pathname}index.html` : pathname;
    const target = seen.get(path);
    return target !== undefined && (hash === '' || target.ids.has(decodeURIComponent(hash.slice(1))));
  }

  test.each([
    ['watermark', /watch|alerts|cluster|documents|versions|changelog/i],
    ['winget', /install/],
    ['Aggregation', /api\/classes\/Aggregation|library/],
  ])('a search for %s leads to its page', async (word, expected) => {
    await opened(async (page, said, astray) => {
      await page.goto(`${server.address}/`, { waitUntil: 'networkidle' });
      await page.keyboard.press('Control+k');
      await page.locator('input[type=search]').fill(word);
      await page.locator('.VPLocalSearchBox .result').first().waitFor();
      await page.keyboard.press('Enter');
      await page.waitForURL(expected);
      await page.locator('main', { hasText: new RegExp(word, 'i') }).waitFor();
      expect([...said, ...astray]).toEqual([]);
    });
  });
});
