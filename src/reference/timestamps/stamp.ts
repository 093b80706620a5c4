/** What reading a timestamp gives, and what it depends on. */
import type { LineRules } from '../../model/rules.js';
import type { FamilyName } from '../../model/timestamp-forms.js';

/** A timestamp as it stands on a line. */
export interface Stamp {
  /** Milliseconds since 1970 of the wall-clock fields, as if they were UTC; in the year 2000 where none is written. */
  readonly local: number;
  /** Offset written with the timestamp, in minutes east of UTC; null where none is written. */
  readonly zone: number | null;
  /** The zone's name, if it was written as one: its meaning was assumed. */
  readonly zoneName: string | null;
  /** Whether the line gives no year and none was set. */
  readonly yearless: boolean;
  readonly family: FamilyName;
  /** Byte positions in the line: first byte, and the one after the last (zone and AM/PM included). */
  readonly start: number;
  readonly end: number;
  /** Whether process and thread ids follow it in this form. */
  readonly isFollowedByIds: boolean;
}

/** The rules, and what the reader reports besides the timestamp. */
export interface ReadContext {
  readonly rules: LineRules;
  /** Set where a date was read, or rejected, that exists only in the other date order. */
  otherOrder: boolean;
}
