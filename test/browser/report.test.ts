import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderHtml } from '../../src/report/html/index.js';
import { aReport, compared, PLAIN } from '../report/a-report.js';
import { aDay, aSummary } from '../report/a-summary.js';
import { daysOf, yearOf } from '../report/many-groups.js';
import { weeks } from '../report/summaries.js';
import { openBrowser, skipped } from './browser.js';
import { axe, type Opened, visit } from './visit.js';

const PAGES = {
  full: renderHtml(aReport(), { ...compared(), cross: [0, 'code'] }),
  day: renderHtml(aSummary(aDay()), PLAIN),
  year: renderHtml(weeks({ from: '2025-12-31T23:00:00Z', days: 365, window: '1h', timeZone: 'Europe/Berlin' }), PLAIN),
  empty: renderHtml(aSummary([]), PLAIN),
} as const;
type Name = keyof typeof PAGES;

const LOOKS = {
  light: { viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
  dark: { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
  tablet: { viewport: { width: 820, height: 1100 }, colorScheme: 'light' },
  phone: { viewport: { width: 320, height: 640 }, colorScheme: 'light', hasTouch: true },
  'dark phone': { viewport: { width: 320, height: 640 }, colorScheme: 'dark' },
  'without scripts': { viewport: { width: 1280, height: 900 }, javaScriptEnabled: false },
} as const satisfies Record<string, BrowserContextOptions>;

let folder: string;
let browser: Browser;

beforeAll(async () => {
  if (skipped) return;
  folder = await mkdtemp(join(tmpdir(), 'ptk-browser-'));
  for (const [name, page] of Object.entries(PAGES)) await writeFile(join(folder, `${name}.html`), page);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  if (folder !== undefined) await rm(folder, { recursive: true });
});

/** Opens one of the pages. */
function open(name: Name, options: BrowserContextOptions, look: (opened: Opened) => Promise<void>): Promise<void> {
  return visit(browser, join(folder, `${name}.html`), options, look);
}

const widths = (page: Page) =>
  page.evaluate<[number, number]>('[document.documentElement.scrollWidth, document.documentElement.clientWidth]');

describe.skipIf(skipped)('the HTML report', () => {
  test.each([
    ['full', 'light', 'all'],
    // Only colours are others.
    ['full', 'dark', ['color-contrast']],
    ['full', 'tablet', 'nothing'],
    ['full', 'phone', 'all'],
    ['full', 'dark phone', 'nothing'],
    ['full', 'without scripts', 'nothing'],
    ['day', 'phone', 'nothing'],
    ['year', 'light', 'nothing'],
    ['year', 'phone', 'nothing'],
    ['empty', 'light', 'all'],
    ['empty', 'phone', 'nothing'],
  ] as const)('%s, %s: silent, asks for nothing, nothing sticks out, axe looks for %s', async (name, look, rules) => {
    await open(name, LOOKS[look], async ({ page }) => {
      const [content, window] = await widths(page);
      expect(content).toBe(window);
      expect(await page.locator('h1').textContent()).toBe('PTK status codes');
      if (rules !== 'nothing') expect(await axe(page, rules === 'all' ? null : rules)).toEqual([]);
    });
  });

  test('on paper nothing sticks out, and the tools stay off it', async () => {
    await open('full', { viewport: { width: 688, height: 1000 }, colorScheme: 'dark' }, async ({ page }) => {
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      const [content, window] = await widths(page);
      expect(content).toBe(window);
      expect(await page.locator('.tools:visible').count()).toBe(0);
      expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
    });
  });

  test('on paper a head that comes again is text, not buttons, which are left out there; the sum comes once', async () => {
    await open('full', { viewport: { width: 688, height: 1000 } }, async ({ page }) => {
      const shown = (selector: string) =>
        page.evaluate(
          `[...new Set([...document.querySelectorAll('${selector}')].map((each) => getComputedStyle(each).display))]`,
        );
      expect(await shown('thead th button')).toEqual(['inline']);
      await page.emulateMedia({ media: 'print' });
      expect(await shown('thead th button')).toEqual(['contents']);
      expect(await shown('thead')).toEqual(['table-header-group']);
      expect(await shown('tfoot')).toEqual(['table-row-group']);
      for (const head of await page.locator('#codes thead th').all()) expect(await head.innerText()).not.toBe('');
    });
  });

  test.each([640, 1100])('no two dates of the time axis touch, %i pixels wide', async (width) => {
    const file = join(folder, 'axis.html');
    for (const hours of [1, 2, 13, 37, 161, 399, 400, 3000]) {
      const seen = [0, hours - 1].map((hour) => ({ at: Date.UTC(2026, 10, 1, 22) + hour * 3_600_000, code: 107000 }));
      await writeFile(file, renderHtml(aSummary(seen), PLAIN));
      await visit(browser, file, { viewport: { width, height: 1000 } }, async ({ page }) => {
        await page.emulateMedia({ media: 'print' });
        const texts = await page.locator('.plot text.tick').all();
        const boxes = await Promise.all(texts.map(async (text) => (await text.boundingBox())!));
        expect(boxes.length, `${hours} hours`).toBeGreaterThan(0);
        for (const [i, box] of boxes.slice(1).entries()) {
          expect(box.x - boxes[i]!.x - boxes[i]!.width, `${hours} hours, ${i}`).toBeGreaterThan(3);
        }
      });
    }
  });

  test('groups come in the order that was asked for, with scripts as without', async () => {
    const rows = aReport().groups!.rows.map(({ values }) => values[0]!);
    const file = join(folder, 'sorted.html');
    await writeFile(file, renderHtml(aReport(), { ...PLAIN, sort: 'name' }));
    for (const look of [LOOKS.light, LOOKS['without scripts']]) {
      await visit(browser, file, look, async ({ page }) => {
        const names = await page.locator('#groups tbody tr:not(.rest) th:first-child').allTextContents();
        expect(names.slice(1)).toEqual(['demo-energy', 'demo-retail']);
        expect(names).toHaveLength(rows.length);
      });
    }
  });

  test('500 groups over a year of hours take less than a second of the browser’s main thread', async () => {
    const summary = yearOf(500);
    const file = join(folder, 'groups.html');
    await writeFile(file, renderHtml(summary, { ...PLAIN, groupTimes: () => daysOf(summary) }));
    await visit(browser, file, LOOKS.light, async ({ page }) => {
      const session = await page.context().newCDPSession(page);
      // Time of the processor: that of the clock depends on what else runs.
      await session.send('Performance.enable', { timeDomain: 'threadTicks' });
      await page.reload();
      const { metrics } = await session.send('Performance.getMetrics');
      expect(await page.locator('#groups output').textContent()).toBe('1 to 100 of 500 groups');
      expect(metrics.find(({ name }) => name === 'TaskDuration')!.value).toBeLessThan(1);
    });
  });

  const shown = (page: Page) => page.locator('#codes tbody tr:visible .code').allTextContents();

  test('a click on a heading sorts, another turns it round, the keyboard does as well', async () => {
    await open('day', LOOKS.light, async ({ page }) => {
      const counts = async () =>
        (await page.locator('#codes tbody .count').allTextContents()).map((text) => Number(text.replace(',', '')));
      const head = page.locator('#codes th', { hasText: 'Count' });
      const severities = await page.locator('#codes tbody .severity').allTextContents();
      const errors = severities.filter((word) => word === 'error' || word === 'critical').length;
      expect(severities.slice(0, errors).every((word) => word === 'error' || word === 'critical')).toBe(true);
      await head.getByRole('button').click();
      const byCount = await counts();
      expect(byCount).toEqual([...byCount].sort((a, b) => b - a));
      expect(await head.getAttribute('aria-sort')).toBe('descending');
      await head.getByRole('button').click();
      expect(await counts()).toEqual([...byCount].reverse());
      expect(await head.getAttribute('aria-sort')).toBe('ascending');
      await page.locator('#codes th', { hasText: 'Code' }).getByRole('button').focus();
      await page.keyboard.press('Enter');
      const codes = await shown(page);
      expect(codes).toEqual([...codes].sort());
      expect(await head.getAttribute('aria-sort')).toBeNull();
      await page.locator('#codes th', { hasText: 'Severity' }).getByRole('button').click();
      const worst = await page.locator('#codes tbody .severity').first().textContent();
      expect(worst).toBe('critical');
    });
  });

  test('words and severities filter, and it says how many are left', async () => {
    await open('day', LOOKS.light, async ({ page }) => {
      const all = await shown(page);
      await page.getByLabel('Find').fill('appointment');
      expect(await shown(page)).toEqual(['107012', '107010']);
      expect(await page.locator('#codes output').textContent()).toBe(`2 of ${all.length} codes`);
      await page.getByLabel('Find').fill('');
      for (const severity of ['ok', 'notice', 'warning', 'error'])
        await page.getByLabel(severity, { exact: true }).uncheck();
      expect(await shown(page)).toEqual(['109004']);
      await page.getByLabel('ok', { exact: true }).check();
      await page.getByLabel('Find').fill('no such word');
      expect(await shown(page)).toEqual([]);
    });
  });

  test('on a phone rows are cards, sorted by a list', async () => {
    await open('day', LOOKS.phone, async ({ page }) => {
      await page.getByLabel('Sort by').selectOption('Code');
      const codes = await shown(page);
      expect(codes).toEqual([...codes].sort());
    });
  });

  test('pointing at a bar tells its numbers, and so do the arrow keys', async () => {
    await open('day', LOOKS.light, async ({ page }) => {
      const tip = page.locator('#tip');
      expect(await tip.isVisible()).toBe(false);
      await page.locator('.hit').nth(8).hover();
      expect(await tip.textContent()).toMatch(/^Sun 1 Nov, 14:00 to 15:00\d+ events, error rate /);
      await page.locator('h1').hover();
      expect(await tip.isVisible()).toBe(false);
      await page.locator('.chart').focus();
      await page.keyboard.press('End');
      await page.keyboard.press('ArrowLeft');
      expect(await tip.textContent()).toContain('Sun 1 Nov, 21:00 to 22:00');
      await page.keyboard.press('Escape');
      expect(await tip.isVisible()).toBe(false);
    });
  });

  test('hostile text changes nothing: it is shown, and neither runs nor turns its surroundings', async () => {
    await open('full', LOOKS.light, async ({ page }) => {
      const name = page.locator('#sources th bdi', { hasText: 'script' });
      expect(await name.textContent()).toBe('=<script>alert("1")</script>\'"|`&amp;redgnp.exe שלום.gz');
      expect(await page.locator('script').count()).toBe(2);
      await page.locator('#groups th', { hasText: 'tenant' }).getByRole('button').click();
      expect(await page.locator('#groups tbody tr').count()).toBe(4);
      await page.getByLabel('Find').fill('<script>"');
      expect(await shown(page)).toEqual([]);
    });
  });
});
