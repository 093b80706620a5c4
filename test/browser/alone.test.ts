/** A span, a code or a group alone, on the page that the program makes of a log; sums are held against a plain count. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ended, start } from '../cli/program.js';
import { openBrowser, skipped } from './browser.js';
import { axe, visit } from './visit.js';

const HOSTILE = '</script><img src=x onerror=alert(1)><!--';
const HOURS = 30;
const OUTAGE = 24;

interface Event {
  readonly hour: number;
  readonly tenant: string;
  readonly code: number;
}

/** Each of 250 tenants every hour; from hour 24 on two of them fail. */
const EVENTS: Event[] = [];
for (let hour = 0; hour < HOURS; hour++) {
  for (let n = 0; n < 250; n++) {
    const fails = n < 2 && hour >= OUTAGE;
    for (let i = 0; i < (fails ? 40 : 1 + ((n * 7 + hour) % 3)); i++) {
      const code = fails ? 109004 : (n + hour + i) % 50 === 0 ? 108001 : 107000;
      EVENTS.push({ hour, tenant: n === 1 ? HOSTILE : `tenant-${n}`, code });
    }
  }
}
const isError = ({ code }: Event) => code !== 107000;
const count = (of: (event: Event) => boolean) => EVENTS.filter(of).length;
const sums = (of: (event: Event) => boolean) =>
  [count(of), count((event) => of(event) && isError(event))].map((n) => n.toLocaleString('en')) as [string, string];

let folder: string;
let file: string;
let browser: Browser;

beforeAll(async () => {
  if (skipped) return;
  folder = await mkdtemp(join(tmpdir(), 'ptk-alone-'));
  file = join(folder, 'report.html');
  const lines = EVENTS.map(({ hour, tenant, code }, i) => {
    const time = new Date(Date.UTC(2026, 10, 2, hour) + i * 20).toISOString();
    return `${JSON.stringify({ time, tenant, code })}\n`;
  });
  await writeFile(join(folder, 'a.log'), lines.join(''));
  const run = await ended(start(['-w', '1h', '--by', 'tenant', '-o', file, 'a.log'], { cwd: folder }));
  expect(run).toEqual({ status: 0, stdout: '', stderr: '' });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  if (folder !== undefined) await rm(folder, { recursive: true });
});

const open = (look: (page: Page) => Promise<void>, options = {}) =>
  visit(browser, file, { viewport: { width: 1280, height: 900 }, ...options }, ({ page }) => look(page));

const said = (page: Page) => page.locator('.scope p').textContent();
const bar = (page: Page, hour: number) => page.locator('.chart .hit').nth(hour);
const group = (page: Page, name: string) => page.locator('#groups tbody').getByRole('button', { name, exact: true });
const code = (page: Page, number: number) => page.locator('#codes').getByRole('button', { name: String(number) });
/** Events and errors of a row of groups. */
const numbers = async (page: Page, row: string) => {
  const cells = await page.locator(`#groups ${row}`).first().locator('.num').allTextContents();
  return [cells[0], cells[2]];
};
const countsOfCodes = async (page: Page) => {
  const rows = await page.locator('#codes tbody tr:visible').all();
  return Promise.all(
    rows.map(async (row) => [await row.locator('.code').textContent(), await row.locator('.count').textContent()]),
  );
};

describe.skipIf(skipped)('a part of the report alone', () => {
  test('a click on a bar shows its span, with Shift all up to another; all sums are of it', async () => {
    await open(async (page) => {
      await bar(page, 24).click();
      const [events, errors] = sums(({ hour }) => hour === 24);
      expect(await said(page)).toMatch(`Only Tue 3 Nov, 00:00 to 01:00: ${events} events, ${errors} errors (`);
      expect(await numbers(page, 'tfoot tr')).toEqual([events, errors]);
      expect(await page.locator('[data-figure=Events] .value').textContent()).toBe(events);
      const byCode = [109004, 108001, 107000].map((number) => [
        String(number),
        String(count((event) => event.hour === 24 && event.code === number)),
      ]);
      expect(await countsOfCodes(page)).toEqual(byCode.filter(([, n]) => n !== '0'));
      expect(await numbers(page, 'tbody tr')).toEqual(['40', '40']);
      await bar(page, 26).click({ modifiers: ['Shift'] });
      const more = sums(({ hour }) => hour >= 24 && hour <= 26);
      expect(await said(page)).toContain(`through Tue 3 Nov, 02:00 to 03:00: ${more[0]} events, ${more[1]} errors`);
      expect(await numbers(page, 'tfoot tr')).toEqual(more);
      await page.keyboard.press('Escape');
      expect(await said(page)).toBe('');
      expect(await numbers(page, 'tfoot tr')).toEqual(sums(() => true));
      expect(await page.locator('[data-figure=Errors] .about').textContent()).toContain('critical');
    });
  });

  test('an episode’s span is shown by its button, which the keyboard reaches', async () => {
    await open(async (page) => {
      await page.locator('#conclusion').getByRole('button', { name: 'only this span' }).focus();
      await page.keyboard.press('Enter');
      const [events, errors] = sums(({ hour }) => hour >= OUTAGE);
      expect(await said(page)).toContain(`${events} events, ${errors} errors`);
      await page.getByRole('button', { name: 'All again' }).click();
      expect(await said(page)).toBe('');
      // The chart has the focus then: its last window by the keyboard.
      await page.keyboard.press('End');
      await page.keyboard.press('Enter');
      expect(await said(page)).toContain(`${sums(({ hour }) => hour === 29).join(' events, ')} errors`);
    });
  });

  test('a code, within a group too, and only over the whole time then', async () => {
    await open(async (page) => {
      await code(page, 108001).click();
      const all = sums((event) => event.code === 108001);
      expect(await said(page)).toBe(`Only 108001 InvalidSegment: ${all[0]} events, ${all[1]} errors.`);
      expect(await countsOfCodes(page)).toEqual([['108001', all[0]]]);
      expect(await numbers(page, 'tfoot tr')).toEqual(all);
      const of = (event: Event) => event.code === 108001 && event.tenant === 'tenant-30';
      await page.getByLabel('Search groups').fill('tenant-30');
      await group(page, 'tenant-30').click();
      expect(await said(page)).toContain(`Only 108001 InvalidSegment; tenant-30: ${sums(of).join(' events, ')} errors`);
      await bar(page, 3).click();
      expect(await said(page)).toContain(
        `${sums(of).join(' events, ')} errors. A code of one group is counted over the whole time.`,
      );
    });
  });

  test('a group, with its span; a name that is markup is text', async () => {
    await open(async (page) => {
      await group(page, HOSTILE).click();
      const of = ({ tenant }: Event) => tenant === HOSTILE;
      const [events, errors] = sums(of);
      expect(await said(page)).toContain(`Only ${HOSTILE}: ${events} events, ${errors} errors (`);
      expect(await page.locator('#groups tbody tr').count()).toBe(1);
      expect(await group(page, HOSTILE).getAttribute('aria-pressed')).toBe('true');
      expect(await page.locator('.chart .own rect').count()).toBeGreaterThan(HOURS);
      await bar(page, 25).hover();
      expect(await page.locator('#tip').textContent()).toBe('Tue 3 Nov, 01:00 to 02:0040 events, 40 errors');
      await bar(page, 25).click();
      expect(await said(page)).toContain(
        `; ${HOSTILE}: 40 events, 40 errors (100%). Its codes are counted over the whole time.`,
      );
      expect(await axe(page)).toEqual([]);
      await bar(page, 25).click();
      await group(page, HOSTILE).click();
      expect(await said(page)).toBe('');
    });
  });

  test('groups are sorted and searched over all rows, a hundred at a time, and the sum is of all that match', async () => {
    await open(async (page) => {
      const rows = page.locator('#groups tbody tr');
      const output = page.locator('#groups output');
      expect(await rows.count()).toBe(100);
      expect(await output.textContent()).toBe('1 to 100 of 250 groups');
      await page.getByRole('button', { name: 'Next' }).click();
      await page.getByRole('button', { name: 'Next' }).click();
      expect(await rows.count()).toBe(50);
      await page.locator('#groups th', { hasText: 'Events' }).getByRole('button').click();
      await page.locator('#groups th', { hasText: 'Events' }).getByRole('button').click();
      expect(await output.textContent()).toBe('1 to 100 of 250 groups');
      const tenants = [...new Set(EVENTS.map(({ tenant }) => tenant))];
      const fewest = Math.min(...tenants.map((name) => count(({ tenant }) => tenant === name)));
      expect((await numbers(page, 'tbody tr'))[0]).toBe(String(fewest));
      await page.getByLabel('Search groups').fill('TENANT-24');
      const found = tenants.filter((name) => name.startsWith('tenant-24'));
      expect(await rows.count()).toBe(found.length);
      expect(await output.textContent()).toBe(`${found.length} groups of 250`);
      expect(await numbers(page, 'tfoot tr')).toEqual(sums(({ tenant }) => found.includes(tenant)));
      await bar(page, 5).click();
      expect(await numbers(page, 'tfoot tr')).toEqual(sums(({ tenant, hour }) => hour === 5 && found.includes(tenant)));
    });
  });

  test('without scripts the first hundred stand there, with the rest and the sum', async () => {
    await open(
      async (page) => {
        expect(await page.locator('#groups tbody tr').count()).toBe(101);
        expect(await page.locator('#groups tr.rest th').textContent()).toBe('150 more');
        expect(await numbers(page, 'tfoot tr')).toEqual(sums(() => true));
        expect(await page.locator('#conclusion').textContent()).toContain('109004 PlatformUnavailable');
        expect(await page.locator('button:visible, .tools:visible, .scope').count()).toBe(0);
      },
      { javaScriptEnabled: false },
    );
  });
});
