/** `report --init`: writes a job file to start from. */

import { writeFile } from 'node:fs/promises';
import { JOB_TEMPLATE } from '../../job/template.js';
import { LogscanError, usageError } from '../../model/errors.js';
import { EXIT_STATUS, type ExitStatus } from '../../model/exit-status.js';
import { JOB_NAMES } from '../../settings/job/find-job.js';
import { writeReason } from '../../text/system-errors.js';
import { printable } from '../../text/terminal.js';
import type { CliContext } from '../context.js';
import { tell } from '../print.js';

export async function init(path: string, context: CliContext): Promise<ExitStatus> {
  try {
    await writeFile(path, JOB_TEMPLATE, { flag: 'wx' });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw usageError(`${path}: expected a new file; it is there already`);
    throw new LogscanError('output', `${path}: cannot be written: ${writeReason(error)}`);
  }
  const name = printable(path);
  const call = (JOB_NAMES as readonly string[]).includes(path) ? '' : ` --config ${name}`;
  await tell(
    `${name} is written. Edit inputs, tz and reports in it, then:\n` +
      `  ptk-logscan report${call} --dry-run    what it would read and write\n` +
      `  ptk-logscan report${call}              do it\n`,
    context,
  );
  return EXIT_STATUS.done;
}
