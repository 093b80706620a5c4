/** A browser for the tests of the HTML report. */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { isLeftOut } from '../installed.js';

const PLACES = [
  process.env.PTK_LOGSCAN_BROWSER,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const executable = PLACES.find((place) => place !== undefined && place !== '' && existsSync(place)) ?? null;

/** Whether to leave the tests out. With a browser required there is none to leave out: opening it then fails. */
export const skipped = isLeftOut('chromium', executable !== null);

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
