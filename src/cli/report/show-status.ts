/** `report --status`: how a job is doing. */

import { basename } from 'node:path';
import { editionsText } from '../../job/edition-notes.js';
import { type Health, healthOf } from '../../job/status.js';
import { MINUTE_MS } from '../../model/calendar.js';
import { EXIT_STATUS, type ExitStatus } from '../../model/exit-status.js';
import type { Job } from '../../settings/job/job.js';
import { jsonDocument } from '../../text/escape.js';
import { printable } from '../../text/terminal.js';
import type { CliContext } from '../context.js';
import { printData, tell } from '../print.js';

export const STATUS_FORMATS = ['text', 'json'] as const;
export type StatusFormat = (typeof STATUS_FORMATS)[number];

export async function showStatus(job: Job, format: StatusFormat, context: CliContext): Promise<ExitStatus> {
  const health = await healthOf(job, context.now());
  if (format === 'json') await printData(jsonDocument(health), context);
  else await tell(statusText({ ...health, job: basename(job.file) }), context);
  return health.problems.length > 0 ? EXIT_STATUS.negative : EXIT_STATUS.done;
}

/** For people; what comes from logs and errors is made safe for a terminal. */
function statusText(health: Health): string {
  const { lastRun, lastSuccess, lastError, newestEvent, running, nextRun, lag, problems, editions } = health;
  const rows: [string, string][] = [
    ['job', health.job],
    ['history', health.history],
    [
      'last run',
      lastRun === null ? 'never' : `${lastRun.started}, ${seconds(lastRun)}, exit status ${lastRun.exitStatus}`,
    ],
    ['last success', lastSuccess ?? 'never'],
  ];
  if (lastRun !== null) rows.push(['read', `${lastRun.lines} lines, ${lastRun.bytes} bytes, ${lastRun.events} events`]);
  for (const report of lastRun?.reports ?? []) rows.push(['report', report]);
  for (const notice of lastRun?.notices ?? []) rows.push(['notice', notice]);
  if (lastError !== null) rows.push(['last error', `${lastError.at} ${lastError.message}`]);
  rows.push(['newest event', newestEvent === null ? 'none' : `${newestEvent}, ${ago(lag!)}`]);
  if (editions.length > 0) {
    const more = editions.length > 1 ? ': report --reread counts anew what is still on disk' : '';
    rows.push(['rules', `${editionsText(editions)}${more}`]);
  }
  if (nextRun !== null) rows.push(['next run', `${nextRun} (${health.schedule})`]);
  if (running !== null) rows.push(['running', `process ${running.pid} on ${running.host} since ${running.since}`]);
  for (const { name, period, verdict } of health.broken)
    if (verdict === 'warn') rows.push(['warning', `report ${name} of ${period} has broken a rule of level warn`]);
  for (const problem of problems) rows.push(['problem', problem]);
  if (problems.length === 0) rows.push(['state', 'all is well']);
  return rows.map(([name, value]) => `${name.padEnd(13)} ${printable(value)}\n`).join('');
}

function seconds({ started, ended }: { started: string; ended: string }): string {
  return `${((Date.parse(ended) - Date.parse(started)) / 1000).toFixed(1)} s`;
}

function ago(ms: number): string {
  if (ms < 0) return 'in the future';
  const minutes = Math.floor(ms / MINUTE_MS);
  if (minutes < 120) return `${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ago` : `${Math.floor(hours / 24)} days ago`;
}
