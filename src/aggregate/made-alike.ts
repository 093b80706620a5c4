/**
 * Whether two summaries can be compared: whether they were made by the same decisions. What was counted must be the same.
 * How times and numbers were read may differ, and is told, because a log may have changed its form.
 */
import type { Producer, Summary, SummaryOptions } from '../model/summary.js';

/** What a summary says of how it was made. An earlier version said nothing of it. */
export type Made = Partial<Pick<Summary, 'producer' | 'options'>>;

/** What differs, in words. */
export interface Differences {
  /** Why the numbers cannot be laid side by side, such as `--code 109004 there, not here`. */
  readonly refused: readonly string[];
  /** Why they may differ, though nothing has changed in the log. */
  readonly told: readonly string[];
}

const MUST_BE_SAME = {
  codes: '--code',
  categories: '--category',
  severities: '--severity',
  where: '--where',
  count: '--count',
  labelled: '--labelled',
  codeKeys: '--code-key',
  ignoreKeys: '--ignore-key',
  pattern: '--pattern',
  jsonCode: '--json-code',
} as const satisfies Partial<Record<keyof SummaryOptions, string>>;

const MAY_DIFFER = {
  jsonTime: '--json-time',
  timeFormat: '--time-format',
  dateOrder: '--date-order',
  year: '--year',
} as const satisfies Partial<Record<keyof SummaryOptions, string>>;

export function differencesOf(before: Made, now: Required<Made>): Differences {
  if (!isObject(before.options) || !isObject(before.producer)) {
    return { refused: [], told: ['it does not say by which filters and rules it was made'] };
  }
  const differing = (names: Readonly<Record<string, string>>) =>
    Object.entries(names).flatMap(([name, label]) => {
      const [there, here] = [before.options, now.options].map((options) =>
        shown(name, (options as unknown as Record<string, unknown>)[name]),
      ) as [string, string];
      return there === here ? [] : [`${option(label, there)} there, ${option(label, here)} here`];
    });
  return {
    refused: differing(MUST_BE_SAME),
    told: [...differing(MAY_DIFFER), ...producers(before.producer, now.producer)],
  };
}

function producers(before: Producer, now: Producer): string[] {
  const editions = [before.rules, now.rules].map((rules) => `edition ${String(rules)} of the rules`);
  return [
    ...(before.rules === now.rules ? [] : [`${editions[0]} there, ${editions[1]} here`]),
    ...(before.catalogue === now.catalogue ? [] : ['another catalogue']),
  ];
}

/** As it would be typed; empty where it was not given. Whoever wrote the document, an order of values means nothing. */
function shown(name: string, value: unknown): string {
  if (value === null || value === undefined || value === false) return '';
  if (!Array.isArray(value)) return value === true ? 'yes' : String(value);
  const texts = value.map(String);
  // The name of a key counts in any case.
  return (name === 'where' ? texts.map((text) => text.replace(/^[^=!~]+/, (key) => key.toLowerCase())) : texts)
    .sort()
    .join(',');
}

function option(label: string, value: string): string {
  if (value === '') return `no ${label}`;
  return value === 'yes' ? label : `${label} ${value}`;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
