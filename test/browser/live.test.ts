/** The page of `watch --serve`: it follows the log without being loaded again, and keeps what was chosen on it. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { line, type Serving, serving } from '../serve/serving.js';
import { openBrowser, skipped } from './browser.js';
import { axe } from './visit.js';

const MINUTE = 60_000;
const TENANTS = ['acme', 'globex', 'initech', '</script><b>&'];

/** Half an hour: two tenants fail in its last ten minutes. */
function log(): string[] {
  const now = Date.now();
  return Array.from({ length: 600 }, (_, i) => {
    const fails = i >= 400 && i % 4 < 2;
    const code = fails ? 109004 : i % 50 === 0 ? 108001 : 107000;
    return line(code, TENANTS[i % 4]!, new Date(now - 30 * MINUTE + i * 3000));
  });
}

let browser: Browser;
beforeAll(async () => {
  if (!skipped) browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
});

interface Opened {
  readonly page: Page;
  readonly served: Serving;
}

/** Opens the page of a run over a log; nothing may be said on its console until the run ends. */
async function open(
  lines: readonly string[],
  look: (opened: Opened) => Promise<void>,
  { options = {}, address = '127.0.0.1:0' }: { options?: BrowserContextOptions; address?: string } = {},
): Promise<void> {
  const served = await serving(lines, { args: ['--by', 'tenant'], address });
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  try {
    const page = await context.newPage();
    const said: string[] = [];
    const loads: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(String(error)));
    page.on('request', (request) => {
      if (request.isNavigationRequest()) loads.push(request.url());
    });
    await page.goto(served.url.replace(/\/\/[^:]+:/, '//127.0.0.1:'));
    if (options.javaScriptEnabled !== false) await page.locator('#live.on').waitFor();
    const before = loads.length;
    await look({ page, served });
    expect(said).toEqual([]);
    expect(loads.slice(before)).toEqual([]);
  } finally {
    await context.close();
    await served.end();
  }
}

const figure = (page: Page, name: string) => page.locator(`[data-figure="${name}"] .value`);
const says = (page: Page, selector: string, text: string) =>
  page.locator(selector).filter({ hasText: text }).first().waitFor();
const code = (page: Page, number: number) => page.locator('#codes').getByRole('button', { name: String(number) });

describe.skipIf(skipped)('the live page', () => {
  test('shows what comes, with the latest errors, and reads well', async () => {
    await open(log(), async ({ page, served }) => {
      expect(await figure(page, 'Events').textContent()).toBe('600');
      expect(await page.locator('#live .state').textContent()).toBe('Live');
      served.grow([line(109002, 'acme'), line(107000, TENANTS[3]!)]);
      await says(page, '#live li', '109002 CommunicationTimeout');
      await figure(page, 'Events').filter({ hasText: '602' }).waitFor();
      await page.locator('#live .seconds .s-error').first().waitFor({ state: 'attached' });
      expect(await page.locator('#conclusion').textContent()).toContain('109004');
      expect(await axe(page)).toEqual([]);
    });
  });

  test('keeps a span, a code and a group, what is searched and sorted, the page’s place and what has the focus', async () => {
    await open(log(), async ({ page, served }) => {
      const more = async (n: number, of = 109004) => {
        const before = await page.locator('[data-figure=Events]').elementHandle();
        served.grow(Array.from({ length: n }, () => line(of, 'acme')));
        await page.waitForFunction((old) => !(old as unknown as { isConnected: boolean }).isConnected, before);
      };
      await code(page, 109004).click();
      expect(await page.locator('.scope p').textContent()).toContain('100 events, 100 errors');
      await more(5);
      expect(await page.locator('.scope p').textContent()).toContain(
        '109004 PlatformUnavailable: 105 events, 105 errors',
      );
      // Its button was clicked, and still has the focus.
      await page.keyboard.press('Enter');
      expect(await page.locator('.scope p').textContent()).toBe('');

      await page.locator('#groups tbody').getByRole('button', { name: 'acme', exact: true }).click();
      await more(5);
      expect(await page.locator('.scope p').textContent()).toContain('Only acme: 160 events, 64 errors');
      await page.keyboard.press('Escape');

      await page.locator('#codes th', { hasText: 'Count' }).getByRole('button').click();
      await page.getByLabel('ok', { exact: true }).uncheck();
      await page.getByLabel('Search groups').pressSequentially('ac');
      await page.evaluate('scrollTo(0, 700)');
      await more(1);
      expect(await page.getByLabel('ok', { exact: true }).isChecked()).toBe(false);
      expect(await page.locator('#codes th[aria-sort]').textContent()).toBe('Count');
      expect(await page.locator('#groups tbody tr').count()).toBe(1);
      expect(await page.evaluate('scrollY')).toBe(700);
      await page.keyboard.type('me');
      expect(await page.getByLabel('Search groups').inputValue()).toBe('acme');
      await page.getByLabel('Search groups').fill('');

      await page.locator('#conclusion').getByRole('button', { name: 'only this span' }).click();
      const span = await page.locator('.scope p').textContent();
      await more(3, 107000);
      const now = await page.locator('.scope p').textContent();
      expect(now!.slice(0, 35)).toBe(span!.slice(0, 35));
      expect(now).toMatch(/^Only from /);
    });
  });

  test('a code that is not there yet is chosen when it comes again', async () => {
    const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE);
    const old = [line(108001, 'acme', ago(70)), line(107000, 'acme', ago(40))];
    await open(old, async ({ page, served }) => {
      await code(page, 108001).click();
      await page.locator('#live nav').getByRole('link', { name: 'Everything' }).waitFor();
      served.grow([line(107000, 'acme')]);
      await says(page, '#live .held', '108001: nothing here now');
      served.grow([line(108001, 'acme')]);
      await says(page, '.scope p', 'Only 108001 InvalidSegment: 1 event, 1 error');
    });
  });

  test('nothing is renewed while a bar is looked at; the strip goes on', async () => {
    await open(log(), async ({ page, served }) => {
      await page.locator('.chart .hit').nth(5).hover();
      served.grow([line(109003, 'acme')]);
      await says(page, '#live li', '109003 ResourcesUnavailable');
      await says(page, '#live .held', 'The report waits');
      expect(await page.locator('#tip').isVisible()).toBe(true);
      expect(await figure(page, 'Events').textContent()).toBe('600');
      await page.locator('h1').hover();
      await figure(page, 'Events').filter({ hasText: '601' }).waitFor();
      expect(await page.locator('#live .held').textContent()).toBe('');
    });
  });

  test('begins without events, on a phone, and nothing sticks out', async () => {
    await open(
      [],
      async ({ page, served }) => {
        expect(await page.locator('#live .rate').textContent()).toContain('no event yet');
        served.grow([line(109004, 'acme')]);
        await figure(page, 'Events').filter({ hasText: '1' }).waitFor();
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
        expect(await axe(page)).toEqual([]);
      },
      { options: { viewport: { width: 390, height: 844 }, hasTouch: true, colorScheme: 'dark' } },
    );
  });

  test('shows the last numbers when the run ends, and says that it has ended', async () => {
    await open(log(), async ({ page, served }) => {
      await page.locator('.chart .hit').nth(5).hover();
      served.grow([line(109003, 'acme').trimEnd()]);
      const ended = served.end();
      await says(page, '#live.off .state', 'The run has ended; last heard');
      expect(await figure(page, 'Events').textContent()).toBe('601');
      await ended;
    });
  });

  test('is let in by its first address, which it does not keep', async () => {
    await open(
      log(),
      async ({ page, served }) => {
        expect(page.url()).toBe(`http://127.0.0.1:${served.port}/`);
        expect(await page.evaluate('document.cookie')).toBe('');
        served.grow([line(109004, 'acme')]);
        await figure(page, 'Events').filter({ hasText: '601' }).waitFor();
      },
      { address: '0.0.0.0:0' },
    );
  });

  test('is a whole report without scripts', async () => {
    await open(
      log(),
      async ({ page }) => {
        expect(await page.locator('#live .state').textContent()).toBe('Not live yet');
        expect(await page.locator('#groups tbody tr').count()).toBe(4);
      },
      { options: { javaScriptEnabled: false } },
    );
  });
});
