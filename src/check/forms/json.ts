/** The document itself. */
import { jsonDocument } from '../../text/escape.js';
import type { CheckDocument } from '../document.js';

export function renderJson(document: CheckDocument): string {
  return jsonDocument(document);
}
