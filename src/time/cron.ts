/**
 * Cron expressions (croner, imported here only): five fields, in a zone. Where the clock changes: a run at a fixed time
 * that the clock skips comes right after the gap; one whose time comes twice runs once; `*` and steps go on in elapsed
 * time.
 */
import { Cron } from 'croner';
import { MINUTE_MS } from '../model/calendar.js';
import { usageError } from '../model/errors.js';
import { fixedOffsetOf } from './fixed-offsets.js';

/** @throws LogscanError (`usage`), a message that starts with `label` */
export function checkCron(text: string, zone: string, label: string): string {
  const expression = text.trim().replace(/\s+/g, ' ');
  try {
    if (nextAfter(expression, zone, 0) === null) throw new Error('it never comes');
  } catch (error) {
    const reason = (error as Error).message.replace(/^Cron(?:Pattern|Date)?:\s*/, '');
    throw usageError(
      `${label}: expected a cron expression of five fields such as "0 6 * * *"; got ${JSON.stringify(text)} (${reason})`,
    );
  }
  return expression;
}

function cronOf(expression: string, zone: string): Cron {
  const offset = fixedOffsetOf(zone);
  return new Cron(expression, {
    mode: '5-part',
    paused: true,
    fixedTimeRule: 'no-wildcard',
    ...(offset === null ? { timezone: zone } : { utcOffset: offset / MINUTE_MS }),
  });
}

/** The next time after this instant, in epoch milliseconds; null where there is none. */
export function nextAfter(expression: string, zone: string, after: number): number | null {
  return cronOf(expression, zone).nextRun(new Date(after))?.getTime() ?? null;
}

/** The last time at or before this instant; null where there is none. */
export function previousBefore(expression: string, zone: string, before: number): number | null {
  // Croner finds only what is strictly before, in whole seconds.
  return (
    cronOf(expression, zone)
      .previousRuns(1, new Date(before + 1000))[0]
      ?.getTime() ?? null
  );
}
