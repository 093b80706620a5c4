/** A value of any type, for an error message. */
import { quoted } from './quoted.js';

/** Short, and all but printable ASCII escaped. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'a Date that is no time' : 'a Date';
  if (Array.isArray(value)) {
    if (value.length === 0) return 'an empty array';
    // It may be in itself.
    return `an array with ${Array.isArray(value[0]) ? 'an array' : shown(value[0])}`;
  }
  if (typeof value === 'object' && value !== null) return 'an object';
  return typeof value === 'function' ? 'a function' : String(value);
}
