/** What a job file says of the heads of reports. */
import { readFileSync, statSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { usageError } from '../../model/errors.js';
import { systemReason } from '../../text/system-errors.js';
import type { JobDocument, ReportEntry } from './document.js';
import type { ReportJob } from './job.js';
import { checkPlaceholders } from './output-paths.js';

const TYPES: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.svg': 'image/svg+xml',
};
/** It is in every page, and in every mail. */
const MOST_BYTES = 200_000;

/** @throws LogscanError `usage` */
export function logoOf(path: string | undefined, folder: string, label: string): string | null {
  if (path === undefined) return null;
  const type = TYPES[extname(path).toLowerCase()];
  if (type === undefined) {
    throw usageError(
      `${label}: expected a file that ends in ${Object.keys(TYPES).join(', ')}; got ${JSON.stringify(path)}`,
    );
  }
  const file = resolve(folder, path);
  try {
    const { size } = statSync(file);
    if (size > MOST_BYTES) throw usageError(`${label}: expected at most ${MOST_BYTES} bytes; got ${size}`);
    // Only as an image: a page runs no script of it.
    return `data:${type};base64,${readFileSync(file).toString('base64')}`;
  } catch (error) {
    if ((error as Error).name === 'LogscanError') throw error;
    throw usageError(`${label}: ${path}: ${systemReason(error)}`);
  }
}

type Head = Pick<ReportJob, 'title' | 'subtitle' | 'url'>;

/** @param label names a setting of the report, or of the job where the report has none. @throws LogscanError `usage` */
export function headOf(
  entry: ReportEntry,
  job: JobDocument,
  label: (setting: 'url', isReports: boolean) => string,
): Head {
  const url = entry.url ?? job.url ?? null;
  if (url !== null) checkUrl(url, label('url', entry.url !== undefined));
  return { title: entry.title ?? job.title ?? entry.name, subtitle: entry.subtitle ?? job.subtitle ?? null, url };
}

function checkUrl(url: string, label: string): void {
  checkPlaceholders(url, label);
  const filled = url.replace(/\{[^{}]*\}/g, 'x');
  const parsed = URL.canParse(filled) ? new URL(filled) : null;
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) {
    throw usageError(`${label}: expected an http or https address; got ${JSON.stringify(url)}`);
  }
  // It is in every report and notification.
  if (parsed.username !== '' || parsed.password !== '') {
    throw usageError(`${label}: expected an address without a password in it; got one`);
  }
}
