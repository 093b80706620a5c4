import { type DateOrder, type LineRules, otherDateOrder } from '../model/rules.js';

/**
 * The order in which the date of a line is possible, given that by the rules it is not. Without --date-order, a date with
 * `/` has the month first and one with `-` the day, so the line needs the other order.
 */
export function orderNeededBy(line: string, { dateOrder }: Pick<LineRules, 'dateOrder'>): DateOrder {
  if (dateOrder !== null) return otherDateOrder(dateOrder);
  return /(?<!\d)\d{1,2}\/\d{1,2}\/\d/.test(line) ? 'dmy' : 'mdy';
}

/** What a user is told of such a line, behind the name of its source. */
export function impossibleDate(line: string, rules: Pick<LineRules, 'dateOrder'>): string {
  return `a date that is only possible with --date-order ${orderNeededBy(line, rules)}: ${line}`;
}
