/**
 * The names of zones: how they are spelled, and which one a misspelled one may have meant. There is no zone data here.
 */
import { editDistance } from '../text/edit-distance.js';

/** IANA's names without a slash. No other name without one is IANA's, though runtimes accept some: `BST`, for Dhaka. */
const SINGLE_NAMES = `CET CST6CDT Cuba EET EST EST5EDT Egypt Eire GB GB-Eire GMT GMT+0 GMT-0 GMT0 Greenwich HST Hongkong
Iceland Iran Israel Jamaica Japan Kwajalein Libya MET MST MST7MDT NZ NZ-CHAT Navajo PRC PST8PDT Poland Portugal ROC ROK
Singapore Turkey UCT UTC Universal W-SU WET Zulu`.split(/\s+/);

/** Parts of names that are not just a capital and small letters. */
const ODD_PARTS =
  `ACT BajaNorte BajaSur ComodRivadavia DeNoronha DumontDUrville EasterIsland GMT Knox_IN LHI McMurdo NSW
UCT US UTC`.split(/\s+/);

const spellings = new Map([...SINGLE_NAMES, ...ODD_PARTS].map((name) => [name.toLowerCase(), name]));

const UTC_NAMES = new Set(
  'utc z gmt gmt0 gmt+0 gmt-0 uct zulu universal greenwich'.split(' ').flatMap((name) => [name, `etc/${name}`]),
);

/** Whether a name, in any case, is one of the many for UTC. */
export function isUtcName(name: string): boolean {
  return UTC_NAMES.has(name.toLowerCase());
}

/**
 * A zone name in IANA's spelling, whatever its case; null where it cannot be a name. It does not check that the zone
 * exists.
 */
export function spellZoneName(name: string): string | null {
  const lower = name.toLowerCase();
  if (!lower.includes('/')) return spellings.get(lower) ?? null;
  // Runtimes know names under SystemV/ that IANA does not.
  if (lower.startsWith('systemv/') || !/^[a-z][a-z_-]*(?:\/[a-z][a-z0-9_+-]*)+$/.test(lower)) return null;
  return lower
    .split('/')
    .map((part) => {
      if (part.startsWith('gmt')) return part.toUpperCase();
      return spellings.get(part) ?? part.replace(/[a-z]+/g, (word, at) => capital(word, at === 0));
    })
    .join('/');
}

function capital(word: string, first: boolean): string {
  if (!first && (word === 'of' || word === 'es' || word === 'au')) return word;
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/**
 * The one zone that a wrong name may have meant: it is the city alone, or at most two letters off. Null when not sure.
 */
export function nearestZoneName(name: string): string | null {
  const raw = name.toLowerCase().trim().replace(/[ .]+/g, '_').slice(0, 60);
  if (raw.length < 4) return null;
  const known = Intl.supportedValuesOf('timeZone');
  const cities = known.filter((zone) => zone.toLowerCase().endsWith(`/${raw}`));
  if (cities.length > 0) return cities.length === 1 ? cities[0]! : null;
  let best: string[] = [];
  let least = 3;
  for (const zone of known) {
    if (Math.abs(zone.length - raw.length) > 2) continue;
    const off = editDistance(raw, zone.toLowerCase());
    if (off < least) best = [];
    if (off <= Math.min(least, 2)) {
      best.push(zone);
      least = off;
    }
  }
  return best.length === 1 ? best[0]! : null;
}
