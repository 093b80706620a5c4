import { CODES_SCHEMA } from '../../catalogue/codes.js';
import type { CodeInfo } from '../../model/code.js';
import { jsonDocument } from '../../text/escape.js';

/** `{ "schema": "ptk-logscan/codes@1", "codes": [ … ] }`: what `--catalogue` reads as well. */
export function renderCodesJson(codes: readonly CodeInfo[]): string {
  return jsonDocument({
    schema: CODES_SCHEMA,
    codes: codes.map(({ code, name, category, severity, fault, retry, description }) => ({
      code,
      name,
      category,
      severity,
      fault,
      retry,
      description,
    })),
  });
}
