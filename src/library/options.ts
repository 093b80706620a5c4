/** Options of the library and their defaults. */
import { BUILT_IN, type Catalogue } from '../catalogue/catalogue.js';
import type { DateOrder, LineRules } from '../model/rules.js';
import { zoneNamesIn } from '../model/zone-abbreviations.js';
import { machineZone, type Zone, zoneOf } from '../time/zone.js';

/** How lines are read; all optional. */
export interface LineOptions {
  /** The known codes. Default: the built-in catalogue. */
  readonly catalogue?: Catalogue;
  /** Keys or words that label a number as a code, beside the built-in ones: letters and digits, such as `outcome`. */
  readonly codeKeys?: readonly string[];
  /** Keys or words whose numbers are no codes. */
  readonly ignoreKeys?: readonly string[];
  /** Accept only numbers that the line labels as a code, none merely because the catalogue knows it. Default: false. */
  readonly labelled?: boolean;
  /** Order of day and month in dates with the year last. Default: `11/01/2026` month first, `01-11-2026` day first. */
  readonly dateOrder?: DateOrder;
  /** The year of timestamps without one. Default: derived from `reference`. */
  readonly year?: number;
  /** IANA name of the zone of timestamps without one, and of reports. Default: the machine's. */
  readonly timeZone?: string;
  /** Epoch milliseconds: a timestamp without a year is taken to be at most a day later. Default: now. */
  readonly reference?: number;
}

export function rulesOf(options: LineOptions): LineRules {
  const catalogue = catalogueOf(options);
  return {
    codeKeys: (options.codeKeys ?? []).map(normalized),
    ignoreKeys: (options.ignoreKeys ?? []).map(normalized),
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

/** A name as `LineRules` has it: letters and digits in lower case. */
function normalized(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9]/g, '').toLowerCase();
}
