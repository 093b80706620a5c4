/** What a job file says of the logs to read and how: its values, with the line and the path of each. */
import { resolve } from 'node:path';
import type { Path } from '../config/parse-with-lines.js';
import { elementsOf, notBlank } from '../parse-values.js';
import type { RawValue } from '../raw-value.js';
import type { ScanValues } from '../scan-values.js';
import type { JobDocument } from './document.js';

/**
 * @param label names a place in the file
 * @param folder that the file's paths are relative to
 * @throws LogscanError `usage` for a value that is blank
 */
export function jobScanValues(document: JobDocument, label: (path: Path) => string, folder: string): ScanValues {
  const { inputs, recursive = false, tz, window, read = {} } = document;
  const value = (path: Path, text: string | undefined): RawValue | null =>
    text === undefined ? null : notBlank({ label: label(path), text });
  const list = (path: Path, texts: string | readonly string[] = []): RawValue[] =>
    [texts].flat().flatMap((text) => elementsOf({ label: label(path), text }));
  return {
    files: inputs.map((input) => resolve(folder, input)),
    recursive,
    tz: value(['tz'], tz),
    window: value(['window'], window),
    count: value(['read', 'count'], read.count),
    codeKeys: list(['read', 'code-key'], read['code-key']),
    ignoreKeys: list(['read', 'ignore-key'], read['ignore-key']),
    labelled: read.labelled ?? false,
    dateOrder: value(['read', 'date-order'], read['date-order']),
    year: read.year === undefined ? null : { label: label(['read', 'year']), value: read.year },
    catalogue: value(['read', 'catalogue'], read.catalogue === undefined ? undefined : resolve(folder, read.catalogue)),
    ...NOT_IN_JOBS,
  };
}

/** A history counts everything; a report chooses its span. */
const NOT_IN_JOBS = {
  span: { since: null, until: null, last: null },
  codes: [],
  categories: [],
  severities: [],
  lineFormat: { pattern: null, jsonCode: null, jsonTime: null, timeFormat: null },
  workers: null,
} as const;
