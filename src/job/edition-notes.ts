/** What a report says where its period was counted with more than one edition of the rules. */
import type { EditionRange } from '../history/counts/editions.js';
import { MINUTE_MS } from '../model/calendar.js';
import { plural } from '../text/words.js';
import { formatInZone } from '../time/instants.js';
import { minuteText } from '../time/rfc3339.js';
import type { Zone } from '../time/zone.js';

const REREAD = 'ptk-logscan report --reread counts anew what is still on disk.';

/** `2026-11-20 10:00`, in the zone. */
export function momentText(time: number, zone: Zone): string {
  return minuteText(formatInZone(time, zone));
}

/** For one period, in sentences; null where one edition has counted all of it. */
export function periodNote(ranges: readonly EditionRange[], zone: Zone): string | null {
  if (ranges.length < 2) return null;
  const at = (time: number) => momentText(time, zone);
  const [first, second] = ranges as [EditionRange, EditionRange];
  const said =
    ranges.length === 2 && first.last <= second.first
      ? `until ${at(second.first)} with edition ${first.edition}, since then with edition ${second.edition}`
      : ranges
          .map((range) => `from ${at(range.first)} to ${at(range.last + MINUTE_MS)} with edition ${range.edition}`)
          .join(', ');
  return `This period was counted with ${ranges.length === 2 ? 'two' : ranges.length} editions of the rules: ${said}. ${REREAD}`;
}

/** For two periods that are compared; null where one edition has counted both. */
export function comparisonNote(before: readonly EditionRange[], now: readonly EditionRange[]): string | null {
  if (before.length === 0 || now.length === 0) return null;
  const all = new Set([...before, ...now].map(({ edition }) => edition));
  if (all.size < 2) return null;
  return (
    `The earlier period was counted with ${editionsText(before.map(({ edition }) => edition))} of the rules, ` +
    `this one with ${editionsText(now.map(({ edition }) => edition))}: numbers may differ for that reason. ${REREAD}`
  );
}

/** `edition 2`, or `editions 1 and 2`. */
export function editionsText(editions: readonly number[]): string {
  return `${plural(editions.length, 'edition')} ${editions.join(' and ')}`;
}
