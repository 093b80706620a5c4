/** Opens a page in a browser, lets a test look at it, and holds it to silence. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export interface Opened {
  readonly page: Page;
  /** What the browser complained of, and what it asked for beside the page itself. */
  readonly said: readonly string[];
  readonly asked: readonly string[];
}

export async function visit(
  browser: Browser,
  file: string,
  options: BrowserContextOptions,
  look: (opened: Opened) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    const said: string[] = [];
    const asked: string[] = [];
    const url = pathToFileURL(file).href;
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(String(error)));
    page.on('dialog', (dialog) => {
      said.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('request', (request) => {
      if (request.url() !== url && request.url() !== 'data:,') asked.push(request.url());
    });
    await page.goto(url);
    await look({ page, said, asked });
    expect(said).toEqual([]);
    expect(asked).toEqual([]);
  } finally {
    await context.close();
  }
}

/** What axe finds on a page, one line each. @param rules all unless some are named */
export async function axe(page: Page, rules: readonly string[] | null = null): Promise<string[]> {
  // By the debugger's protocol, which the page's policy has no say in.
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(
    (runOnly) =>
      (globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe.run(
        runOnly === null ? {} : { runOnly },
      ),
    rules,
  );
  return violations.map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`);
}
