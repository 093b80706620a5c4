/** One call, from its arguments to its exit status. Knows nothing of `process`. */
import { type ErrorCode, LogscanError } from '../model/errors.js';
import { layersOf } from '../settings/layers.js';
import type { CliContext } from './context.js';
import { fastParse } from './fast-parse.js';
import { interruptedStatus } from './interruption.js';

/** The only place that maps errors to exit statuses. */
const STATUS: Readonly<Record<ErrorCode, number>> = { 'not-found': 1, usage: 2, input: 3, output: 3, internal: 3 };

/** Never rejects for a LogscanError: it is told on standard error. */
export async function run(context: CliContext): Promise<number> {
  try {
    const parsed =
      (await fastParse(context.args, context.env)) ??
      (await (await import('./parse.js')).parse(context.args, context.env));
    if ('text' in parsed) {
      await context.stdout.write(parsed.text);
      return 0;
    }
    const layers = await layersOf(parsed.command.config, parsed.raw, context.env);
    const status = await parsed.command.run(parsed.raw.over(layers), context);
    return interruptedStatus(context.signal) ?? status;
  } catch (error) {
    if (!(error instanceof LogscanError)) throw error;
    context.warn(error.tip === null ? error.message : `${error.message}\ntip: ${error.tip}`);
    return interruptedStatus(context.signal) ?? STATUS[error.code];
  }
}
