/** What is wrong with a configuration file, by its schema, in words: each mistake with its line and path. */
import { Ajv, type ErrorObject } from 'ajv';
import { type LogscanError, usageError } from '../../model/errors.js';
import { nearest } from '../../text/nearest.js';
import { type ParsedFile, type Path, pathText } from './parse-with-lines.js';
import schema from './schema.json' with { type: 'json' };

/** More are counted. */
const MOST_TOLD = 10;

export interface Mistake {
  readonly path: Path;
  /** Expected this, got that. */
  readonly message: string;
}

/**
 * Empty where the file is as the schema wants it.
 * @param wanted the schema of another kind of file; it may refer to this one's definitions
 */
export function validate(value: unknown, wanted: object = schema): Mistake[] {
  const ajv = new Ajv({ allErrors: true, verbose: true, allowUnionTypes: true });
  if (wanted !== schema) ajv.addSchema(schema);
  const validate = ajv.compile(wanted);
  if (validate(value)) return [];
  return mergeTypes(validate.errors ?? []);
}

/** One error for all of them. */
export function schemaError(file: string, mistakes: readonly Mistake[], { lineOf }: ParsedFile): LogscanError {
  const sorted = mistakes
    .map((mistake) => ({ ...mistake, line: lineOf(mistake.path) }))
    .sort((a, b) => a.line - b.line);
  const told = sorted.slice(0, MOST_TOLD).map(({ path, message, line }) => {
    const where = path.length === 0 ? '' : `${pathText(path)}: `;
    return `${file}:${line}: ${where}${message}`;
  });
  if (sorted.length === 1) return usageError(told[0]!);
  const more = sorted.length > MOST_TOLD ? [`and ${sorted.length - MOST_TOLD} more`] : [];
  return usageError([`${file}: ${sorted.length} mistakes`, ...told, ...more].join('\n'));
}

/** Errors of `anyOf` and `oneOf` say the same as those of their branches. */
function mergeTypes(errors: readonly ErrorObject[]): Mistake[] {
  const seen = new Set<string>();
  const mistakes: Mistake[] = [];
  for (const error of errors) {
    const mistake = mistakeOf(error);
    const key = JSON.stringify(mistake.path);
    if (seen.has(key)) continue;
    seen.add(key);
    mistakes.push(mistake);
  }
  return mistakes;
}

function mistakeOf({ instancePath, keyword, params, data, parentSchema, schema: wanted }: ErrorObject): Mistake {
  const path = instancePath.split('/').slice(1).map(step);
  switch (keyword) {
    case 'additionalProperties': {
      const unknown = String(params.additionalProperty);
      const known = Object.keys((parentSchema as { properties?: object }).properties ?? {});
      const meant = nearest(unknown, known);
      const hint = meant === null ? `; expected one of ${known.join(', ')}` : `; did you mean ${meant}?`;
      return { path: [...path, unknown], message: `unknown setting${hint}` };
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
