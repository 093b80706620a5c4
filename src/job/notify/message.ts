/** What a notification says (`ptk-logscan/notification@1`): of a report, of a run that failed, or of an alert. */
import type { Summary } from '../../model/summary.js';
import { conclusion, moreFindings } from '../../report/conclusion.js';
import { filtersText } from '../../report/filters.js';
import { hasNoData, NO_DATA } from '../../report/report-lines.js';
import type { Trigger } from '../../settings/job/job.js';
import { periodName } from '../../settings/job/output-paths.js';
import { printable } from '../../text/terminal.js';
import { formatInstant, formatInZone } from '../../time/instants.js';
import type { Zone } from '../../time/zone.js';
import type { Draft } from '../draft.js';
import { reportFrame } from '../report-frame.js';

export const NOTIFICATION_SCHEMA = 'ptk-logscan/notification@1';

/** The keys are in the order in which they are sent. */
export interface Message {
  readonly schema: typeof NOTIFICATION_SCHEMA;
  /** `test`: nothing has happened, somebody tries the channels. */
  readonly occasion: Trigger | 'test';
  /** One line: what happened. */
  readonly subject: string;
  /** Name of the job file. */
  readonly job: string;
  /** Null where it is about the run, not about a report. */
  readonly report: ReportNote | null;
  /** Why the run failed, or null. */
  readonly error: string | null;
  /** Of `watch` alone. */
  readonly alert?: AlertNote;
  /** Only where it could not be sent before. */
  readonly again?: SentAgain;
}

/** A message about something that channels ask for. */
export type News = Message & { readonly occasion: Trigger };

/** A message that could not be sent is tried again: by the next run of a job, by `watch` after a minute. */
export interface SentAgain {
  /** The try that this is, from 2. Each has the attempts of its channel. */
  readonly try: number;
  /** When it was to be sent first, in RFC 3339 and UTC. */
  readonly since: string;
}

/** An alert fires, or is over. Times are in RFC 3339. */
export interface AlertNote {
  readonly name: string;
  readonly level: 'fail' | 'warn';
  readonly state: 'firing' | 'over';
  /** When it fired: with the name it tells that two messages are about the same. */
  readonly since: string;
  /** End of the span that decided. */
  readonly at: string;
  readonly limit: string;
  readonly seen: string;
  /** What is wrong; null where it is over. */
  readonly reason: string | null;
}

export interface ReportNote {
  readonly name: string;
  readonly title: string;
  readonly period: { readonly name: string; readonly since: string; readonly until: string };
  readonly events: number;
  readonly errors: number;
  readonly errorRate: number | null;
  readonly verdict: 'pass' | 'warn' | 'fail' | null;
  /** What stands out in its numbers, one sentence each, as in every form of the report. */
  readonly conclusion: readonly string[];
  /** The rules that are broken: warnings too. */
  readonly rules: readonly {
    readonly rule: string;
    readonly level: string;
    readonly limit: string;
    readonly seen: string;
    readonly reason: string | null;
  }[];
  /** Where readers find it, or null. */
  readonly url: string | null;
  /** Files that it was written to, relative to the job's folder where they are in it. */
  readonly outputs: readonly string[];
  /** Why it was made again, or null. This key and the next are part of the notification's schema. */
  readonly again: string | null;
  /** What the reader should know of its numbers, one sentence each. */
  readonly notices: readonly string[];
}

export function reportMessage(
  job: string,
  draft: Draft,
  outputs: readonly string[],
  remakeReason: string | null,
  zone: Zone,
): News {
  const { report, period, summary, check, verdict } = draft;
  const { title, url } = reportFrame(draft, zone, 0);
  const broken = (check?.rules ?? []).filter(({ state }) => state === 'fail' || state === 'warn');
  const name = periodName(period, zone);
  // Its period is said already.
  const filters = filtersText({ ...summary, options: { ...summary.options, since: null, until: null } });
  const occasion: Trigger = verdict === 'fail' || verdict === 'warn' ? verdict : 'report';
  const what =
    occasion === 'report'
      ? 'made'
      : `${broken.length === 1 ? 'a rule is' : `${broken.length} rules are`} broken: ${broken.map((finding) => finding.name).join(', ')}`;
  return {
    schema: NOTIFICATION_SCHEMA,
    occasion,
    subject: oneLine(`${report.name} ${name}: ${what}`),
    job,
    report: {
      name: report.name,
      title,
      period: { name, since: formatInZone(period.since, zone), until: formatInZone(period.until, zone) },
      events: summary.totals.events,
      errors: summary.totals.errors,
      errorRate: summary.totals.errorRate,
      verdict,
      conclusion: hasNoData(summary) ? [NO_DATA] : conclusionTexts(summary),
      rules: broken.map(({ name: rule, state, limit, seen, reason }) => ({
        rule,
        level: state,
        limit,
        seen,
        reason,
      })),
      url,
      outputs,
      again: remakeReason,
      notices: [...(filters === null ? [] : [`${filters}.`]), ...draft.editionNotes],
    },
    error: null,
  };
}

export function errorMessage(job: string, error: string): Message {
  return {
    schema: NOTIFICATION_SCHEMA,
    occasion: 'error',
    subject: oneLine(`the run failed: ${error}`),
    job,
    report: null,
    error,
  };
}

/** What tries a channel. @param job name of the job file */
export function testMessage(job: string): Message {
  return {
    schema: NOTIFICATION_SCHEMA,
    occasion: 'test',
    subject: oneLine(`test: this channel of ${job} works; nothing has happened`),
    job,
    report: null,
    error: null,
  };
}

/**
 * The same message, sent once more.
 * @param tries how often it was tried already, from 0
 * @param since when it was to be sent first, in epoch milliseconds
 */
export function sentAgain(message: Message, tries: number, since: number): Message {
  return tries === 0 ? message : { ...message, again: { try: tries + 1, since: formatInstant(since) } };
}

/** @param file name of the watch file. @param text one line: what happened */
export function alertMessage(file: string, alert: AlertNote, text: string): News {
  return {
    schema: NOTIFICATION_SCHEMA,
    occasion: alert.level,
    subject: oneLine(text),
    job: file,
    report: null,
    error: null,
    alert,
  };
}

function conclusionTexts(summary: Summary): string[] {
  const said = conclusion(summary);
  const more = moreFindings(said);
  return [
    ...(said.nothing === null ? [] : [said.nothing]),
    ...said.findings.map(({ text }) => text),
    ...(more === null ? [] : [more]),
  ];
}

function oneLine(text: string): string {
  const line = printable(text).replace(/\s+/g, ' ').trim();
  return line.length > 200 ? `${printable(line.slice(0, 199))}…` : line;
}

/** The message as plain text for people. */
export function messageText({ subject, report, error, job, alert, again: sentAgain }: Message): string {
  const lines = [`ptk-logscan: ${subject}`, ''];
  if (report !== null) {
    const { events, errors, errorRate, conclusion, rules, outputs, again, notices, period, name, title, url } = report;
    const rate = errorRate === null ? '' : ` (${(errorRate * 100).toFixed(2)}%)`;
    // What an earlier version queued has no title, conclusion, rules, link and notices.
    if (title !== undefined && title !== name) lines.push(title);
    lines.push(`${period.since} to ${period.until}`);
    if (conclusion?.[0] !== NO_DATA) lines.push(`${events} events, ${errors} errors${rate}`);
    for (const sentence of conclusion ?? []) lines.push(sentence);
    for (const { rule, level, limit, seen, reason } of rules ?? []) {
      lines.push(`${level.toUpperCase()} ${rule}: ${seen}, limit ${limit}${reason === null ? '' : `. ${reason}`}`);
    }
    if (again !== null) lines.push(again);
    for (const notice of notices ?? []) lines.push(notice);
    for (const output of outputs) lines.push(output);
    if (url !== undefined && url !== null) lines.push(url);
  }
  if (error !== null) lines.push(error);
  if (alert !== undefined) {
    const { state, level, since, at, limit, seen } = alert;
    lines.push(
      state === 'firing' ? `${level.toUpperCase()} at ${at}` : `well again at ${at}; it fired at ${since}`,
      `${seen}, limit ${limit}`,
    );
  }
  if (sentAgain !== undefined)
    lines.push(`Try ${sentAgain.try}: this could not be sent before, since ${sentAgain.since}`);
  lines.push('', `${alert === undefined ? 'job' : 'watch'}: ${job}`);
  return lines.map(printable).join('\n');
}

/**
 * The form that Slack, Mattermost and Rocket.Chat accept. They need `&`, `<` and `>` escaped, and have no escape for what
 * else they obey: that is replaced by what looks alike, so that nobody is notified by `@all` in a log and no text is a link.
 */
export function slackForm(message: Message): string {
  const [first, ...rest] = messageText(message).split('\n');
  // The job's own link is one.
  const url = message.report?.url ?? null;
  const lines = rest.map((line) => (line === url ? `<${url}>` : chatText(line)));
  return JSON.stringify({ text: [`*${chatText(first!)}*`, ...lines].join('\n') });
}

const LOOKALIKES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '*': '∗',
  '`': 'ˋ',
  '@': '＠',
  '://': ':∕∕',
  '](': '] (',
};

function chatText(line: string): string {
  return line.replace(/[&<>*`]|(?<![\w.])@(?=\w)|:\/\/|\]\(/g, (text) => LOOKALIKES[text]!);
}
