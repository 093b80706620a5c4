/**
 * A browser for the tests of the HTML report. Where none is installed these tests are skipped with one line that says
 * so; `PTK_LOGSCAN_REQUIRE_BROWSER=1`, which the project's own checks set, makes that a failure.
 */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PLACES = [
  process.env.PTK_LOGSCAN_BROWSER,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const executable = PLACES.find((place) => place !== undefined && place !== '' && existsSync(place)) ?? null;
const required = process.env.PTK_LOGSCAN_REQUIRE_BROWSER === '1';

/** Whether to leave the tests out. With a browser required there is none to leave out: opening it then fails. */
export const skipped = executable === null && !required;
if (skipped) console.warn('No Chromium or Chrome found: the browser tests of the HTML report are skipped.');

/** @throws Error where no browser is installed */
export function openBrowser(): Promise<Browser> {
  if (executable === null) {
    throw new Error(`no browser: expected Chromium or Chrome at one of ${PLACES.filter(Boolean).join(', ')}`);
  }
  return chromium.launch({
    executablePath: executable,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--disable-quic',
    ],
  });
}
