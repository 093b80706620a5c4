/** `--print-service`: this call, as what runs it by itself. */
import { resolve } from 'node:path';
import { windowsUser } from '../../job/schedule/print/task.js';
import { usageError } from '../../model/errors.js';
import { STDIN_NAME } from '../../text/source-name.js';
import { printService, type ServiceManager, serviceName } from '../../watch/service/index.js';
import type { LiveOptions } from './asked.js';

/** @throws LogscanError `usage` where it would read standard input, or a word of it cannot be written */
export function serviceText(
  manager: ServiceManager,
  { plan, file, context }: Pick<LiveOptions, 'plan' | 'file' | 'context'>,
): string {
  if (plan.files.includes(STDIN_NAME))
    throw usageError('--print-service: expected files, which a service can follow; got standard input');
  return printService(manager, {
    call: [...context.program, ...withoutService(context.args)],
    folder: resolve('.'),
    name: serviceName(file?.file ?? null),
    user: windowsUser(context.env),
    hasFile: file !== null,
  });
}

/** The arguments as they were typed, without the option that prints. */
function withoutService(args: readonly string[]): string[] {
  const end = args.indexOf('--');
  const options = end < 0 ? args : args.slice(0, end);
  const kept = options.filter((arg, i) => !arg.startsWith(`${OPTION}=`) && arg !== OPTION && options[i - 1] !== OPTION);
  return [...kept, ...(end < 0 ? [] : args.slice(end))];
}

const OPTION = '--print-service';
