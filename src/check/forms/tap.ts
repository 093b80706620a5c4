/**
 * TAP 14: one test point for each rule, with the details of a broken one as its YAML diagnostics. A broken rule that only warns
 * is a `TODO`, which harnesses show and do not count as a failure.
 */

import { jsonLine } from '../../text/escape.js';
import { printable } from '../../text/terminal.js';
import type { CheckDocument, RuleResult } from '../document.js';
import { details } from './phrases.js';

export function renderTap({ rules }: CheckDocument): string {
  return `${['TAP version 14', `1..${rules.length}`, ...rules.flatMap(point)].join('\n')}\n`;
}

function point(finding: RuleResult, index: number): string[] {
  const { state, name, reason } = finding;
  const head = `${index + 1} - ${escaped(name)}`;
  switch (state) {
    case 'pass':
      return [`ok ${head}`];
    case 'skipped':
      return [`ok ${head} # SKIP ${escaped(reason ?? '')}`];
    case 'warn':
      return [`not ok ${head} # TODO only a warning`, ...diagnostics(finding)];
    case 'fail':
      return [`not ok ${head}`, ...diagnostics(finding)];
  }
}

/** JSON strings are YAML strings, so nothing in them can end the block. */
function diagnostics(finding: RuleResult): string[] {
  const { id, kind, limit, seen } = finding;
  const scalar = (text: string) => jsonLine(printable(text));
  const [reason = '', ...more] = details(finding);
  return [
    '  ---',
    `  message: ${scalar(reason)}`,
    `  severity: ${finding.state}`,
    `  rule: ${scalar(id)}`,
    `  kind: ${kind}`,
    `  limit: ${scalar(limit)}`,
    `  seen: ${scalar(seen)}`,
    ...(more.length === 0 ? [] : ['  details:', ...more.map((line) => `    - ${scalar(line.trim())}`)]),
    '  ...',
  ];
}

/** In a description `#` would start a directive. */
function escaped(text: string): string {
  return printable(text).replace(/[\\#]/g, '\\$&');
}
