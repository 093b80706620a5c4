/** The options that describe a custom line format, and how they are parsed. */
import { usageError } from '../model/errors.js';
import type { LineFormat } from '../model/line-format.js';
import type { OptionTable, ValuesOf } from './option.js';
import { withLabel } from './parse-values.js';

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

/**
 * Null where none of the values is there.
 * @throws LogscanError `usage`
 */
export async function lineFormat(values: ValuesOf<typeof LINE_FORMAT_OPTIONS>): Promise<LineFormat | null> {
  const { pattern, 'json-code': jsonCode, 'json-time': jsonTime, 'time-format': timeFormat } = values;
  if (pattern === null && jsonCode === null && jsonTime === null) {
    if (timeFormat === null) return null;
    throw usageError(`${timeFormat.label}: expected --pattern or --json-time beside it; got neither`);
  }
  const json = jsonCode ?? jsonTime;
  if (pattern !== null && json !== null) {
    throw usageError(`${pattern.label}: expected without --json-code and --json-time; got ${json.label} too`);
  }
  // Loaded only here: most runs have no custom format.
  const { compilePattern } = await import('../scan/custom-format/pattern.js');
  const { parseJsonPath } = await import('../scan/custom-format/json-paths.js');
  const { writtenTimeReader } = await import('../scan/custom-format/time-reader.js');
  const times = { year: null, zones: [] };
  if (timeFormat !== null) withLabel(timeFormat.label, () => writtenTimeReader(timeFormat.text, times));
  const format = timeFormat?.text ?? null;
  if (pattern !== null) {
    const { hasTime } = withLabel(pattern.label, () => compilePattern(pattern.text));
    if (timeFormat !== null && !hasTime) {
      throw usageError(`${timeFormat.label}: expected a group (?<time>…) in ${pattern.label}; got none`);
    }
    return { kind: 'pattern', pattern: pattern.text, timeFormat: format };
  }
  if (timeFormat !== null && jsonTime === null) {
    throw usageError(`${timeFormat.label}: expected --json-time beside it; got ${json!.label} alone`);
  }
  for (const path of [jsonCode, jsonTime]) if (path !== null) withLabel(path.label, () => parseJsonPath(path.text));
  return { kind: 'json', codePath: jsonCode?.text ?? null, timePath: jsonTime?.text ?? null, timeFormat: format };
}
