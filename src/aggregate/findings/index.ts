/**
 * What stands out in a run: which errors, since when, for whom, whose fault. docs/findings.md says how it is found and how
 * often that is wrong.
 */
import { SEVERITIES } from '../../model/code.js';
import { FINDING_KINDS, type Finding } from '../../model/finding.js';
import { formatInstant } from '../../time/instants.js';
import { episodes } from './episodes.js';
import { gaps } from './gaps.js';
import { unusualGroups } from './hit-groups.js';
import { newCodes } from './new-codes.js';
import { sentence } from './sentence.js';
import { type Counted, type FindingsView, type Found, newView } from './view.js';

/** The findings in the order of the document: severity, errors, since, kind, values. */
export function findingsOf(counted: Counted): Finding[] {
  if (counted.windows.starts.length === 0) return [];
  const view = newView(counted);
  const found = [...episodes(view), ...unusualGroups(view), ...newCodes(view), ...gaps(view)];
  return found.map((each) => finding(each, view)).sort(inOrder);
}

function finding(found: Found, view: FindingsView): Finding {
  const { kind, from, to, events, errors, rate, rateBefore, codes, groups, pValue } = found;
  // A gap has no code that could say how bad it is.
  const { severity, fault, retry } =
    codes[0] === undefined
      ? ({ severity: 'warning', fault: 'unknown', retry: 'unknown' } as const)
      : view.catalogue.get(codes[0]);
  return {
    kind,
    severity,
    since: formatInstant(from),
    until: to === null ? null : formatInstant(to),
    ...{ events, errors, rate, rateBefore, codes, groups, fault, retry, pValue },
    text: sentence(found, view),
  };
}

function inOrder(a: Finding, b: Finding): number {
  const order = (text: string, other: string) => (text < other ? -1 : text > other ? 1 : 0);
  const values = ({ groups }: Finding) => groups[0]?.values.join('\n') ?? '';
  return (
    SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) ||
    b.errors - a.errors ||
    order(a.since, b.since) ||
    FINDING_KINDS.indexOf(a.kind) - FINDING_KINDS.indexOf(b.kind) ||
    order(values(a), values(b))
  );
}
