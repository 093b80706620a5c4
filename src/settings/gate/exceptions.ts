/** Known exceptions of a gate, from the entries of a file. */
import type { Catalogue } from '../../catalogue/catalogue.js';
import type { Exception } from '../../check/exceptions.js';
import { parseSelector } from '../../check/selector.js';
import { FIRST_CODE, LAST_CODE } from '../../model/code.js';
import { usageError } from '../../model/errors.js';
import { readAll, readParts, ToldError } from '../../model/mistakes.js';
import type { RuleEntry } from '../config/entries.js';
import { notBlank } from '../parse-values.js';
import type { RawValue } from '../raw-value.js';

/** @throws LogscanError `usage` */
export function exceptionsOf(entries: readonly RuleEntry[], catalogue: Catalogue): Exception[] {
  return readAll(entries, 'ignore', ({ label, fields }) => {
    const field = (name: string) => {
      const setting = fields.get(name);
      // The schema wants all of them.
      if (setting === undefined) throw new ToldError();
      return notBlank({ label: setting.label, text: setting.texts.join(',') });
    };
    return readParts<Exception>(label, {
      code: () => codeOf(field('code'), catalogue),
      until: () => dayOf(field('until')),
      reason: () => field('reason').text,
    });
  });
}

function dayOf({ label, text }: RawValue): string {
  if (isDay(text)) return text;
  throw usageError(`${label}: expected a day such as 2026-12-31; got ${JSON.stringify(text)}`);
}

/** `Date` takes a day that its month does not have for one of the next month. */
function isDay(text: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function codeOf({ text, label }: RawValue, catalogue: Catalogue): number {
  const selector = parseSelector(`code:${text}`, label, catalogue);
  const number = Number(selector.text);
  // One that the catalogue does not have is refused already.
  if (number >= FIRST_CODE && number <= LAST_CODE) return number;
  throw usageError(`${label}: expected a code; got ${JSON.stringify(text)}`);
}
