/** How people name a code: by its number, with or without `PTK` before it, or by its name, whatever its case. */
import type { CodeInfo } from '../model/code.js';

/** The digits of `107000`, `PTK-107000` or the start of a number; null for any other word. */
export function digitsOf(word: string): string | null {
  return /^(?:ptk[-_]?)?(\d+)$/i.exec(word)?.[1] ?? null;
}

/** The one of the codes that has this name; null where none has. */
export function codeNamed(name: string, codes: readonly CodeInfo[]): CodeInfo | null {
  const wanted = name.toLowerCase();
  return codes.find((info) => info.name.toLowerCase() === wanted) ?? null;
}
