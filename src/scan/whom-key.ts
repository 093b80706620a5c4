/** Which key on the lines of errors may tell whom they hit. */
import { lineValue } from '../reference/line-value.js';
import { keysOfLines } from './line-keys.js';

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
/** How these names go on: `tenantId`, `queue_name`. */
const ENDING = /(?:id|name|key|guid)$/;
/** The key must be on this part of the lines. */
const LEAST_PART = 1 / 2;

/**
 * The key by which such lines are told apart: one with several values before one that has the same on all, then by `NAMES`.
 * Null where there is none.
 */
export function whomKey(lines: readonly string[]): string | null {
  const texts = lines.map((line) => Buffer.from(line).toString('latin1'));
  const keys = keysOfLines(texts.join('\n'))
    .flatMap((key) => {
      const rank = NAMES.indexOf(bareName(key));
      return rank < 0 ? [] : [{ key, rank }];
    })
    .sort((a, b) => a.rank - b.rank);
  let same: string | null = null;
  for (const { key } of keys) {
    const values = texts.map((text) => lineValue(text, key)).filter((value) => value !== null);
    if (values.length < texts.length * LEAST_PART) continue;
    if (new Set(values).size > 1) return key;
    same ??= key;
  }
  return same;
}

/** In lower case, without a prefix, signs between words, and an ending. */
function bareName(key: string): string {
  const word = key
    .slice(key.lastIndexOf('.') + 1)
    .toLowerCase()
    .replace(/[^a-z]/g, '');
  return NAMES.includes(word) ? word : word.replace(ENDING, '');
}
