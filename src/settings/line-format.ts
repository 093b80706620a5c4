/** The options that describe a custom line format. `read-line-format.ts` reads them, where there are any. */
import type { OptionTable, ValuesOf } from './option.js';

const GROUP = 'Custom line formats:';

export const LINE_FORMAT_OPTIONS = {
  pattern: {
    describe: 'regular expression for lines, with the groups (?<time>…) and (?<code>…); events show all other groups',
    group: GROUP,
    isReading: true,
  },
  'json-code': {
    describe: 'where JSON lines have the code, such as reply.errors[].code',
    group: GROUP,
    isReading: true,
  },
  'json-time': { describe: 'where JSON lines have the time', group: GROUP, isReading: true },
  'time-format': { describe: 'how that time is written, such as "%d.%m.%y %H:%M:%S"', group: GROUP, isReading: true },
} as const satisfies OptionTable;

export type FormatValues = ValuesOf<typeof LINE_FORMAT_OPTIONS>;

export function hasFormat(values: FormatValues): boolean {
  return Object.keys(LINE_FORMAT_OPTIONS).some((name) => values[name as keyof FormatValues] !== null);
}
