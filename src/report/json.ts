import type { Summary } from '../model/summary.js';
import { jsonDocumentParts } from '../text/escape.js';

/** The summary document. Its keys are in the documented order already. */
export function renderJson(summary: Summary): Iterable<string> {
  return jsonDocumentParts(summary);
}
