/** The options that say how lines are read: those that a later command needs as well. */
import type { OptionTable } from './option.js';
import type { RawOptions } from './raw-options.js';
import { SCAN_OPTIONS } from './scan-options.js';

export const READING_OPTIONS: OptionTable = Object.fromEntries(
  Object.entries<OptionTable[string]>(SCAN_OPTIONS).filter(([, { isReading }]) => isReading),
);

type GivenOption = readonly [name: string, value: string | null];

/** Those that were given, to be part of a command; the value of a switch is null. */
export function givenReadingOptions(raw: RawOptions): GivenOption[] {
  return Object.entries(READING_OPTIONS).flatMap(([name, { isSwitch, isList }]): GivenOption[] => {
    if (isSwitch) return raw.flag(name) ? [[name, null]] : [];
    if (isList) return raw.list(name).map(({ text }): GivenOption => [name, text]);
    const given = raw.value(name);
    return given === null ? [] : [[name, given.text]];
  });
}
