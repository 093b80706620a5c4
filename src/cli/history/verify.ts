/** `history verify`: whether a history agrees with itself. */
import type { History } from '../../history/history.js';
import { verify } from '../../history/verify.js';
import { EXIT_STATUS, type ExitStatus } from '../../model/exit-status.js';
import { printable } from '../../text/terminal.js';
import type { CliContext } from '../context.js';
import { tell } from '../print.js';

export async function runVerify({ db, file }: History, context: CliContext): Promise<ExitStatus> {
  const problems = await verify(db);
  const lines = problems.length === 0 ? [`${file}: all is well`] : problems;
  await tell(`${lines.map(printable).join('\n')}\n`, context);
  return problems.length === 0 ? EXIT_STATUS.done : EXIT_STATUS.negative;
}
