/**
 * Service messages for TeamCity (https://www.jetbrains.com/help/teamcity/service-messages.html): an inspection for each broken
 * rule and code, at the first line with it, a build problem for each rule that fails, and the numbers of the run as
 * statistics. A rule that only warns is a warning among the inspections, and no problem of the build.
 */
import { withoutHashes } from '../../text/for-people.js';
import { counted } from '../../text/numbers.js';
import { printable } from '../../text/terminal.js';
import type { CheckDocument, RuleResult } from '../document.js';
import type { FormOptions } from './form.js';
import { headline } from './phrases.js';
import { fingerprint, type Problem, problemsOf } from './problems.js';

/** What TeamCity takes: of a description and a message; of a name, a category and an id of inspections; of an identity. */
const MOST = { description: 4000, name: 255, identity: 60 } as const;
const CATEGORY = 'ptk-logscan check';

export function renderTeamcity(document: CheckDocument, options: FormOptions): string {
  const problems = problemsOf(document, options);
  const rules = [...new Set(problems.map(({ finding }) => finding))];
  const otherwise = document.sources.map(({ name }) => options.pathOf(name)).find((path) => path !== null);
  const { events, errors } = document.totals;
  const messages = [
    ...rules.map(inspectionType),
    ...problems.map((problem) => inspection(problem, otherwise ?? 'standard-input')),
    ...rules.filter(({ state }) => state === 'fail').map(buildProblem),
    message('buildStatisticValue', { key: 'ptkLogscanEvents', value: String(events) }),
    message('buildStatisticValue', { key: 'ptkLogscanErrors', value: String(errors) }),
    message('buildStatisticValue', { key: 'ptkLogscanBrokenRules', value: String(document.states.fail) }),
    message('message', { text: `${CATEGORY}: ${headline(document)}`, status: 'NORMAL' }),
  ];
  return `${messages.join('\n')}\n`;
}

function inspectionType({ id, name, limit }: RuleResult): string {
  const values = { id: cut(id, MOST.name), name: cut(name, MOST.name), category: CATEGORY };
  return message('inspectionType', { ...values, description: cut(`${name}: ${limit}`, MOST.description) });
}

function inspection({ finding, location, message: text }: Problem, otherwise: string): string {
  return message('inspection', {
    typeId: cut(finding.id, MOST.name),
    message: cut(text, MOST.description),
    file: location?.path ?? otherwise,
    line: String(location?.line ?? 1),
    SEVERITY: finding.state === 'warn' ? 'WARNING' : 'ERROR',
  });
}

/** TeamCity knows a problem again by its identity, so that it does not depend on the numbers. */
function buildProblem(finding: RuleResult): string {
  const { name, reason, seen, codes } = finding;
  const which = codes.length === 0 ? '' : ` (${counted(codes.length + finding.moreCodes, 'code')})`;
  const identity = fingerprint({ finding, code: null, location: null, message: '' });
  return message('buildProblem', {
    description: cut(`${name}: ${reason ?? seen}${which}`, MOST.description),
    identity: cut(`ptk-logscan-${identity}`, MOST.identity),
  });
}

function message(name: string, values: Readonly<Record<string, string>>): string {
  const written = Object.entries(values).map(([key, value]) => `${key}='${escaped(value)}'`);
  return `##teamcity[${name} ${written.join(' ')}]`;
}

/** A message begins anywhere in a line, and ends at the first bracket that is not escaped. */
function escaped(text: string): string {
  return withoutHashes(printable(text))
    .replace(/[|'[\]]/g, '|$&')
    .replace(/[^ -~]/g, (unit) => `|0x${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`);
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
