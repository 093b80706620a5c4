/** The kernel's binary interface: what `assembly/index.ts` exports. Addresses and lengths are in bytes. */
export interface KernelExports {
  readonly memory: WebAssembly.Memory;
  configure(everyOccurrence: number, numbered: number, labelledOnly: number, pool: number): void;
  programAt(): number;
  forms(dates: number, betweens: number, times: number, compactTimes: number, fewest: number, year: number): void;
  table(at: number, length: number): void;
  columnsAt(): number;
  header(columns: number, separator: number): void;
  absentLength(length: number): number;
  knownAt(): number;
  begin(): void;
  scan(length: number, inLine: number): number;
  more(): number;
  endBefore(to: number, from: number): number;
  lineCount(): number;
  lineCountBefore(): number;
  matchedCount(): number;
  lastLocal(): number;
  lastZone(): number;
  otherOrderStart(): number;
  timeBetween(from: number, lineStart: number): number;
  groupsSize(keys: number): number;
  placeGroups(address: number, keys: number): void;
  columnAt(key: number): number;
  groupKey(length: number): void;
  valuesAreNew(): number;
  valueCount(): number;
  valueAt(number: number): number;
  valueLength(number: number): number;
  blockAt(): number;
  lookback(): number;
  recordCapacity(): number;
  localsAt(): number;
  codesAt(): number;
  zonesAt(): number;
  linesAt(): number;
  startsAt(): number;
  inheritedAt(): number;
  recordAtMost(n: number): void;
  countRange(start: number, end: number, zone: number): void;
  clearCounts(): void;
  keepCodeLines(): void;
  placeBlock(start: number, open: number): void;
  codeLinesAt(): number;
  touchedCount(): number;
  inheritingCount(): number;
  lastCounted(): number;
  takeCountedStart(): number;
  countsAt(): number;
  touchedAt(): number;
}

/** How a record's zone is packed, as `assembly/layout.ts` has it. */
export const ZONE_BIAS = 0x4000;
export const NO_ZONE = 0x10000;
export const YEARLESS = 0x20000;
