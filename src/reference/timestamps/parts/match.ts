/** Matches a sticky pattern (flag `y`) at byte `at` of the line. */
export function matchAt(pattern: RegExp, line: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(line);
}
