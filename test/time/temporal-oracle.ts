/** What Temporal says of zones, for the tests to compare with. Instants in milliseconds. */
import { Temporal } from 'temporal-polyfill';

/** Changes of half an hour and of two hours, at midnight and over it, in Ramadan, of a whole day, and none at all. */
export const ZONES = [
  'America/New_York',
  'Europe/Berlin',
  'Europe/London',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'Asia/Tehran',
  'Africa/Casablanca',
  'America/Sao_Paulo',
  'Asia/Beirut',
  'Asia/Gaza',
  'Pacific/Apia',
  'Antarctica/Troll',
  'America/Havana',
  'America/Recife',
  'Asia/Kathmandu',
] as const;

/** Every change of the zone's offset from 1990 to 2040. */
export function transitions(zone: string): number[] {
  let known = remembered.get(zone);
  if (known === undefined) {
    known = findTransitions(zone);
    remembered.set(zone, known);
  }
  return known;
}

const remembered = new Map<string, number[]>();

function findTransitions(zone: string): number[] {
  const end = Date.UTC(2041);
  const found: number[] = [];
  let at = zoned(Date.UTC(1990), zone).getTimeZoneTransition('next');
  while (at !== null && at.epochMilliseconds < end) {
    found.push(at.epochMilliseconds);
    at = at.getTimeZoneTransition('next');
  }
  return found;
}

export function zoned(epochMs: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(zone);
}

export function offsetAt(epochMs: number, zone: string): number {
  return zoned(epochMs, zone).offsetNanoseconds / 1e6;
}

export function toInstant(localMs: number, zone: string): number {
  const clock = zoned(localMs, 'UTC').toPlainDateTime();
  return clock.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;
}

export function startOfDay(day: Temporal.PlainDate, zone: string): number {
  return day.toZonedDateTime(zone).epochMilliseconds;
}

/** The date whose day, from its start to that of the next, holds the instant. */
export function dateOf(epochMs: number, zone: string): Temporal.PlainDate {
  let date = zoned(epochMs, zone).toPlainDate();
  while (startOfDay(date.add({ days: 1 }), zone) <= epochMs) date = date.add({ days: 1 });
  while (startOfDay(date, zone) > epochMs) date = date.subtract({ days: 1 });
  return date;
}

export function dayNumber(date: Temporal.PlainDate): number {
  return Temporal.PlainDate.from('1970-01-01').until(date).days;
}
