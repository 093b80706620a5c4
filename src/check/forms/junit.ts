/**
 * JUnit XML as Jenkins' and GitLab's readers take it (schema: dtkit's junit-4.xsd): one test case for each rule. The
 * body of the element repeats what its attribute says of a broken rule: some readers show only one of the two, or cut
 * attributes short. A rule that only warns is a passed test with the warning as its output: JUnit has no warnings.
 */

import { xmlAttribute, xmlText } from '../../text/escape.js';
import { printable } from '../../text/terminal.js';
import { COMPLETE_ID } from '../conditions.js';
import type { CheckDocument, RuleResult } from '../document.js';
import { details, headline } from './phrases.js';

const SUITE = 'ptk-logscan check';

export function renderJunit(document: CheckDocument): string {
  const { rules, states } = document;
  const errors = rules.filter(isError).length;
  const counts = `tests="${rules.length}" failures="${states.fail - errors}" errors="${errors}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${SUITE}" ${counts}>`,
    `  <testsuite name="${SUITE}" ${counts} skipped="${states.skipped}" time="0">`,
    ...rules.flatMap(testCase),
    `    <system-out>${text(headline(document))}</system-out>`,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

/** JUnit's word for a test that could not be run, as opposed to a failure. */
function isError({ kind, state }: RuleResult): boolean {
  return kind === COMPLETE_ID && state === 'fail';
}

function testCase(finding: RuleResult): string[] {
  const { id, name, state, limit, seen, reason } = finding;
  const opening = `    <testcase classname="${SUITE}" name="${attribute(name)}" time="0"`;
  const summary = `${id}: ${limit}; seen ${seen}`;
  switch (state) {
    case 'pass':
      return [`${opening}>`, `      <system-out>${text(summary)}</system-out>`, '    </testcase>'];
    case 'skipped':
      return [`${opening}>`, `      <skipped>${text(reason ?? '')}</skipped>`, '    </testcase>'];
    case 'warn':
      return [
        `${opening}>`,
        `      <system-out>${body([`Warning: ${summary}`, ...details(finding)])}</system-out>`,
        '    </testcase>',
      ];
    case 'fail': {
      const element = isError(finding) ? 'error' : 'failure';
      return [
        `${opening}>`,
        `      <${element} type="${attribute(finding.kind)}" message="${attribute(reason ?? seen)}">${body([summary, ...details(finding)])}</${element}>`,
        '    </testcase>',
      ];
    }
  }
}

function body(lines: readonly string[]): string {
  return lines.map(text).join('\n');
}

/** Every character that XML 1.0 forbids is gone after `printable`. */
function text(value: string): string {
  return xmlText(printable(value));
}

function attribute(value: string): string {
  return xmlAttribute(printable(value));
}
