/** Which key on the lines of errors may tell whom they hit. */
import { lineValue } from '../reference/line-value.js';

/** Who or what is concerned, as logs name it: the first that fits is taken. */
const NAMES = [
  'tenant',
  'customer',
  'client',
  'account',
  'queue',
  'segment',
  'site',
  'region',
  'host',
  'node',
  'server',
];
/** How their names go on, written in whatever case. */
const ENDINGS = ['', 'Id', '_id', '-id', 'Name', '_name', '-name', 'Key', 'Guid'];
/** The key must be on this part of the lines. */
const LEAST_PART = 1 / 2;

/**
 * The key by which such lines are told apart: one with several values before one that has the same on all, then by `NAMES`.
 * Null where there is none.
 */
export function whomKey(lines: readonly string[]): string | null {
  const texts = lines.map((line) => Buffer.from(line).toString('latin1'));
  let same: string | null = null;
  for (const key of NAMES.flatMap((name) => ENDINGS.map((ending) => name + ending))) {
    const values = texts.map((text) => lineValue(text, key)).filter((value) => value !== null);
    if (values.length === 0 || values.length < texts.length * LEAST_PART) continue;
    if (new Set(values).size > 1) return key;
    same ??= key;
  }
  return same;
}
