/**
 * `csv-groups`: a record for each value of the keys of `--by`, by errors, events and then values. RFC 4180 with CRLF line
 * ends and a header record, behind a byte order mark.
 *
 *     by_tenant,groups,events,errors,error_rate,severity_ok,severity_notice,…,filtered,note
 *     acme,1,40,9,0.225,31,0,…
 *
 * `groups` is how many groups the record stands for: those without one of their own (`--max-groups`) have one together,
 * without a value. The sum of `events` is all events, those without a time among them. Events that were filtered have one
 * last record, where there are any.
 */
import type { Summary } from '../../model/summary.js';
import { csvRecord } from '../../text/escape.js';
import { BYTE_ORDER_MARK, type Cell, FILTERED, filteredOf, SEVERITY_COLUMNS, severityCells } from './cells.js';

const COUNTS = ['groups', 'events', 'errors', 'error_rate', ...SEVERITY_COLUMNS];
const SAMPLED = 'there were too many groups to keep all: the worst may be among these';

export function* renderCsvGroups(summary: Summary): Iterable<string> {
  const { by, rows, other, sampled } = summary.groups ?? { by: [], rows: [], other: null, sampled: false };
  const noValues = by.map((): Cell => null);
  yield BYTE_ORDER_MARK;
  yield csvRecord([...by.map((key) => `by_${key}`), ...COUNTS, 'filtered', 'note']);
  for (const { values, events, errors, errorRate, severities } of rows) {
    yield csvRecord([...values, 1, events, errors, errorRate, ...severityCells(severities), null, null]);
  }
  if (other !== null) {
    const { groups, events, errors, errorRate, severities } = other;
    const note = `other groups${sampled ? `; ${SAMPLED}` : ''}`;
    yield csvRecord([...noValues, groups, events, errors, errorRate, ...severityCells(severities), null, note]);
  }
  const filtered = filteredOf(summary);
  if (filtered !== null) yield csvRecord([...noValues, ...COUNTS.map(() => null), filtered, FILTERED]);
}
