/** A JSON document of this program's own, held to its schema. */
import { usageError } from '../../model/errors.js';
import { pathText } from '../config/parse-with-lines.js';
import { mistakesIn } from '../config/validate.js';
import type { Validator } from '../config/validators.js';

/**
 * @param where what messages call it
 * @param expected what it is to be, such as `a plan, as ptk-logscan plan writes it`
 * @param schema what its `schema` must say
 * @throws LogscanError `usage` for the first thing that is wrong
 */
export function parseDocument(
  text: string,
  where: string,
  { expected, schema, isValid }: { readonly expected: string; readonly schema: string; readonly isValid: Validator },
): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw usageError(`${where}: expected ${expected}; got other text`);
  }
  return heldTo(value, where, { schema, isValid });
}

/** The same of what was parsed already. */
export function heldTo(
  value: unknown,
  where: string,
  { schema, isValid }: { readonly schema: string; readonly isValid: Validator },
): unknown {
  const { schema: got } = (value ?? {}) as { schema?: unknown };
  if (got !== schema) throw usageError(`${where}: expected schema ${schema}; got ${JSON.stringify(got) ?? 'none'}`);
  const [mistake] = mistakesIn(value, isValid, 'field');
  if (mistake !== undefined) throw usageError(`${where}: ${pathText(mistake.path)}: ${mistake.message}`);
  return value;
}
