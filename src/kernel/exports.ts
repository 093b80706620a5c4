/** A number that the kernel is built with. A function in its place would be compiled at each start: 20 µs. */
interface Constant {
  readonly value: number;
}

/** The kernel's binary interface: what `assembly/index.ts` exports. Addresses and lengths are in bytes. */
export interface KernelExports {
  readonly memory: WebAssembly.Memory;
  readonly knownAt: Constant;
  readonly programAt: Constant;
  readonly columnsAt: Constant;
  readonly blockAt: Constant;
  readonly lookback: Constant;
  readonly recordCapacity: Constant;
  readonly localsAt: Constant;
  readonly codesAt: Constant;
  readonly zonesAt: Constant;
  readonly linesAt: Constant;
  readonly startsAt: Constant;
  readonly inheritedAt: Constant;
  readonly countsAt: Constant;
  readonly touchedAt: Constant;
  readonly codeLinesAt: Constant;
  readonly rangesAt: Constant;
  configure(everyOccurrence: number, numbered: number, labelledOnly: number, pool: number): void;
  forms(dates: number, betweens: number, times: number, compactTimes: number, fewest: number, year: number): void;
  table(at: number, length: number): void;
  header(columns: number, separator: number): void;
  absentLength(length: number): number;
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
  valueClearings(): number;
  hasRoom(): number;
  valueCount(): number;
  valueAt(number: number): number;
  valueLength(number: number): number;
  recordAtMost(n: number): void;
  countRange(start: number, end: number, zone: number): void;
  keepCodeLines(): void;
  placeBlock(start: number, open: number): void;
  touchedCount(): number;
  settleCounted(): void;
  followMinutes(first: number, start: number, end: number): void;
  takeRanges(): number;
  countGroups(by: number, conditions: number): void;
  usedPairCount(): number;
  usedPairsAt(): number;
  pairsAt(): number;
  clearPairs(): void;
  takeFailed(): number;
}

/** How a record's zone is packed, as `assembly/layout.ts` has it. */
export const ZONE_BIAS = 0x4000;
export const NO_ZONE = 0x10000;
export const YEARLESS = 0x20000;
