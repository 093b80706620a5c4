/**
 * Annotations for GitHub Actions (https://docs.github.com/actions/reference/workflow-commands-for-github-actions): one
 * for each broken rule and code, at the first line with it. GitHub shows ten errors and ten warnings of a step and
 * drops the rest silently, so the tenth says what is left out. The job summary is `github-summary.ts`.
 */

import { withoutHashes } from '../../text/for-people.js';
import { counted } from '../../text/numbers.js';
import { printable } from '../../text/terminal.js';
import type { CheckDocument } from '../document.js';
import type { FormOptions } from './form.js';
import { headline } from './phrases.js';
import { type Problem, problemsOf } from './problems.js';

/** GitHub shows this many errors of a step, and as many warnings. */
const MAX_ANNOTATIONS = 10;

export function renderGithub(document: CheckDocument, options: FormOptions): string {
  const problems = problemsOf(document, options);
  const errors = problems.filter(({ finding }) => finding.state === 'fail');
  const warnings = problems.filter(({ finding }) => finding.state === 'warn');
  const lines = [...annotations('error', errors), ...annotations('warning', warnings)];
  if (lines.length === 0) lines.push(command('notice', { title: 'ptk-logscan check' }, headline(document)));
  return withoutHashes(`${lines.join('\n')}\n`);
}

function annotations(kind: 'error' | 'warning', problems: readonly Problem[]): string[] {
  const shown = problems.length > MAX_ANNOTATIONS ? problems.slice(0, MAX_ANNOTATIONS - 1) : problems;
  const lines = shown.map(({ finding, location, message }) => {
    const at: Record<string, string> =
      location === null ? {} : { file: printable(location.path), line: String(location.line) };
    return command(kind, { ...at, title: printable(finding.name) }, message);
  });
  const left = problems.slice(shown.length);
  if (left.length > 0) {
    const rules = new Set(left.map(({ finding }) => finding.id)).size;
    const message = `${counted(left.length, 'more problem')} of ${counted(rules, 'rule')}, behind these by rule and events: see the job's summary`;
    lines.push(command(kind, { title: 'ptk-logscan check' }, message));
  }
  return lines;
}

/** A workflow command. The escapes are those of actions/toolkit's `command.ts`. */
function command(name: string, properties: Readonly<Record<string, string>>, message: string): string {
  const written = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(value)}`);
  return `::${name} ${written.join(',')}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
