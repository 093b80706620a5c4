export type Align = 'left' | 'right';

/** A table in GitHub's flavour. The cells must be Markdown already. */
export function table(
  titles: readonly string[],
  align: readonly Align[],
  rows: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(titles), line(align.map((side) => (side === 'left' ? '---' : '---:'))), ...rows.map(line)].join('\n');
}
