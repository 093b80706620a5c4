/** A custom line format, from the values of its options. */
import { usageError } from '../model/errors.js';
import type { LineFormat } from '../model/line-format.js';
import type { FormatValues } from './line-format.js';
import { withLabel } from './parse-values.js';

/**
 * Null where none of the values is there.
 * @throws LogscanError `usage`
 */
export async function lineFormat(values: FormatValues): Promise<LineFormat | null> {
  const format = writtenFormat(values);
  if (format === null) return null;
  const { pattern, 'json-code': jsonCode, 'json-time': jsonTime, 'time-format': timeFormat } = values;
  // Loaded only here: who has only the texts does not need it.
  const { compilePattern } = await import('../scan/custom-format/pattern.js');
  const { parseJsonPath } = await import('../scan/custom-format/json-paths.js');
  const { writtenTimeReader } = await import('../scan/custom-format/time-reader.js');
  const times = { year: null, zones: [] };
  if (timeFormat !== null) withLabel(timeFormat.label, () => writtenTimeReader(timeFormat.text, times));
  if (pattern !== null) {
    const { hasTime } = withLabel(pattern.label, () => compilePattern(pattern.text));
    if (timeFormat !== null && !hasTime) {
      throw usageError(`${timeFormat.label}: expected a group (?<time>…) in ${pattern.label}; got none`);
    }
  }
  for (const path of [jsonCode, jsonTime]) if (path !== null) withLabel(path.label, () => parseJsonPath(path.text));
  return format;
}

/**
 * The same with the texts as they are: whether they are patterns, paths and forms of times is not looked at.
 * @throws LogscanError `usage` for values that do not go together
 */
export function writtenFormat(values: FormatValues): LineFormat | null {
  const { pattern, 'json-code': jsonCode, 'json-time': jsonTime, 'time-format': timeFormat } = values;
  const format = timeFormat?.text ?? null;
  const json = jsonCode ?? jsonTime;
  if (pattern !== null) {
    if (json === null) return { kind: 'pattern', pattern: pattern.text, timeFormat: format };
    throw usageError(`${pattern.label}: expected without --json-code and --json-time; got ${json.label} too`);
  }
  if (timeFormat !== null && jsonTime === null) {
    const [expected, got] =
      json === null ? ['--pattern or --json-time', 'neither'] : ['--json-time', `${json.label} alone`];
    throw usageError(`${timeFormat.label}: expected ${expected} beside it; got ${got}`);
  }
  if (json === null) return null;
  return { kind: 'json', codePath: jsonCode?.text ?? null, timePath: jsonTime?.text ?? null, timeFormat: format };
}
