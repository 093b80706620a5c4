/** Guesses the zone in which a log was written from where it then ends: its last line is about as old as the file. */
import { HOUR_MS, MINUTE_MS } from '../model/calendar.js';
import { CLOCK_SLACK_MS } from '../model/limits.js';
import { packedZone, TimeResolver } from '../scan/times.js';
import { offsetName } from '../time/fixed-offsets.js';
import type { WrittenTime } from '../time/strptime.js';
import { zoneOf } from '../time/zone.js';
import type { SourceStats } from './source-stats.js';
import { otherMeanings } from './zone-names-stats.js';

/** Of zones with the same time, the first is named: in each the one with the most people. */
// biome-ignore format: a list
const PLACES = [
  'UTC', 'Europe/London', 'Europe/Berlin', 'Europe/Athens', 'Europe/Moscow', 'America/New_York', 'America/Chicago',
  'America/Denver', 'America/Los_Angeles', 'Asia/Kolkata', 'Asia/Shanghai', 'Asia/Tokyo', 'Australia/Sydney',
  'America/Sao_Paulo', 'America/Halifax', 'America/Anchorage', 'Pacific/Honolulu', 'Atlantic/Azores', 'Asia/Dubai',
  'Asia/Karachi', 'Asia/Dhaka', 'Asia/Bangkok', 'Australia/Adelaide', 'Pacific/Auckland', 'Asia/Tehran',
  'Asia/Kathmandu', 'Asia/Yangon', 'America/St_Johns', 'Australia/Darwin', 'Australia/Brisbane',
];
const WEST = -12;
const EAST = 14;
/** The most time between a log's last line and the last change of its file. */
const FEW_MS = 10 * MINUTE_MS;

/**
 * Names for `--tz`: zones in which the latest time without a zone lies at most some minutes before the file was
 * written, or before now; then zones in which a written zone name means another offset.
 */
export function zonesThatFit(stats: SourceStats): string[] {
  const { zone, isUtc, clocks } = stats.context;
  const newest = stats.times.newestZoneless;
  const names: string[] = [];
  if (newest !== null && !isUtc) {
    for (const end of clocks.modified === null ? [clocks.now] : [clocks.modified, clocks.now]) {
      const fitting = allNames()
        .map((name) => ({ name, age: end - instantIn(name, newest, stats) }))
        .filter(({ age }) => age >= -CLOCK_SLACK_MS && age <= FEW_MS)
        .sort((a, b) => Math.abs(a.age) - Math.abs(b.age));
      names.push(...fitting.slice(0, 1).map(({ name }) => name));
    }
  }
  for (const { name } of stats.times.facts.zoneNames) names.push(...otherMeanings(name).map((other) => other.zone));
  return [...new Set(names)].filter((name) => name !== zone.name);
}

/** The zone nearest to now in which no time written without a zone lies in the future; null for none. */
export function zoneThatHelps(stats: SourceStats): { name: string; offset: string } | null {
  const { isUtc, clocks } = stats.context;
  const newest = stats.times.newestZoneless;
  if (newest === null || isUtc) return null;
  const [nearest] = allNames()
    .map((name) => ({ name, at: instantIn(name, newest, stats) }))
    .filter(({ at }) => at <= clocks.now + CLOCK_SLACK_MS)
    .sort((a, b) => b.at - a.at);
  if (nearest === undefined) return null;
  return { name: nearest.name, offset: offsetName(zoneOf(nearest.name).offsetAt(nearest.at)) };
}

function allNames(): string[] {
  const hours = Array.from({ length: EAST - WEST + 1 }, (_, i) => offsetName((WEST + i) * HOUR_MS));
  return [...PLACES, ...hours];
}

function instantIn(name: string, time: WrittenTime, { context: { reference } }: SourceStats): number {
  return new TimeResolver(zoneOf(name), reference).instant(time.local, packedZone(time));
}
