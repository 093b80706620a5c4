import type { Summary } from '../model/summary.js';
import { jsonDocument } from '../text/escape.js';

/** The summary document as it is: its keys already stand in the order of the contract. */
export function renderJson(summary: Summary): string {
  return jsonDocument(summary);
}
