/** `history export`: a table or view of a history as a file, which appears whole or not at all. */
import type { History } from '../../history/history.js';
import { EXPORTS, type Export, exportTable } from '../../history/query.js';
import { usageError } from '../../model/errors.js';
import { EXIT_STATUS, type ExitStatus } from '../../model/exit-status.js';
import { historyFormat } from '../../settings/job/history-request.js';
import { oneOf } from '../../settings/parse-values.js';
import type { RawOptions } from '../../settings/raw-options.js';
import type { CliContext } from '../context.js';
import { saveArtefact } from '../report/save-artefact.js';

export interface ExportRequest {
  readonly path: string;
  readonly format: 'parquet' | 'csv';
  readonly table: Export;
}

/** @throws LogscanError `usage` */
export function exportRequest(raw: RawOptions): ExportRequest {
  const output = raw.value('output');
  if (output === null) throw usageError('history export: expected --output FILE; got none');
  const isCsv = raw.value('format') === null && /\.csv$/i.test(output.text);
  const table = raw.value('table');
  return {
    path: output.text,
    format: isCsv ? 'csv' : historyFormat(raw, 'export'),
    table: table === null ? EXPORTS[0] : oneOf(table, EXPORTS),
  };
}

export async function exportTo(
  history: History,
  { path, format, table }: ExportRequest,
  context: CliContext,
): Promise<ExitStatus> {
  const write = (file: string) => exportTable(history, table, format, file);
  await saveArtefact({ path, format: 'parquet', text: null, write }, context);
  return EXIT_STATUS.done;
}
