import { MAX_KEY_BYTES } from '../model/plan.js';

/** Whether a text can be a key on a line, for `--by` and `--where`. */
export function isKey(text: string): boolean {
  return text.length <= MAX_KEY_BYTES && /^[A-Za-z0-9_.@-]+$/.test(text);
}
