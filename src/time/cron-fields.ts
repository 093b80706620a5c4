/** The five fields of a cron expression as lists of numbers, for schedulers with another syntax. */
import { MONTHS, shortName, WEEKDAYS } from '../model/calendar.js';
import { usageError } from '../model/errors.js';

export interface CronFields {
  /** Null: any. */
  readonly minutes: readonly number[] | null;
  readonly hours: readonly number[] | null;
  readonly days: readonly number[] | null;
  readonly months: readonly number[] | null;
  /** 0 is Sunday. */
  readonly weekdays: readonly number[] | null;
}

const shortLower = (name: string) => shortName(name).toLowerCase();

/** Words for whole expressions, as cron(8) has them. */
const NICKNAMES: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};

/** @throws LogscanError (`usage`) for syntax that only some crons know (`L`, `W`, `#`) */
export function cronFields(expression: string, scheduler: string): CronFields {
  const parts = (NICKNAMES[expression.toLowerCase()] ?? expression).split(' ');
  const read = (part: string, least: number, most: number, names: readonly string[] = []): number[] | null => {
    if (part === '*' || part === '?') return null;
    const values = part.split(',').flatMap((piece) => valuesOf(piece, least, most, names));
    if (values.some((value) => Number.isNaN(value))) {
      throw usageError(
        `schedule: expected numbers, ranges and steps, to write it for ${scheduler}; got ${JSON.stringify(expression)}`,
      );
    }
    return [...new Set(values)].sort((a, b) => a - b);
  };
  const weekdays = read(parts[4]!, 0, 7, WEEKDAYS.map(shortLower));
  return {
    minutes: read(parts[0]!, 0, 59),
    hours: read(parts[1]!, 0, 23),
    days: read(parts[2]!, 1, 31),
    months: read(parts[3]!, 1, 12, ['', ...MONTHS.map(shortLower)]),
    weekdays: weekdays === null ? null : [...new Set(weekdays.map((day) => day % 7))].sort((a, b) => a - b),
  };
}

function valuesOf(piece: string, least: number, most: number, names: readonly string[]): number[] {
  const match = /^(\*|[a-z]+|\d+)(?:-([a-z]+|\d+))?(?:\/(\d+))?$/i.exec(piece);
  if (match === null) return [Number.NaN];
  const value = (text: string) => {
    const named = names.indexOf(text.toLowerCase());
    return named >= 0 ? named : /^\d+$/.test(text) ? Number(text) : Number.NaN;
  };
  const from = match[1] === '*' ? least : value(match[1]!);
  const to =
    match[1] === '*' ? most : match[2] === undefined ? (match[3] === undefined ? from : most) : value(match[2]);
  const step = Number(match[3] ?? 1);
  if (!(from >= least && to <= most && from <= to && step > 0)) return [Number.NaN];
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step);
}
