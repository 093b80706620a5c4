/** Text that a user typed, for an error message: in quotes, cut to 60 characters, all but printable ASCII escaped. */
export function quoted(text: string): string {
  const short = text.length > 60 ? `${text.slice(0, 60)}...` : text;
  return JSON.stringify(short).replace(/[^ -~]/g, unicodeEscape);
}

/** `\u00e4` for `ä`, as JSON writes it. A character outside the Basic Multilingual Plane is two of them. */
export function unicodeEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
