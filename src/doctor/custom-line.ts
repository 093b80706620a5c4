/** One line, read by a custom format. */
import type { CustomFormat } from '../scan/custom-format/custom-format.js';
import type { CustomReading } from '../scan/custom-format/custom-reading.js';
import { textOf } from './excerpt.js';

/** What a custom format finds on one line (one character a byte); null where it does not fit. */
export function readCustomLine(form: CustomFormat, bytes: string): CustomReading | null {
  const text = textOf(bytes).replace(/^\ufeff/, '');
  if (form.fromText !== null) return form.fromText(text);
  try {
    return form.fromRow!(JSON.parse(text));
  } catch {
    return null;
  }
}
