/** What a source's first bytes declare for all of it: times in UTC, and a column header. */
import type { Kernel } from '../kernel/kernel.js';
import type { ColumnHeader, FindHeader } from '../kernel/records.js';
import type { LineRules } from '../model/rules.js';
import { HEADER_SEARCH_BYTES, headerFinder } from './find-header.js';

export { HEADER_SEARCH_BYTES };

/** The beginning of a W3C extended log file of IIS, whose times are in UTC. */
const W3C_UTC = Buffer.from('#Software: Microsoft Internet Information Services', 'latin1');
/** How many bytes of a source are needed to decide. */
export const UTC_DECLARATION_BYTES = W3C_UTC.length;

/** Whether a source that begins with `head` declares that its times are in UTC. */
export function declaresUtc(head: Uint8Array): boolean {
  return head.length >= UTC_DECLARATION_BYTES && W3C_UTC.equals(head.subarray(0, UTC_DECLARATION_BYTES));
}

/** The header for the kernel; undefined: the piece begins its source, so the kernel gets a search instead. */
export function headerOrFinder(
  header: ColumnHeader | null | undefined,
  rules: LineRules,
): ColumnHeader | FindHeader | null {
  return header === undefined ? headerFinder(rules) : header;
}

/** The header of a source that begins with these bytes. Uses the kernel that will read the source, and resets it. */
export function headerIn(kernel: Kernel, beginning: Uint8Array, rules: LineRules): ColumnHeader | null {
  kernel.begin(0, 0, headerFinder(rules));
  kernel.write(beginning.subarray(0, HEADER_SEARCH_BYTES), () => {});
  return kernel.header;
}
