/** The settings of the rules by which a line is read, passed whole from the options to the kernel. */
import type { ZoneName } from './zone-abbreviations.js';

/** What can be set about the rules by which a line is read; the same for the kernel and the reference. */
export interface LineRules {
  /** Names that label a number as a code, in lower case and without `_`, `-` and `.`. */
  readonly codeKeys: readonly string[];
  /** Names whose numbers are no codes, written likewise. */
  readonly ignoreKeys: readonly string[];
  /** Accept only numbers that the line labels as a code, none merely because the catalogue knows it. */
  readonly labelled: boolean;
  /** Whether month or day comes first in `01/11/2026`; null: each form's default, see `timestamp-forms`. */
  readonly dateOrder: DateOrder | null;
  /** The year of timestamps without one; null: derived for each from the source's modification time. */
  readonly year: number | null;
  /** 1 for each known code, by code number - 106000. */
  readonly known: Uint8Array;
  /** Names and descriptions of the known codes. */
  readonly texts: readonly CodeText[];
  /** Time zone names that timestamps may have, with their meaning in the report zone: see `zone-abbreviations`. */
  readonly zones: readonly ZoneName[];
}

export const DATE_ORDERS = ['mdy', 'dmy'] as const;
/** Month or day first, where the year is last. */
export type DateOrder = (typeof DATE_ORDERS)[number];

export function otherDateOrder(order: DateOrder): DateOrder {
  return order === 'mdy' ? 'dmy' : 'mdy';
}

export interface CodeText {
  /** 106000 to 109999. */
  readonly code: number;
  readonly name: string;
  readonly description: string;
}
