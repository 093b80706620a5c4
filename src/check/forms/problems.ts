/**
 * Broken rules as single problems at a place, as code platforms want them: one for each rule and code, at the first
 * log line with it.
 */
import { createHash } from 'node:crypto';
import type { CheckDocument, Finding, FindingCode, FindingLine } from '../document.js';
import { counted } from '../numbers.js';
import type { FormOptions } from './form.js';
import { codeName, plain } from './plain.js';

export interface Problem {
  readonly finding: Finding;
  /** Null: the problem is the rule's as a whole. */
  readonly code: FindingCode | null;
  /** Null: there is no line to point at. */
  readonly place: { readonly path: string; readonly line: number } | null;
  readonly message: string;
}

/**
 * The first problem of each broken rule in order, then the second of each, and so on: who can take only some should
 * hear of every rule.
 */
export function problemsOf({ findings }: CheckDocument, options: FormOptions): Problem[] {
  const broken = findings.filter(({ state }) => state === 'fail' || state === 'warn');
  const ofEach = broken.map((finding) => ofFinding(finding, options));
  const most = Math.max(0, ...ofEach.map((problems) => problems.length));
  return Array.from({ length: most }, (_, i) => ofEach.flatMap((problems) => problems.slice(i, i + 1))).flat();
}

function ofFinding(finding: Finding, options: FormOptions): Problem[] {
  const reason = plain(finding.reason ?? finding.seen);
  if (finding.codes.length === 0) return [{ finding, code: null, place: null, message: reason }];
  return finding.codes.map((code) => {
    const where = code.first === null ? '' : ', first here';
    const message = `${reason}. ${codeName(code)} (${code.severity}): ${counted(code.count, 'event')}${where}`;
    return { finding, code, place: placeOf(code.first, options), message };
  });
}

function placeOf(line: FindingLine | null, { pathOf }: FormOptions): Problem['place'] {
  const path = line === null ? null : pathOf(line.source);
  return path === null ? null : { path, line: line!.line };
}

/** Hexadecimal; the same from run to run for the same rule, code and file, wherever in the file the line is. */
export function fingerprint({ finding, code, place }: Problem): string {
  const parts = [finding.id, code?.code ?? '', place?.path ?? ''];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
