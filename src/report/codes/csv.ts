import type { CodeInfo } from '../../model/code.js';
import { csvRecord } from '../../text/escape.js';
import { FIELDS } from './options.js';

/** RFC 4180 with a header record and CRLF line ends. */
export function renderCodesCsv(codes: readonly CodeInfo[]): string {
  return [FIELDS, ...codes.map((info) => FIELDS.map((field) => info[field]))].map(csvRecord).join('');
}
