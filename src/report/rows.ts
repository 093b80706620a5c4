/** The rows of the first table: codes, or what they are grouped by. The sum of all rows is the number of events. */
import { CATEGORIES, FAULTS, isError, SEVERITIES, type Severity } from '../model/code.js';
import type { CodeSummary, Summary } from '../model/summary.js';
import type { Grouping } from './options.js';

export interface GroupRow {
  readonly label: string;
  readonly events: number;
  readonly errors: number;
  /** The worst of its codes. */
  readonly severity: Severity;
  /** The code seen most often in it. */
  readonly most: CodeSummary;
}

/** By count, then in the order in which the words are always listed. */
export function groupRows({ codes }: Summary, by: Exclude<Grouping, 'code'>): GroupRow[] {
  const groups = new Map<string, CodeSummary[]>();
  for (const code of codes) {
    const label = by === 'family' ? `${Math.floor(code.code / 1000)}xxx` : code[by];
    const group = groups.get(label);
    if (group === undefined) groups.set(label, [code]);
    else group.push(code);
  }
  const order: readonly string[] = { category: CATEGORIES, severity: SEVERITIES, fault: FAULTS, family: [] }[by];
  return [...groups]
    .map(([label, members]) => ({
      label,
      events: sum(members, () => true),
      errors: sum(members, ({ severity }) => isError(severity)),
      severity: members.reduce<Severity>((worst, { severity }) => worse(worst, severity), 'ok'),
      most: members[0]!,
    }))
    .sort(
      (a, b) => b.events - a.events || order.indexOf(a.label) - order.indexOf(b.label) || (a.label < b.label ? -1 : 1),
    );
}

/** The first `top` of the rows, and what is left of them. */
export function split<T>(rows: readonly T[], top: number | null): { shown: readonly T[]; rest: readonly T[] } {
  // A row for one more would take as much room as that one.
  const n = top === null || rows.length <= top ? rows.length : top;
  return { shown: rows.slice(0, n), rest: rows.slice(n) };
}

function sum(codes: readonly CodeSummary[], counts: (code: CodeSummary) => boolean): number {
  return codes.reduce((total, code) => total + (counts(code) ? code.count : 0), 0);
}

function worse(a: Severity, b: Severity): Severity {
  return SEVERITIES.indexOf(a) > SEVERITIES.indexOf(b) ? a : b;
}
