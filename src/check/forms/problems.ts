/** Broken rules as problems, as code platforms list them: one for each rule and code, at the first log line with it. */
import { createHash } from 'node:crypto';
import { counted } from '../../text/numbers.js';
import { printable } from '../../text/terminal.js';
import type { CheckDocument, RuleCode, RuleLine, RuleResult } from '../document.js';
import type { FormOptions } from './form.js';
import { codeName, isBroken } from './phrases.js';

export interface Problem {
  readonly finding: RuleResult;
  /** Null: the problem is the rule's as a whole. */
  readonly code: RuleCode | null;
  /** Null: no line was kept, or it is from standard input. */
  readonly location: { readonly path: string; readonly line: number } | null;
  readonly message: string;
}

/**
 * The first problem of each broken rule in order, then the second of each, and so on: platforms that show only the
 * first few then show something of every rule.
 */
export function problemsOf({ rules }: CheckDocument, options: FormOptions): Problem[] {
  const broken = rules.filter(isBroken);
  const ofEach = broken.map((finding) => ofFinding(finding, options));
  const most = Math.max(0, ...ofEach.map((problems) => problems.length));
  return Array.from({ length: most }, (_, i) => ofEach.flatMap((problems) => problems.slice(i, i + 1))).flat();
}

function ofFinding(finding: RuleResult, options: FormOptions): Problem[] {
  const reason = printable(finding.reason ?? finding.seen);
  if (finding.codes.length === 0) return [{ finding, code: null, location: null, message: reason }];
  return finding.codes.map((code) => {
    const where = code.first === null ? '' : ', first here';
    const message = `${reason}. ${codeName(code)} (${code.severity}): ${counted(code.count, 'event')}${where}`;
    return { finding, code, location: locationOf(code.first, options), message };
  });
}

function locationOf(line: RuleLine | null, { pathOf }: FormOptions): Problem['location'] {
  const path = line === null ? null : pathOf(line.source);
  return path === null ? null : { path, line: line!.line };
}

/** Hexadecimal; the same from run to run for the same rule, code and file, wherever in the file the line is. */
export function fingerprint({ finding, code, location }: Problem): string {
  const parts = [finding.id, code?.code ?? '', location?.path ?? ''];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
