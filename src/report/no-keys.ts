/** The error for a form that shows the values of keys alone, where nothing is grouped by a key. */
import { type LogscanError, usageError } from '../model/errors.js';

/** @param name what is refused, such as `csv-groups:FILE`. @param tip where to name a key */
export function noKeys(name: string, tip: string): LogscanError {
  return usageError(`${name}: expected a key to group by, such as tenant; got none`, tip);
}
