/**
 * Statistics on zones that were written as names, and what was assumed for each. Some names mean different offsets in
 * different places.
 */
import { MINUTE_MS } from '../model/calendar.js';
import type { LineRules } from '../model/rules.js';
import { ZONE_NAMES, zoneNamesIn } from '../model/zone-abbreviations.js';
import type { Stamp } from '../reference/timestamps/stamp.js';
import { offsetName } from '../time/fixed-offsets.js';
import type { Excerpt, TimeFacts } from './diagnosis.js';

type ZoneNameFacts = TimeFacts['zoneNames'][number];

/** Zones of many people in which a zone name means another offset. */
const ELSEWHERE = ['Asia/Shanghai', 'America/Havana', 'Asia/Jerusalem', 'Europe/Dublin', 'Asia/Manila'];

export class ZoneNamesStats {
  readonly #rules: LineRules;
  readonly #names = new Map<string, { count: number; readonly example: Excerpt }>();

  constructor(rules: LineRules) {
    this.#rules = rules;
  }

  add({ zoneName }: Pick<Stamp, 'zoneName'>, place: Excerpt): void {
    if (zoneName === null) return;
    const known = this.#names.get(zoneName);
    if (known !== undefined) known.count += 1;
    else this.#names.set(zoneName, { count: 1, example: place });
  }

  get facts(): ZoneNameFacts[] {
    return [...this.#names]
      .map(([name, { count, example }]): ZoneNameFacts => {
        const minutes = minutesOf(name, this.#rules.zones);
        const because = minutes === minutesOf(name, ZONE_NAMES) ? 'convention' : 'report zone';
        return { name, offset: minutes === null ? null : offsetName(minutes * MINUTE_MS), because, count, example };
      })
      .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
  }
}

/** Zones in which the name means another offset, with that offset. */
export function otherMeanings(name: string): { zone: string; offset: string }[] {
  return ELSEWHERE.flatMap((zone) => {
    const minutes = minutesOf(name, zoneNamesIn(zone));
    const isOther = minutes !== null && minutes !== minutesOf(name, ZONE_NAMES);
    return isOther ? [{ zone, offset: offsetName(minutes * MINUTE_MS) }] : [];
  });
}

function minutesOf(name: string, zones: LineRules['zones']): number | null {
  return zones.find(([other]) => other === name)?.[1] ?? null;
}
