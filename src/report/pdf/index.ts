/**
 * PDF: the page, printed by a browser that is installed. Its bytes depend on the browser and on when it was printed; what it
 * shows does not.
 */
import type { Summary } from '../../model/summary.js';
import { renderHtml } from '../html/index.js';
import type { WriteOptions } from '../options.js';
import { findBrowser } from './find-browser.js';
import { printPage } from './print-page.js';

/** Looks for the browser now, and prints when it is called. @throws LogscanError `usage` where there is none */
export function pdfWriter(): (summary: Summary, file: string, options: WriteOptions) => Promise<void> {
  const env = process.env;
  const browser = findBrowser(env);
  return (summary, file, options) =>
    printPage(renderHtml(summary, options), file, { browser, env, signal: options.signal });
}
