import { NO_VALUE, type Summary } from '../../model/summary.js';
import { GROUPINGS } from '../../report/options.js';
import { nearest } from '../../text/nearest.js';
import type { CliContext } from '../context.js';

/** A key that is on no line was probably meant to be another. */
export function warnOfAbsentKeys({ groups, totals }: Summary, context: CliContext): void {
  if (groups === undefined || totals.events === 0) return;
  for (const [i, key] of groups.by.entries()) {
    if (groups.other !== null || groups.rows.some(({ values }) => values[i] !== NO_VALUE)) continue;
    const meant = nearest(key, GROUPINGS);
    context.warn(`--by: no line with a code has the key ${key}`, meant === null ? [] : [`tip: did you mean ${meant}?`]);
  }
}
