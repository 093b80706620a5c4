/** The order of groups in the forms for people (`--sort`); what `--top` cuts off follows it. No document has it. */
import type { GroupSummary, Summary } from '../model/summary.js';
import type { GroupOrder } from './options.js';

type Row = Pick<GroupSummary, 'events' | 'errors' | 'values'>;
type Compare = (a: Row, b: Row) => number;

const byErrors: Compare = (a, b) => b.errors - a.errors;
const byEvents: Compare = (a, b) => b.events - a.events;
const byRate: Compare = (a, b) => b.errors * a.events - a.errors * b.events;
const byName: Compare = (a, b) => {
  const i = a.values.findIndex((value, n) => value !== b.values[n]);
  return i < 0 ? 0 : a.values[i]! < b.values[i]! ? -1 : 1;
};

const ORDERS: Readonly<Record<GroupOrder, readonly Compare[]>> = {
  errors: [byErrors, byEvents, byName],
  rate: [byRate, byErrors, byEvents, byName],
  events: [byEvents, byErrors, byName],
  name: [byName],
};

/** Compares two rows by an order. */
export function comparing(order: GroupOrder): (a: Row, b: Row) => number {
  const compares = ORDERS[order];
  return (a, b) => {
    for (const compare of compares) {
      const difference = compare(a, b);
      if (difference !== 0) return difference;
    }
    return 0;
  };
}

/** The same summary with its groups in this order; null: as they are. Of the groups only those with a row have an order. */
export function withSortedGroups(summary: Summary, order: GroupOrder | null | undefined): Summary {
  const { groups } = summary;
  if (groups === undefined || order === null || order === undefined) return summary;
  const rows = [...groups.rows].sort(comparing(order));
  return { ...summary, groups: { ...groups, rows } };
}
