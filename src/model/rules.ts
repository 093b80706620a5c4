/** What can be set about the rules by which a line is read; the same for the kernel and the reference. */
export interface LineRules {
  /** Words added to the status list, lower case. */
  readonly codeKeys: readonly string[];
  /** Words added to the refuse list, lower case. */
  readonly ignoreKeys: readonly string[];
  /** How a slashed date with the year last reads. */
  readonly dateOrder: 'mdy' | 'dmy';
  /** The year of stamps that have none, or null: decided for each from the source's modification time. */
  readonly year: number | null;
  /** 1 for each known code, by code number - 106000. */
  readonly known: Uint8Array;
}
