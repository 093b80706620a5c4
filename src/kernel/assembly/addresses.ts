/** Numbers of the layout that the wrapper needs, as exported constants: so none of them is written twice. */
export {
  BLOCK as blockAt, CODE_LINES as codeLinesAt, COLUMNS as columnsAt, COUNTS as countsAt, KNOWN as knownAt, LOOKBACK as lookback,
  PROGRAM as programAt, RECORD_CAPACITY as recordCapacity, RECORD_CODE as codesAt, RECORD_INHERITED as inheritedAt,
  RANGES as rangesAt, RECORD_LINE as linesAt, RECORD_LOCAL as localsAt, RECORD_START as startsAt, RECORD_ZONE as zonesAt, TOUCHED as touchedAt,
} from './layout';
