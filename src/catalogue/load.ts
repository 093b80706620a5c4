/**
 * Loads a user's catalogue file, for platform versions with more codes than the built-in catalogue has. The file is JSON:
 *
 *     { "codes": [
 *       { "code": 107200, "name": "CallbackPaused", "severity": "notice", "category": "interaction",
 *         "fault": "policy", "retry": "later", "description": "Callbacks are paused for this queue." },
 *       { "code": 107005, "severity": "notice" }
 *     ] }
 *
 * or the array alone. The first entry adds a code. It needs `code`, `name` and `severity`. `category`, `fault` and `retry`
 * default to `unknown` (`fault` and `retry` to `none` for an `ok` code), the description to empty. The second entry changes
 * a code of the catalogue. It needs `code` and the fields to change. `codes --format json` prints such a file.
 */
import { CATEGORIES, type CodeInfo, FAULTS, FIRST_CODE, LAST_CODE, RETRIES, SEVERITIES } from '../model/code.js';
import { usageError } from '../model/errors.js';
import { nearest } from '../text/nearest.js';
import { parseJson } from '../text/parse-json.js';
import { shown } from '../text/shown.js';
import { readTextFile } from '../text/text-file.js';
import { BUILT_IN, Catalogue } from './catalogue.js';
import { CODES_SCHEMA } from './codes.js';

/**
 * `base` with the file's codes added or changed.
 * @throws LogscanError `usage` naming the file, and where it applies the entry and the field
 */
export async function loadCatalogue(file: string, base: Catalogue = BUILT_IN): Promise<Catalogue> {
  if (typeof file !== 'string') throw usageError(`file: expected the path of a catalogue; got ${shown(file)}`);
  if (!(base instanceof Catalogue)) throw usageError(`base: expected a Catalogue; got ${shown(base)}`);
  const text = await readTextFile(file, { what: 'the catalogue' });
  return extendCatalogue(parseJson(text, file), file, base);
}

/** The same for parsed JSON. @param file the file name in errors */
export function extendCatalogue(document: unknown, file: string, base: Catalogue = BUILT_IN): Catalogue {
  const { entries, path } = entriesOf(document, file);
  const seen = new Map<number, string>();
  const added: CodeInfo[] = [];
  entries.forEach((entry, index) => {
    const place = `${path}[${index}]`;
    const info = readEntry(entry, `${file}: ${place}`, base);
    const earlier = seen.get(info.code);
    if (earlier !== undefined) {
      throw usageError(`${file}: ${place} (${info.code}): code: expected each code once; got it in ${earlier} already`);
    }
    seen.set(info.code, place);
    added.push(info);
  });
  return new Catalogue([...base.all(), ...added]);
}

function entriesOf(document: unknown, file: string): { entries: readonly unknown[]; path: string } {
  if (Array.isArray(document)) return { entries: document, path: '' };
  if (!isObject(document)) throw mismatch(file, 'an object with "codes", or an array of codes', document);
  checkFields(document, ['schema', 'codes'], file);
  if (document.schema !== undefined && document.schema !== CODES_SCHEMA) {
    throw mismatch(`${file}: schema`, JSON.stringify(CODES_SCHEMA), document.schema);
  }
  if (!Array.isArray(document.codes)) throw mismatch(`${file}: codes`, 'an array of codes', document.codes);
  return { entries: document.codes, path: 'codes' };
}

const FIELDS = ['code', 'name', 'category', 'severity', 'fault', 'retry', 'description'];

function readEntry(entry: unknown, place: string, base: Catalogue): CodeInfo {
  if (!isObject(entry)) throw mismatch(place, 'an object', entry);
  const code = entry.code;
  if (typeof code !== 'number' || !Number.isInteger(code) || code < FIRST_CODE || code > LAST_CODE) {
    throw mismatch(`${place}: code`, `a whole number from ${FIRST_CODE} to ${LAST_CODE}`, code);
  }
  const where = `${place} (${code})`;
  checkFields(entry, FIELDS, where);
  const known = base.has(code) ? base.get(code) : null;
  const severity = choice(entry, 'severity', SEVERITIES, known?.severity, where);
  const fallback = severity === 'ok' ? 'none' : 'unknown';
  return {
    code,
    name: text(entry, 'name', known?.name, where),
    category: choice(entry, 'category', CATEGORIES, known?.category ?? 'unknown', where),
    severity,
    fault: choice(entry, 'fault', FAULTS, known?.fault ?? fallback, where),
    retry: choice(entry, 'retry', RETRIES, known?.retry ?? fallback, where),
    description: text(entry, 'description', known?.description ?? '', where),
  };
}

type Fields = Readonly<Record<string, unknown>>;

/** The field's value, which must be one of the words. Default: `otherwise`; undefined: the field is required. */
function choice<T extends string>(
  entry: Fields,
  field: string,
  words: readonly T[],
  otherwise: T | undefined,
  where: string,
): T {
  const value = entry[field] === undefined ? otherwise : entry[field];
  const word = words.find((candidate) => candidate === value);
  if (word !== undefined) return word;
  const meant = typeof value === 'string' ? nearest(value, words) : null;
  throw mismatch(`${where}: ${field}`, `one of ${words.join(', ')}`, value, meant);
}

/** The field's value, which must be a string; a name must not be blank. */
function text(entry: Fields, field: 'name' | 'description', otherwise: string | undefined, where: string): string {
  const value = entry[field] === undefined ? otherwise : entry[field];
  if (typeof value === 'string' && (field === 'description' || value.trim() !== '')) return value;
  throw mismatch(`${where}: ${field}`, field === 'name' ? 'a string that is not blank' : 'a string', value);
}

function checkFields(object: Fields, allowed: readonly string[], where: string): void {
  for (const field of Object.keys(object)) {
    if (allowed.includes(field)) continue;
    const meant = nearest(field, allowed);
    throw usageError(
      `${where}: unknown field ${jsonOf(field)}: expected ${allowed.join(', ')}`,
      meant === null ? null : `did you mean "${meant}"?`,
    );
  }
}

function mismatch(where: string, expected: string, found: unknown, meant: string | null = null) {
  const got = found === undefined ? 'nothing' : jsonOf(found);
  return usageError(`${where}: expected ${expected}; got ${got}`, meant === null ? null : `did you mean "${meant}"?`);
}

/** A value for an error message: as JSON on one line, at most 60 characters. */
function jsonOf(value: unknown): string {
  if (Array.isArray(value)) return 'an array';
  if (isObject(value)) return 'an object';
  const json = JSON.stringify(value);
  return json.length > 60 ? `${json.slice(0, 60)}…` : json;
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
