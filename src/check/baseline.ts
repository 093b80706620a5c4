/** The summary document of an earlier run, reduced to what rules compare with. */

import type { Made } from '../aggregate/made-alike.js';
import { FIRST_CODE, LAST_CODE } from '../model/code.js';
import { usageError } from '../model/errors.js';
import { type GroupSummary, type GroupsSummary, SUMMARY_SCHEMA } from '../model/summary.js';
import { readJsonDocument } from '../text/json-document.js';
import type { Treatment } from '../text/json-pieces.js';
import type { Counted } from './counts.js';

export interface Baseline extends Counted {
  readonly events: number;
  /** How it was made, as far as it says so; not checked. */
  readonly made: Made;
}

/** Groups that are kept, those with most events, although no rule is about them: for messages. */
const MOST_ROWS = 1000;

/**
 * @param values of keys that rules are about
 * @returns null where there is no such file
 * @throws LogscanError `usage` where it cannot be read or is no summary with events, naming the field
 */
export async function loadBaseline(file: string, values: ReadonlySet<string>): Promise<Baseline | null> {
  const rows: unknown[] = [];
  let number = 0;
  const takeRow = (row: unknown) => {
    number += 1;
    if (!isObject(row) || !Array.isArray(row.values)) rows.push(row);
    else if (number <= MOST_ROWS || row.values.some((value) => values.has(value)))
      rows.push({ values: row.values, codes: row.codes });
  };
  let hasRows = false;
  const treat = (path: string): Treatment => {
    if (path === 'groups') return 'open';
    if (path === 'windows' || path === 'sources') return 'skip';
    if (path !== 'groups.rows') return 'keep';
    hasRows = true;
    return takeRow;
  };
  const document = await readJsonDocument(file, { what: 'the baseline' }, treat);
  if (document === null) return null;
  if (hasRows && isObject(document) && isObject(document.groups)) document.groups.rows ??= rows;
  return readBaseline(document, file);
}

/** The same from parsed JSON. `file` is what errors name. Fields that no rule needs are not checked. */
export function readBaseline(document: unknown, file: string): Baseline {
  const tip = 'a baseline is what --update-baseline writes, or scan --format json';
  const wrong = (field: string, expected: string, got: unknown) =>
    usageError(`${file}: ${field}expected ${expected}; got ${show(got)}`, tip);
  if (!isObject(document)) throw wrong('', 'a summary document', document);
  if (document.schema !== SUMMARY_SCHEMA) throw wrong('schema: ', JSON.stringify(SUMMARY_SCHEMA), document.schema);
  const events = isObject(document.totals) ? document.totals.events : undefined;
  if (!isCount(events)) throw wrong('totals.events: ', 'a whole number', events);
  if (events === 0) throw wrong('totals.events: ', 'a run with events to compare with', 0);
  if (!Array.isArray(document.codes)) throw wrong('codes: ', 'an array', document.codes);
  const codes = new Map<number, number>();
  document.codes.forEach((entry: unknown, i) => {
    const { code, count } = isObject(entry) ? entry : {};
    if (!isCode(code)) throw wrong(`codes[${i}].code: `, `a code from ${FIRST_CODE} to ${LAST_CODE}`, code);
    if (!isCount(count)) throw wrong(`codes[${i}].count: `, 'a whole number', count);
    codes.set(code, (codes.get(code) ?? 0) + count);
  });
  const total = [...codes.values()].reduce((a, b) => a + b, 0);
  if (total !== events) throw wrong('codes: ', `counts that add up to totals.events, ${events}`, total);
  const groups = document.groups === undefined ? null : document.groups;
  if (groups !== null && !isGroups(groups)) throw wrong('groups: ', 'groups as in a summary document', groups);
  return { events, codes, groups, made: { producer: document.producer, options: document.options } as Made };
}

function isGroups(value: unknown): value is GroupsSummary {
  return (
    isObject(value) &&
    Array.isArray(value.by) &&
    value.by.every((key) => typeof key === 'string') &&
    Array.isArray(value.rows) &&
    value.rows.every((row) => isRow(row, (value.by as string[]).length)) &&
    (value.other === null || isObject(value.other))
  );
}

function isRow(row: unknown, keys: number): row is GroupSummary {
  return (
    isObject(row) &&
    Array.isArray(row.values) &&
    row.values.length === keys &&
    row.values.every((value) => typeof value === 'string') &&
    isObject(row.codes) &&
    Object.entries(row.codes).every(([code, count]) => isCode(Number(code)) && isCount(count))
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isCode(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= FIRST_CODE && (value as number) <= LAST_CODE;
}

function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return String(value);
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  return Array.isArray(value) ? 'an array' : 'an object';
}
