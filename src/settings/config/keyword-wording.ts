/** What is said where a value is not as a keyword of a schema wants it. There are words for each keyword that our schemas have. */
import { nearest } from '../../text/nearest.js';
import { counted } from '../../text/numbers.js';
import type { SchemaError } from './validators.js';

/** @param parts what one is called that is too much: setting, field */
type Wording = (error: SchemaError, parts: string) => string;

export const WORDINGS: Readonly<Record<string, Wording>> = {
  additionalProperties: ({ params, parentSchema }, parts) => {
    const known = Object.keys((parentSchema as { properties?: object }).properties ?? {});
    const meant = nearest(String(params.additionalProperty), known);
    const hint = meant === null ? `; expected one of ${known.join(', ')}` : `; did you mean ${meant}?`;
    return `unknown ${parts}${hint}`;
  },
  enum: ({ schema, data }) => {
    const words = (schema as unknown[]).map(String);
    const meant = typeof data === 'string' ? nearest(data, words) : null;
    return `expected ${words.join(' or ')}; got ${show(data)}${meant === null ? '' : `: did you mean ${meant}?`}`;
  },
  const: ({ schema, data }) => `expected ${show(schema)}; got ${show(data)}`,
  type: ({ schema, data }) => `expected ${typeText(schema)}; got ${show(data)}`,
  required: ({ params }) => `expected ${String(params.missingProperty)} in it; got none`,
  minimum: outOfRange,
  maximum: outOfRange,
  minItems: ({ schema, data }) => tooFew(schema, (data as readonly unknown[]).length, String),
  maxItems: ({ schema, data }) => `expected at most ${String(schema)}; got ${(data as readonly unknown[]).length}`,
  minLength: ({ schema, data }) => tooFew(schema, lengthOf(data), characters),
  maxLength: ({ schema, data }) => `expected at most ${characters(Number(schema))}; got ${lengthOf(data)}`,
  pattern: ({ schema, data }) => `expected a text that matches ${String(schema)}; got ${show(data)}`,
};

function outOfRange({ parentSchema, data }: SchemaError): string {
  const { minimum, maximum } = parentSchema as { readonly minimum?: number; readonly maximum?: number };
  const from = minimum === undefined ? '' : ` from ${minimum}`;
  return `expected a number${from}${maximum === undefined ? ' on' : ` ${from === '' ? 'up ' : ''}to ${maximum}`}; got ${show(data)}`;
}

function tooFew(least: unknown, got: number, amount: (n: number) => string): string {
  return got === 0 ? 'expected a value; got none' : `expected at least ${amount(Number(least))}; got ${got}`;
}

function characters(n: number): string {
  return counted(n, 'character');
}

/** In characters, as schemas count them. */
function lengthOf(text: unknown): number {
  return [...String(text)].length;
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
  return [types]
    .flat()
    .map((type) => TYPES[String(type)] ?? String(type))
    .join(' or ');
}

export function show(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'settings';
  return value === null ? 'nothing' : JSON.stringify(value);
}
