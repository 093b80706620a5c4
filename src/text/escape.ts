/** Text from logs and catalogues, made harmless for the place it goes to. For the terminal see `printable`. */
import { printable } from './terminal.js';

/**
 * One CSV field (RFC 4180), quoted where it has to be. A text that a spreadsheet would run as a formula gets an
 * apostrophe in front, as OWASP advises; numbers stay as they are. Control characters and line breaks go.
 */
export function csvField(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  let text = printable(value);
  if (/^\s*[=+\-@＝＋－＠]/u.test(text)) text = `'${text}`;
  return /[",;]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One CSV record with its line end. */
export function csvRecord(values: readonly (string | number | null)[]): string {
  return `${values.map(csvField).join(',')}\r\n`;
}

/** Text that Markdown shows as it is, also within a table's cell: no markup, no HTML, no line break. */
export function markdownText(text: string): string {
  return printable(text)
    .replace(/[\\`*_[\]|~#$]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/**
 * JSON with one final newline. What a terminal would obey is written as `\uXXXX`, which means the same to every parser:
 * C1 controls, bidi controls and line separators (`JSON.stringify` escapes only those below U+0020).
 */
export function jsonDocument(value: unknown): string {
  const text = JSON.stringify(value, null, 2).replace(
    /[\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `${text}\n`;
}
