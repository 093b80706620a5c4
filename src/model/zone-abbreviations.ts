/** The short names of time zones in timestamps (`CET`, `EDT`), and the offsets that they mean. IANA's names are in `time/`. */

/** A name, and minutes east of UTC. Null: the report zone's local time, where the name's offset there has changed. */
export type ZoneName = readonly [name: string, minutes: number | null];

/** What the names mean, unless the report zone is in `OTHERS` (specification, section 4). */
// biome-ignore format: a table
export const ZONE_NAMES: readonly ZoneName[] = [
  ['EST', -300], ['EDT', -240], ['CST', -360], ['CDT', -300], ['MST', -420], ['MDT', -360], ['PST', -480],
  ['PDT', -420], ['AKST', -540], ['AKDT', -480], ['HST', -600], ['AST', -240], ['ADT', -180], ['NST', -210],
  ['NDT', -150], ['WET', 0], ['WEST', 60], ['BST', 60], ['CET', 60], ['CEST', 120], ['EET', 120], ['EEST', 180],
  ['MSK', 180], ['IST', 330], ['SGT', 480], ['HKT', 480], ['JST', 540], ['KST', 540], ['AEST', 600], ['AEDT', 660],
  ['ACST', 570], ['ACDT', 630], ['AWST', 480], ['NZST', 720], ['NZDT', 780], ['BRT', -180], ['ART', -180],
  ['SAST', 120],
];

/**
 * Zones that at any time from 2001 to 2033 use one of these names for another offset than the table above. Source: all
 * zones of the IANA time zone database.
 */
const OTHERS: readonly { readonly zones: readonly string[]; readonly names: readonly ZoneName[] }[] = [
  {
    zones: [
      ...['Asia/Shanghai', 'Asia/Chongqing', 'Asia/Chungking', 'Asia/Harbin', 'Asia/Macao', 'Asia/Macau'],
      ...['Asia/Taipei', 'PRC', 'ROC'],
    ],
    names: [['CST', 480]],
  },
  {
    zones: ['America/Havana', 'Cuba'],
    names: [
      ['CST', -300],
      ['CDT', -240],
    ],
  },
  { zones: ['Asia/Jerusalem', 'Asia/Tel_Aviv', 'Israel'], names: [['IST', 120]] },
  { zones: ['Europe/Dublin', 'Eire'], names: [['IST', 60]] },
  { zones: ['Asia/Manila'], names: [['PST', 480]] },
  { zones: ['Asia/Pyongyang'], names: [['KST', null]] },
  {
    zones: ['Europe/Moscow', 'Europe/Kirov', 'Europe/Simferopol', 'Europe/Volgograd', 'W-SU'],
    names: [['MSK', null]],
  },
];

/** The meaning of the names in a report zone, given as IANA name. */
export function zoneNamesIn(reportZone: string): readonly ZoneName[] {
  const localNames = new Map(OTHERS.find(({ zones }) => zones.includes(reportZone))?.names);
  if (localNames.size === 0) return ZONE_NAMES;
  return ZONE_NAMES.map(([name, minutes]) => [name, localNames.has(name) ? localNames.get(name)! : minutes]);
}
