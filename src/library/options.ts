/** Options of the library, and what they mean where they are not given. */
import { BUILT_IN, type Catalogue } from '../catalogue/catalogue.js';
import type { DateOrder, LineRules } from '../model/rules.js';
import { zoneNamesIn } from '../model/zone-names.js';
import { machineZone, type Zone, zoneOf } from '../time/zone.js';

/** How a line is read; all optional. */
export interface LineOptions {
  /** Codes that are known. Default: the built-in catalogue. */
  readonly catalogue?: Catalogue;
  /** Keys or words that announce a code, beside the built-in ones: letters and digits, such as `outcome`. */
  readonly codeKeys?: readonly string[];
  /** Keys or words whose numbers are no codes. */
  readonly ignoreKeys?: readonly string[];
  /** Take only numbers that the line itself calls a code, none that rests on the catalogue. Default: false. */
  readonly labelled?: boolean;
  /** How dates of numbers with the year last read. Default: `11/01/2026` with the month first, `01-11-2026` with the day. */
  readonly dateOrder?: DateOrder;
  /** The year of stamps without one. Default: decided from `reference`. */
  readonly year?: number;
  /** IANA name of the zone of stamps without one, and of reports. Default: the machine's. */
  readonly timeZone?: string;
  /** Epoch milliseconds: a stamp without a year is at most a day later. Default: now. */
  readonly reference?: number;
}

export function rulesOf(options: LineOptions): LineRules {
  const catalogue = catalogueOf(options);
  return {
    codeKeys: (options.codeKeys ?? []).map(joined),
    ignoreKeys: (options.ignoreKeys ?? []).map(joined),
    labelled: options.labelled ?? false,
    dateOrder: options.dateOrder ?? null,
    year: options.year ?? null,
    known: catalogue.known,
    texts: catalogue.all(),
    zones: zoneNamesIn(zoneOption(options.timeZone).name),
  };
}

export function catalogueOf(options: LineOptions): Catalogue {
  return options.catalogue ?? BUILT_IN;
}

export function zoneOption(timeZone: string | undefined): Zone {
  return timeZone === undefined ? machineZone() : zoneOf(timeZone);
}

/** A name as the rules have it: its words in a row. */
function joined(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9]/g, '').toLowerCase();
}
