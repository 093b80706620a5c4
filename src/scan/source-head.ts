/** What the first bytes of a source say of all of it: that its times are UTC, and what its columns are. */
import type { Kernel } from '../kernel/kernel.js';
import type { ColumnHeader, FindHeader } from '../kernel/records.js';
import type { LineRules } from '../model/rules.js';
import { HEADER_REACH, headerFinder } from './find-header.js';

export { HEADER_REACH };

/** How a W3C extended log file of IIS begins; its times are UTC. */
const W3C_UTC = Buffer.from('#Software: Microsoft Internet Information Services', 'latin1');
/** How many bytes of a source have to be known to tell. */
export const UTC_REACH = W3C_UTC.length;

/** Whether a text that begins with `head` says that its times are UTC. */
export function declaresUtc(head: Uint8Array): boolean {
  return head.length >= UTC_REACH && W3C_UTC.equals(head.subarray(0, UTC_REACH));
}

/** What the kernel is told of a piece's header; undefined: the piece begins its source. */
export function headerOrFinder(
  header: ColumnHeader | null | undefined,
  rules: LineRules,
): ColumnHeader | FindHeader | null {
  return header === undefined ? headerFinder(rules) : header;
}

/** The header of a source that begins with these bytes, by the kernel that will read it. */
export function headerIn(kernel: Kernel, beginning: Uint8Array, rules: LineRules): ColumnHeader | null {
  kernel.countRange(0, 0, 0, kernel.recordCapacity);
  kernel.begin(0, 0, headerFinder(rules));
  kernel.write(beginning.subarray(0, HEADER_REACH), () => {});
  return kernel.header;
}
