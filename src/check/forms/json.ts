/** The document itself. */
import type { CheckDocument } from '../document.js';
import { jsonText } from './json-text.js';

export function renderJson(document: CheckDocument): string {
  return jsonText(document);
}
