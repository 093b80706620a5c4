/** What is wrong with a configuration, job or watch file, by its schema, in words: each mistake with its line and path. */
import { type LogscanError, usageError } from '../../model/errors.js';
import { show, WORDINGS } from './keyword-wording.js';
import { type ParsedFile, type Path, pathText } from './parse-with-lines.js';
import { config, job, type SchemaError, type Validator, watch } from './validators.js';

export interface Mistake {
  readonly path: Path;
  /** Expected this, got that. */
  readonly message: string;
  /** A setting that there is none of by that name. */
  readonly isUnknown?: boolean;
  /** A setting that is not there, by its name. */
  readonly missing?: string;
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

/** Each as an error with its line and path, in the order of the file. */
export function schemaMistakes(file: string, mistakes: readonly Mistake[], { lineOf }: ParsedFile): LogscanError[] {
  const sorted = mistakes
    .map((mistake) => ({ ...mistake, line: lineOf(mistake.path) }))
    .sort((a, b) => a.line - b.line);
  return sorted.map(({ path, message, line }) => {
    const where = path.length === 0 ? '' : `${pathText(path)}: `;
    return usageError(`${file}:${line}: ${where}${message}`);
  });
}

/** Several errors of one value say the same: that it is no text, and that it is too short. */
function mergeTypes(errors: readonly SchemaError[], parts: string): Mistake[] {
  const seen = new Set<string>();
  const mistakes: Mistake[] = [];
  for (const error of errors) {
    const mistake = mistakeOf(error, parts);
    const key = JSON.stringify([mistake.path, mistake.missing]);
    if (seen.has(key)) continue;
    seen.add(key);
    mistakes.push(mistake);
  }
  return mistakes;
}

function mistakeOf(error: SchemaError, parts: string): Mistake {
  const { instancePath, keyword, params, data } = error;
  const path = instancePath.split('/').slice(1).map(step);
  const message =
    WORDINGS[keyword]?.(error, parts) ?? `expected what the schema allows (${keyword}); got ${show(data)}`;
  switch (keyword) {
    case 'additionalProperties':
      return { path: [...path, String(params.additionalProperty)], message, isUnknown: true };
    case 'required':
      return { path, message, missing: String(params.missingProperty) };
    default:
      return { path, message };
  }
}

function step(text: string): string | number {
  const plain = text.replaceAll('~1', '/').replaceAll('~0', '~');
  return /^\d+$/.test(plain) ? Number(plain) : plain;
}
