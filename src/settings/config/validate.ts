/** What is wrong with a configuration, job or watch file, by its schema, in words: each mistake with its line and path. */
import type { LogscanError } from '../../model/errors.js';
import { nearest } from '../../text/nearest.js';
import { MistakesError } from '../mistakes.js';
import { type ParsedFile, type Path, pathText } from './parse-with-lines.js';
import { config, job, type SchemaError, type Validator, watch } from './validators.js';

/** Mistakes that an error lists; more are counted. */
const MAX_LISTED = 100;

export interface Mistake {
  readonly path: Path;
  /** Expected this, got that. */
  readonly message: string;
  /** A setting that there is none of by that name. */
  readonly isUnknown?: boolean;
}

const VALIDATORS = { config, job, watch } satisfies Record<string, Validator>;

/** Empty where the content of a file of that kind is as its schema wants it. */
export function validate(value: unknown, kind: keyof typeof VALIDATORS): Mistake[] {
  return mistakesIn(value, VALIDATORS[kind]);
}

/**
 * Empty where a value is as a schema wants it.
 * @param parts what messages call one that is too much
 */
export function mistakesIn(value: unknown, validator: Validator, parts: 'setting' | 'field' = 'setting'): Mistake[] {
  return validator(value) ? [] : mergeTypes(validator.errors ?? [], parts);
}

/** One error for all of them. */
export function schemaError(file: string, mistakes: readonly Mistake[], parsed: ParsedFile): LogscanError {
  const lines = mistakeLines(file, mistakes, parsed);
  const more = lines.length > MAX_LISTED ? [`and ${lines.length - MAX_LISTED} more`] : [];
  return new MistakesError(`${file}: ${lines.length} mistakes`, [...lines.slice(0, MAX_LISTED), ...more]);
}

/** Each with its line and path, in the order of the file. */
export function mistakeLines(file: string, mistakes: readonly Mistake[], { lineOf }: ParsedFile): string[] {
  const sorted = mistakes
    .map((mistake) => ({ ...mistake, line: lineOf(mistake.path) }))
    .sort((a, b) => a.line - b.line);
  return sorted.map(({ path, message, line }) => {
    const where = path.length === 0 ? '' : `${pathText(path)}: `;
    return `${file}:${line}: ${where}${message}`;
  });
}

/** Errors of `anyOf` and `oneOf` say the same as those of their branches. */
function mergeTypes(errors: readonly SchemaError[], parts: string): Mistake[] {
  const seen = new Set<string>();
  const mistakes: Mistake[] = [];
  for (const error of errors) {
    const mistake = mistakeOf(error, parts);
    const key = JSON.stringify(mistake.path);
    if (seen.has(key)) continue;
    seen.add(key);
    mistakes.push(mistake);
  }
  return mistakes;
}

function mistakeOf(error: SchemaError, parts: string): Mistake {
  const { instancePath, keyword, params, data, parentSchema, schema: wanted } = error;
  const path = instancePath.split('/').slice(1).map(step);
  switch (keyword) {
    case 'additionalProperties': {
      const unknown = String(params.additionalProperty);
      const known = Object.keys((parentSchema as { properties?: object }).properties ?? {});
      const meant = nearest(unknown, known);
      const hint = meant === null ? `; expected one of ${known.join(', ')}` : `; did you mean ${meant}?`;
      return { path: [...path, unknown], message: `unknown ${parts}${hint}`, isUnknown: true };
    }
    case 'enum': {
      const words = (wanted as unknown[]).map(String);
      const meant = typeof data === 'string' ? nearest(data, words) : null;
      return {
        path,
        message: `expected ${words.join(' or ')}; got ${show(data)}${meant === null ? '' : `: did you mean ${meant}?`}`,
      };
    }
    case 'type':
      return { path, message: `expected ${typeText(wanted)}; got ${show(data)}` };
    case 'required':
      return { path, message: `expected ${String(params.missingProperty)} in it; got none` };
    case 'minimum':
      return { path, message: `expected a number from ${String(wanted)} on; got ${show(data)}` };
    case 'minItems':
    case 'minLength':
      return { path, message: 'expected a value; got none' };
    default:
      return { path, message: `expected what the schema allows (${keyword}); got ${show(data)}` };
  }
}

function step(text: string): string | number {
  const plain = text.replaceAll('~1', '/').replaceAll('~0', '~');
  return /^\d+$/.test(plain) ? Number(plain) : plain;
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'settings',
};

function typeText(types: unknown): string {
  return (Array.isArray(types) ? types : [types]).map((type) => TYPES[String(type)] ?? String(type)).join(' or ');
}

function show(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'settings';
  return value === null ? 'nothing' : JSON.stringify(value);
}
