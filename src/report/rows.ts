/** The rows of the first table: codes, or classes of codes. The sum of all rows is the number of events. */
import { CATEGORIES, FAULTS, isError, SEVERITIES, type Severity } from '../model/code.js';
import type { CodeSummary, Summary } from '../model/summary.js';
import { classOf } from './class-names.js';
import type { Grouping } from './options.js';

/** All codes of one category, severity, fault or family. */
export interface ClassRow {
  readonly label: string;
  readonly events: number;
  readonly errors: number;
  /** The worst severity of its codes. */
  readonly severity: Severity;
  /** Its most frequent code. */
  readonly topCode: CodeSummary;
}

/** By errors, events, then in the order of the word lists in `model/code.ts`. */
export function classRows({ codes }: Summary, by: Exclude<Grouping, 'code'>): ClassRow[] {
  const classes = new Map<string, CodeSummary[]>();
  for (const code of codes) {
    const label = classOf(code, by);
    const members = classes.get(label);
    if (members === undefined) classes.set(label, [code]);
    else members.push(code);
  }
  const order: readonly string[] = { category: CATEGORIES, severity: SEVERITIES, fault: FAULTS, family: [] }[by];
  return [...classes]
    .map(([label, members]) => ({
      label,
      events: sum(members, () => true),
      errors: sum(members, ({ severity }) => isError(severity)),
      severity: members.reduce<Severity>((worst, { severity }) => worse(worst, severity), 'ok'),
      topCode: members[0]!,
    }))
    .sort(
      (a, b) =>
        b.errors - a.errors ||
        b.events - a.events ||
        order.indexOf(a.label) - order.indexOf(b.label) ||
        (a.label < b.label ? -1 : 1),
    );
}

/** Codes of errors, then what is well: each by count. */
export function errorsFirst(codes: readonly CodeSummary[]): { errors: CodeSummary[]; well: CodeSummary[] } {
  return {
    errors: codes.filter(({ severity }) => isError(severity)),
    well: codes.filter(({ severity }) => !isError(severity)),
  };
}

/** At most `most` rows, where those that are not shown have one row together. */
export function fold<T>(rows: readonly T[], most: number): { shown: readonly T[]; rest: readonly T[] } {
  return split(rows, rows.length <= most ? null : Math.max(0, most - 1));
}

/** The first `top` rows, and the rest. */
export function split<T>(rows: readonly T[], top: number | null): { shown: readonly T[]; rest: readonly T[] } {
  const n = top === null || rows.length <= top ? rows.length : top;
  return { shown: rows.slice(0, n), rest: rows.slice(n) };
}

function sum(codes: readonly CodeSummary[], counts: (code: CodeSummary) => boolean): number {
  return codes.reduce((total, code) => total + (counts(code) ? code.count : 0), 0);
}

function worse(a: Severity, b: Severity): Severity {
  return SEVERITIES.indexOf(a) > SEVERITIES.indexOf(b) ? a : b;
}
