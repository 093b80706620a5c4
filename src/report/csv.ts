/**
 * One record for each window and code, for spreadsheets and databases: RFC 4180 with CRLF line ends and a header record.
 *
 *     kind,start,end,code,name,category,severity,fault,retry,count
 *     window,2026-11-01T09:00:00.000Z,2026-11-01T10:00:00.000Z,107000,RequestCompleted,request,ok,none,none,12
 *     untimed,,,107000,RequestCompleted,request,ok,none,none,2
 *     filtered,,,,,,,,,5
 *
 * The counts of `window` and `untimed` records add up to all events. A `filtered` record has the number of events that a
 * time limit or a filter dropped; they are in no other record. Windows without events have no record. Where asked for,
 * there are further kinds, not to be included in such sums: `group` and `other` (the groups' values are in further columns
 * at the end), and `before` (the codes of the earlier summary).
 */
import type { CodeInfo } from '../model/code.js';
import type { Summary } from '../model/summary.js';
import { csvRecord } from '../text/escape.js';
import type { RenderOptions } from './options.js';
import { untimedCounts } from './untimed.js';

type Known = Pick<CodeInfo, 'code' | 'name' | 'category' | 'severity' | 'fault' | 'retry'>;

const HEADER = ['kind', 'start', 'end', 'code', 'name', 'category', 'severity', 'fault', 'retry', 'count'];

export function* renderCsv(summary: Summary, options: Pick<RenderOptions, 'comparison'>): Iterable<string> {
  const by = summary.groups?.by ?? [];
  const known = new Map<string, Known>(summary.codes.map((code) => [String(code.code), code]));
  const record = (
    kind: string,
    start: string | null,
    end: string | null,
    code: Known | null,
    count: number,
    values: readonly string[] = [],
  ): string =>
    csvRecord([
      kind,
      start,
      end,
      code?.code ?? null,
      code?.name ?? null,
      code?.category ?? null,
      code?.severity ?? null,
      code?.fault ?? null,
      code?.retry ?? null,
      count,
      ...by.map((_, i) => values[i] ?? null),
    ]);

  yield csvRecord([...HEADER, ...by.map((key) => `by ${key}`)]);
  for (const { start, end, codes } of summary.windows) {
    for (const [code, count] of Object.entries(codes)) yield record('window', start, end, known.get(code)!, count);
  }
  for (const [code, count] of untimedCounts(summary))
    yield record('untimed', null, null, known.get(String(code))!, count);
  if (summary.totals.filtered > 0) yield record('filtered', null, null, null, summary.totals.filtered);
  for (const { values, codes } of summary.groups?.rows ?? []) {
    for (const [code, count] of Object.entries(codes))
      yield record('group', null, null, known.get(code) ?? null, count, values);
  }
  for (const [code, count] of Object.entries(summary.groups?.other?.codes ?? {})) {
    yield record('other', null, null, known.get(code) ?? null, count);
  }
  for (const change of options.comparison?.codes ?? []) {
    if (change.count.before > 0) yield record('before', null, null, change, change.count.before);
  }
}
