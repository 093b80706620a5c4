/** A code in two texts: what it is, and who can do what. */
import { advice } from '../catalogue/advice.js';
import type { CodeSummary } from '../model/summary.js';
import { SEVERITY_MARKS } from './style.js';

/** `109004 ■ PlatformUnavailable, critical` and `platform: retry later`. */
export function codeFacts({
  code,
  name,
  severity,
  fault,
  retry,
}: Pick<CodeSummary, 'code' | 'name' | 'severity' | 'fault' | 'retry'>): {
  readonly what: string;
  readonly advice: string;
} {
  return { what: `${code} ${SEVERITY_MARKS[severity]} ${name}, ${severity}`, advice: advice(fault, retry).long };
}
