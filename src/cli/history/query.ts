/** `history query`: the rows of a query of the user's own, as they come. */
import type { History } from '../../history/history.js';
import { addMeanings } from '../../history/meanings.js';
import { query } from '../../history/query.js';
import { EXIT_STATUS, type ExitStatus } from '../../model/exit-status.js';
import type { Plan } from '../../pipeline.js';
import type { CliContext } from '../context.js';
import { print, printData } from '../print.js';
import { type RowFormat, rowRenderer } from './row-renderer.js';

export async function runQuery(
  history: History,
  sql: string,
  format: RowFormat,
  catalogue: Plan['catalogue'],
  context: CliContext,
): Promise<ExitStatus> {
  await addMeanings(history, catalogue.all(), (code) => catalogue.get(code));
  const render = rowRenderer(format);
  const write = format === 'table' ? print : printData;
  await query(history, sql, async (rows, names) => {
    const text = render(rows, names);
    if (text !== '') await write(text, context);
  });
  return EXIT_STATUS.done;
}
