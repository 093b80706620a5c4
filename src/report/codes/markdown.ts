import type { CodeInfo } from '../../model/code.js';
import { markdownText } from '../../text/markdown.js';

/** One table of GitHub's flavour. */
export function renderCodesMarkdown(codes: readonly CodeInfo[]): string {
  const lines = [
    '| Code | Name | Category | Severity | Who acts | Retry | Description |',
    '| ---: | --- | --- | --- | --- | --- | --- |',
  ];
  for (const { code, name, category, severity, fault, retry, description } of codes) {
    const cells = [name, category, severity, fault, retry, description].map(markdownText);
    lines.push(`| ${code} | ${cells.join(' | ')} |`);
  }
  return `${lines.join('\n')}\n`;
}
