/**
 * GitLab's code quality report: an array of issues with `description`, `check_name`, `fingerprint`, `severity` and
 * `location.path` with `location.lines.begin`, as its documentation asks
 * (https://docs.gitlab.com/ci/testing/code_quality/). A problem without a line of its own is shown at the first line of
 * the first source, because an issue without a path is dropped.
 */
import { jsonDocument } from '../../text/escape.js';
import type { CheckDocument } from '../document.js';
import type { FormOptions } from './form.js';
import { fingerprint, type Problem, problemsOf } from './problems.js';

export function renderGitlab(document: CheckDocument, options: FormOptions): string {
  const otherwise = document.sources.map(({ name }) => options.pathOf(name)).find((path) => path !== null);
  return jsonDocument(
    problemsOf(document, options).map((problem) => ({
      description: problem.message,
      check_name: problem.finding.id,
      fingerprint: fingerprint(problem),
      severity: severityOf(problem),
      location: {
        path: problem.location?.path ?? otherwise ?? 'standard-input',
        lines: { begin: problem.location?.line ?? 1 },
      },
    })),
  );
}

function severityOf({ finding, code }: Problem): 'minor' | 'major' | 'critical' {
  if (finding.state === 'warn') return 'minor';
  return code?.severity === 'critical' ? 'critical' : 'major';
}
