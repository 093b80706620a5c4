/**
 * Rule 2: six digits that are part of something larger (a path, a decimal number, a time, an address, a percentage)
 * are not a status code.
 */
import { CODE_LENGTH } from './edges.js';

/** Why the six digits at `offset` are part of something larger, or null. */
export function partOfSomethingLarger(line: string, offset: number): string | null {
  // Four bytes are enough to see `:dd,`.
  const before = line.slice(Math.max(0, offset - 4), offset);
  const joinedBefore = /[./\\+@$~-]$/.exec(before);
  if (joinedBefore) return `"${joinedBefore[0]}" stands right before it`;
  if (/\d:$/.test(before)) return 'a digit and ":" stand right before it';
  if (/:\d\d,$/.test(before)) return 'it is the fraction of a clock time';

  const after = line.slice(offset + CODE_LENGTH, offset + CODE_LENGTH + 2);
  const joinedAfter = /^[@%]/.exec(after);
  if (joinedAfter) return `"${joinedAfter[0]}" stands right after it`;
  const continued = /^([.:/+-])\d/.exec(after);
  if (continued) return `a digit follows "${continued[1]}" right after it`;
  return null;
}
