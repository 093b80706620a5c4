/** Known exceptions of a gate, from the entries of a file. */
import type { Catalogue } from '../../catalogue/catalogue.js';
import type { Exception } from '../../check/exceptions.js';
import { parseSelector } from '../../check/selector.js';
import { FIRST_CODE, LAST_CODE } from '../../model/code.js';
import { usageError } from '../../model/errors.js';
import type { RuleEntry } from '../config/config.js';
import { readAll } from '../mistakes.js';
import { notBlank } from '../parse-values.js';

/** @throws LogscanError `usage` */
export function exceptionsOf(entries: readonly RuleEntry[], catalogue: Catalogue): Exception[] {
  return readAll(entries, 'ignore', ({ fields }) => {
    const field = (name: string) => {
      const { label, texts } = fields.get(name)!;
      return notBlank({ label, text: texts.join(',') });
    };
    const [code, until, reason] = [field('code'), field('until'), field('reason')];
    if (!isDay(until.text))
      throw usageError(`${until.label}: expected a day such as 2026-12-31; got ${JSON.stringify(until.text)}`);
    return { code: codeOf(code, catalogue), until: until.text, reason: reason.text };
  });
}

/** `Date` takes a day that its month does not have for one of the next month. */
function isDay(text: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function codeOf({ text, label }: { text: string; label: string }, catalogue: Catalogue): number {
  const selector = parseSelector(`code:${text}`, label, catalogue);
  const number = Number(selector.text);
  // One that the catalogue does not have is refused already.
  if (number >= FIRST_CODE && number <= LAST_CODE) return number;
  throw usageError(`${label}: expected a code; got ${JSON.stringify(text)}`);
}
