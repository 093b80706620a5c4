/** What a report of a job says of itself, as plain text; each form draws it in its own way and escapes it. */
import type { ReportFrame, ReportRule } from '../model/report-document.js';
import type { Summary } from '../model/summary.js';
import { counted } from '../text/numbers.js';

/** `2026-11-03, compared with 2026-11-02`. */
export function periodLine({ period, comparedWith }: ReportFrame): string {
  return comparedWith === null ? period.name : `${period.name}, compared with ${comparedWith.name}`;
}

/** Null where the report has no rules. */
export function verdictLine({ verdict, rules }: ReportFrame): string | null {
  if (verdict === null) return null;
  const broken = rules.filter(({ state }) => state === 'fail' || state === 'warn').length;
  if (verdict === 'pass')
    return rules.length === 1 ? 'Passed: its rule holds' : `Passed: all ${rules.length} rules hold`;
  const word = verdict === 'warn' ? 'Warning' : 'Failed';
  return `${word}: ${broken} of ${counted(rules.length, 'rule')} broken`;
}

/** `Errors: at most 2%; 3.4% (34 of 1,000 events)`. */
export function ruleText(rule: ReportRule): string {
  const said = `${rule.name}: ${rule.limit}; ${rule.seen}`;
  const reason = ownReason(rule);
  return reason === null ? said : `${said}. ${reason}`;
}

/** The reason of a rule; null where it says no more than what was expected and got. */
export function ownReason({ reason, seen }: ReportRule): string | null {
  return reason?.includes(seen) === true ? null : reason;
}

/** `Made 2026-11-04T06:00:00.000Z by ptk-logscan 1.0.0`. */
export function madeLine({ madeAt }: ReportFrame, { producer }: Summary): string {
  return `Made ${madeAt} by ptk-logscan ${producer.version}`;
}

/** Whether there is nothing to report on: numbers of nothing would look like good ones. */
export function hasNoData({ totals, input }: Summary): boolean {
  return totals.events === 0 && input.lines === 0;
}

export const NO_DATA = 'No data for this period';
