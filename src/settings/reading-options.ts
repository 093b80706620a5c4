/** The options that say how lines are read: those that a later command needs as well. */
import { LINE_FORMAT_OPTIONS } from './line-format.js';
import type { OptionTable } from './option.js';
import type { RawOptions } from './raw-options.js';
import { SCAN_OPTIONS } from './scan-options.js';

const NAMES = ['tz', 'date-order', 'year', 'code-key', 'ignore-key', 'labelled', 'catalogue'] as const;
/** Those of them that can be given several times. */
const LISTS: ReadonlySet<string> = new Set(['code-key', 'ignore-key']);

export const READING_OPTIONS: OptionTable = {
  ...Object.fromEntries(NAMES.map((name) => [name, SCAN_OPTIONS[name]!])),
  ...LINE_FORMAT_OPTIONS,
};

type GivenOption = readonly [name: string, value: string | null];

/** Those that were given, to be part of a command; the value of a switch is null. */
export function givenReadingOptions(raw: RawOptions): GivenOption[] {
  return Object.entries(READING_OPTIONS).flatMap(([name, { isSwitch }]): GivenOption[] => {
    if (isSwitch) return raw.flag(name) ? [[name, null]] : [];
    if (LISTS.has(name)) return raw.list(name).map(({ text }): GivenOption => [name, text]);
    const given = raw.value(name);
    return given === null ? [] : [[name, given.text]];
  });
}
