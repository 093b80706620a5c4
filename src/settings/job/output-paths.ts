/** Where reports are written: paths with placeholders. */

import { resolve } from 'node:path';
import { DAY_MS, daysSinceMonday } from '../../model/calendar.js';
import { usageError } from '../../model/errors.js';
import { FILE_ENDINGS, formatBefore, formatByEnding, isOfGroups, refuseUnknownForm } from '../../report/formats.js';
import { formatInZone } from '../../time/instants.js';
import type { Period } from '../../time/period.js';
import { minuteText, wallClock } from '../../time/rfc3339.js';
import type { Zone } from '../../time/zone.js';
import type { Job, OutputJob } from './job.js';

/**
 * Reads `reports/{date}.html`, the format by its ending, or `markdown:notes.txt`.
 * @param label what errors name. @param keys the job's; null: nobody knows
 * @throws LogscanError (`usage`) for an unknown ending or placeholder, and for rows of keys' values where the job has no keys
 */
export function parseOutput(text: string, label: string, keys: readonly string[] | null): OutputJob {
  const isReport = text.startsWith('report:');
  if (!isReport) refuseUnknownForm(text, label);
  const { format: before, path } = isReport
    ? { format: 'report' as const, path: text.slice('report:'.length) }
    : formatBefore(text);
  const format = before ?? formatByEnding(path);
  if (format === null) {
    throw usageError(
      `${label}: expected a path that ends in .${FILE_ENDINGS.join(', .')}, or FORMAT:PATH; got ${JSON.stringify(text)}`,
    );
  }
  if (isOfGroups(format) && keys?.length === 0) {
    throw usageError(
      `${label}: ${format}: expected a key in the job's keys, such as tenant; got none`,
      'keys: [tenant]',
    );
  }
  checkPlaceholders(path, label);
  return { format, path };
}

/** @throws LogscanError (`usage`) where one output would take the place of another */
export function refuseTwice(outputs: readonly OutputJob[], label: string): void {
  const paths = outputs.map(({ path }) => resolve(path));
  const twice = outputs.find((_, i) => paths.indexOf(paths[i]!) < i);
  if (twice !== undefined) throw usageError(`${label}: expected a file for each; got ${twice.path} for two`);
}

/** @throws LogscanError (`usage`) for one that is unknown */
export function checkPlaceholders(text: string, label: string): void {
  for (const [placeholder, name] of text.matchAll(/\{([^{}]*)\}/g)) {
    if (!(PLACEHOLDERS as readonly string[]).includes(name!)) {
      throw usageError(
        `${label}: expected placeholders among ${PLACEHOLDERS.map((each) => `{${each}}`).join(' ')}; got ${placeholder}`,
      );
    }
  }
}

/**
 * `date` is the first day of the period, `last-date` its last one (both as 2026-11-01), `since` and `until` are its
 * limits with the time (2026-11-01T0600); `week` is the ISO week (2026-W44) and `year`, `month`, `day`, `hour` are of
 * its beginning; `name` is the report's. All in the zone of the job.
 */
const PLACEHOLDERS = ['date', 'last-date', 'since', 'until', 'week', 'year', 'month', 'day', 'hour', 'name'] as const;

/** Absolute. The folder that the job lies in may be called like a placeholder: only what its file says is filled in. */
export function outputPath({ folder, plan }: Job, { path }: OutputJob, name: string, period: Period): string {
  return resolve(folder, fillIn(path, name, period, plan.timeZone));
}

export function fillIn(path: string, name: string, { since, until }: Period, zone: Zone): string {
  const [start, last, end] = [since, until - 1, until].map((time) => formatInZone(time, zone));
  const values: Record<(typeof PLACEHOLDERS)[number], string> = {
    date: start!.slice(0, 10),
    'last-date': last!.slice(0, 10),
    since: minuteOf(start!),
    until: minuteOf(end!),
    week: isoWeek(since + zone.offsetAt(since)),
    year: start!.slice(0, 4),
    month: start!.slice(5, 7),
    day: start!.slice(8, 10),
    hour: start!.slice(11, 13),
    name: name.replace(/[^\p{L}\p{N}._-]+/gu, '-'),
  };
  return path.replace(/\{([^{}]*)\}/g, (_, key: string) => values[key as keyof typeof values]);
}

/** Colons are not allowed in file names everywhere. */
function minuteOf(iso: string): string {
  return iso.slice(0, 16).replace(':', '');
}

/** ISO 8601: weeks begin on Monday, and belong to the year that has their Thursday. */
function isoWeek(localMs: number): string {
  const day = Math.floor(localMs / DAY_MS);
  const thursday = new Date((day - daysSinceMonday(day) + 3) * DAY_MS);
  const year = thursday.getUTCFullYear();
  const week = 1 + Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * DAY_MS));
  return `${year}-W${String(week).padStart(2, '0')}`;
}

/** How people call a period: a day, or the first and the last day, or with times where it is not whole days. */
export function periodName({ since, until }: Period, zone: Zone): string {
  const start = formatInZone(since, zone);
  const end = formatInZone(until, zone);
  const last = formatInZone(until - 1, zone);
  const isWholeDays = [start, end].every((instant) => wallClock(instant).endsWith('T00:00:00'));
  if (!isWholeDays) return `${minuteText(start)} to ${minuteText(end)}`;
  const [first, final] = [start.slice(0, 10), last.slice(0, 10)];
  return first === final ? first : `${first} to ${final}`;
}
