/**
 * SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/): every rule, and a result for each problem. Rule ids are
 * stable, paths relative to the repository's root (`%SRCROOT%`), and `partialFingerprints` name the rule, the code and
 * the file but not the line: a log's lines move from run to run, and GitHub would otherwise take each run's problem for
 * a new one.
 */
import { jsonDocument } from '../../text/escape.js';
import { printable } from '../../text/terminal.js';
import type { CheckDocument, RuleResult } from '../document.js';
import type { FormOptions } from './form.js';
import { fingerprint, type Problem, problemsOf } from './problems.js';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

export function renderSarif(document: CheckDocument, options: FormOptions): string {
  const { rules, sources, exitStatus, verdict } = document;
  const results = problemsOf(document, options).map((problem) => result(problem, rules, document, options));
  return jsonDocument({
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'ptk-logscan', semanticVersion: options.version, rules: rules.map(rule) } },
        automationDetails: { id: 'ptk-logscan/check/' },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { '%SRCROOT%': { description: { text: "The repository's root." } } },
        invocations: [
          {
            executionSuccessful: verdict !== 'incomplete',
            exitCode: exitStatus,
            toolExecutionNotifications: sources.flatMap(({ name, error }) =>
              error === null ? [] : [{ level: 'error', message: { text: `${printable(name)}: ${printable(error)}` } }],
            ),
          },
        ],
        results,
      },
    ],
  });
}

function rule({ id, name, limit, level }: RuleResult) {
  return {
    id,
    shortDescription: { text: printable(name) },
    fullDescription: { text: `${printable(name)}: ${limit}` },
    help: { text: `Broken when it is not ${limit}. ptk-logscan check --help says how to change it.` },
    defaultConfiguration: { level: level === 'warn' ? 'warning' : 'error' },
  };
}

function result(problem: Problem, rules: readonly RuleResult[], document: CheckDocument, options: FormOptions) {
  const { finding, location, message } = problem;
  const path = location?.path ?? document.sources.map(({ name }) => options.pathOf(name)).find((name) => name !== null);
  return {
    ruleId: finding.id,
    ruleIndex: rules.indexOf(finding),
    level: finding.state === 'warn' ? 'warning' : 'error',
    message: { text: message },
    locations:
      path === undefined
        ? []
        : [
            {
              physicalLocation: {
                artifactLocation: { uri: uri(path), uriBaseId: '%SRCROOT%' },
                region: { startLine: location?.line ?? 1 },
              },
            },
          ],
    partialFingerprints: {
      primaryLocationLineHash: `${fingerprint(problem).slice(0, 16)}:1`,
      'ptkLogscan/v1': fingerprint(problem),
    },
  };
}

/** A relative reference. A colon is encoded too: in the first segment it would end a scheme (RFC 3986, section 4.2). */
function uri(path: string): string {
  return path
    .split('/')
    .map((segment) => encodeURIComponent(segment.replace(/\p{Surrogate}/gu, '\ufffd')))
    .join('/');
}
