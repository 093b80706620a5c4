import { type DateOrder, type LineRules, otherDateOrder } from '../model/rules.js';

/**
 * The order in which the date of a line is possible, given that by the rules it is not. Where the rules name no order,
 * `/` has the month first and `-` the day: the line needs the other one.
 */
export function orderNeededBy(line: string, { dateOrder }: Pick<LineRules, 'dateOrder'>): DateOrder {
  if (dateOrder !== null) return otherDateOrder(dateOrder);
  return /(?<!\d)\d{1,2}\/\d{1,2}\/\d/.test(line) ? 'dmy' : 'mdy';
}
