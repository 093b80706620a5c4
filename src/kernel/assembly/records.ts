/** Records of codes, as columns, which the wrapper reads out. */
import { UNTIMED, local, localZone } from './latest-time';
import { recordGroups } from './groups';
import { BLOCK, RECORD_CODE, RECORD_INHERITED, RECORD_LINE, RECORD_LOCAL, RECORD_START, RECORD_ZONE } from './layout';
import { numberOf } from './line-starts';

/** Records written since the last were read out. */
export let records: i32 = 0;
/** Whether the wrapper wants line numbers. */
let hasNumbers: bool = false;

export function configureRecords(numbered: bool): void {
  hasNumbers = numbered;
}

export function clearRecords(): void {
  records = 0;
}

/** Writes down the code with this index on the line that starts at `line` and has the latest time. */
export function record(index: i32, line: usize, inherited: bool): void {
  const i = <usize>records;
  store<f64>(RECORD_LOCAL + (i << 3), local == UNTIMED ? NaN : <f64>local);
  store<i32>(RECORD_CODE + (i << 2), index + 106000);
  store<i32>(RECORD_ZONE + (i << 2), localZone);
  store<u32>(RECORD_LINE + (i << 2), hasNumbers ? numberOf(line) : 0);
  store<i32>(RECORD_START + (i << 2), <i32>(line - BLOCK));
  store<u8>(RECORD_INHERITED + i, <u8>inherited);
  recordGroups(i);
  records++;
}
