/** What a job file says of the logs to read and how: its values, with the line and the path of each. */
import { resolve } from 'node:path';
import type { Path } from '../config/parse-with-lines.js';
import { elementsOf, notBlank } from '../parse-values.js';
import { optionValues, type ScanValues } from '../scan-values.js';
import type { JobDocument } from './document.js';

/**
 * A history counts everything, and a report chooses its span: of the options of a scan a job has those that its schema
 * has.
 * @param label names a place in the file
 * @param folder that the file's paths are relative to
 * @throws LogscanError `usage` for a value that is blank
 */
export function jobScanValues(document: JobDocument, label: (path: Path) => string, folder: string): ScanValues {
  const { inputs, recursive, tz, window, read = {} } = document;
  const top: JobDocument['read'] = { recursive, tz, window };
  const options = optionValues((name, { isSwitch, isList }) => {
    const [path, value] = Object.hasOwn(top, name) ? [[name], top[name]] : [['read', name], read[name]];
    if (isSwitch) return value === true;
    if (isList) {
      const texts = value === undefined ? [] : [value].flat();
      return texts.flatMap((text) => elementsOf({ label: label(path), text: String(text) }));
    }
    if (value === undefined) return null;
    if (typeof value === 'number') return { label: label(path), value };
    const text = String(value);
    return notBlank({ label: label(path), text: name === 'catalogue' ? resolve(folder, text) : text });
  });
  return { files: inputs.map((input) => resolve(folder, input)), options };
}
