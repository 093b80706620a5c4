/** What a timestamp family is, and what reading one gives. */

/** A timestamp as it stands on a line. */
export interface Stamp {
  /** Milliseconds since 1970 of the wall-clock fields, as if they were UTC. Years without one are 2000. */
  readonly local: number;
  /** Offset written with the timestamp, in minutes east of UTC; null where none is written. */
  readonly zone: number | null;
  /** Whether the line gives no year and none was set. */
  readonly yearless: boolean;
  /** Name of the family that read it. */
  readonly family: string;
  /** Byte positions in the line: first byte, and the one after the last (zone and AM/PM included). */
  readonly start: number;
  readonly end: number;
}

/** What the reader was told, and what it has to tell besides the timestamp. */
export interface ReadContext {
  readonly dateOrder: 'mdy' | 'dmy';
  /** The year of timestamps that have none, or null. */
  readonly year: number | null;
  /** Set where a slashed date was passed over that only the other date order could read. */
  otherOrder: boolean;
}

/** A line as a real logger prints it, and what the reader has to make of it. */
export interface Example {
  /** Who prints such lines. */
  readonly by: string;
  readonly text: string;
  /** The wall-clock time, `YYYY-MM-DDTHH:MM:SS.mmm`; in the year 2000 where the line has none. */
  readonly local: string;
  /** Minutes east of UTC, or null where the line doesn't say. */
  readonly zone: number | null;
  readonly yearless: boolean;
  /** Month first where it isn't given. */
  readonly dateOrder?: 'mdy' | 'dmy';
  /** The family that reads it, where it isn't the one that the example stands with. */
  readonly family?: string;
}

export interface Family {
  /** Short and stable: what `Stamp.family` says. */
  readonly name: string;
  readonly title: string;
  /** One or two sentences for the documentation. */
  readonly description: string;
  readonly examples: readonly Example[];
  /**
   * Reads the timestamp that begins at byte `start` of the line (latin1, one character a byte), or null where none of
   * this family does. The caller has made sure that a timestamp may begin there.
   */
  read(line: string, start: number, context: ReadContext): Stamp | null;
}

/** An example of a line with a year. */
export function example(by: string, text: string, local: string, zone: number | null): Example {
  return { by, text, local, zone, yearless: false };
}

/** An example of a line without a year. `local` is in the year 2000. */
export function yearlessExample(by: string, text: string, local: string, zone: number | null): Example {
  return { by, text, local, zone, yearless: true };
}
