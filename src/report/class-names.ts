/** The classes that codes fall into (`--by`), and how they are named for people. */
import { whoActs } from '../catalogue/advice.js';
import { FAULTS, SEVERITIES } from '../model/code.js';
import type { CodeSummary } from '../model/summary.js';
import type { Grouping } from './options.js';
import { SEVERITY_MARKS } from './style.js';

const TITLES: Readonly<Record<Grouping, string>> = {
  code: 'Code',
  category: 'Category',
  severity: 'Severity',
  fault: 'Who acts',
  family: 'Family',
};

export function groupingTitle(by: Grouping): string {
  return TITLES[by];
}

/** The class of a code, as documents have it; of a family `109xxx`. */
export function classOf(code: CodeSummary, by: Grouping): string {
  if (by === 'code') return String(code.code);
  return by === 'family' ? `${Math.floor(code.code / 1000)}xxx` : code[by];
}

/** For people: a severity has its mark, a fault is who acts. */
export function className(by: Grouping, label: string): string {
  const severity = SEVERITIES.find((word) => word === label);
  if (by === 'severity' && severity !== undefined) return `${SEVERITY_MARKS[severity]} ${severity}`;
  const fault = FAULTS.find((word) => word === label);
  return by === 'fault' && fault !== undefined ? whoActs(fault) : label;
}
