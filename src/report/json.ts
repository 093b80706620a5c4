import type { Summary } from '../model/summary.js';
import { jsonDocument } from '../text/escape.js';

/** The summary document. Its keys are in the documented order already. */
export function renderJson(summary: Summary): string {
  return jsonDocument(summary);
}
