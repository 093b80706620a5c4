/** The summary document of an earlier run, reduced to what rules compare with. */

import { FIRST_CODE, LAST_CODE } from '../model/code.js';
import { usageError } from '../model/errors.js';
import { type GroupSummary, type GroupsSummary, SUMMARY_SCHEMA } from '../model/summary.js';
import { parseJson } from '../text/parse-json.js';
import { readTextFileIfThere } from '../text/text-file.js';
import type { Counted } from './counts.js';

export interface Baseline extends Counted {
  readonly events: number;
}

/**
 * @returns null where there is no such file
 * @throws LogscanError `usage` where it cannot be read or is no summary with events, naming the field
 */
export async function loadBaseline(file: string): Promise<Baseline | null> {
  const text = await readTextFileIfThere(file, { what: 'the baseline' });
  if (text === null) return null;
  return readBaseline(parseJson(text, file), file);
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
  return { events, codes, groups };
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
