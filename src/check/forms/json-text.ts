/**
 * JSON with one final newline. Characters that a terminal obeys, or that reorder or hide text, are written as
 * `\uXXXX`, which means the same to every parser; lone surrogates are escaped by `JSON.stringify` itself.
 */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value, null, 2).replace(
    /[\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `${text}\n`;
}
