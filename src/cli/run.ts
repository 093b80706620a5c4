/** One call, from its arguments to its exit status. Knows nothing of `process`. */
import { LogscanError } from '../model/errors.js';
import { EXIT_STATUS } from '../model/exit-status.js';
import { layersOf } from '../settings/layers.js';
import { isOutOfMemory } from '../text/system-errors.js';
import { DEFAULT_COMMAND } from './commands.js';
import type { CliContext } from './context.js';
import { errorStatus, interruptedStatus } from './exit-status.js';
import { fastParse } from './fast-parse.js';
import { refuseMistypedCommand } from './mistyped.js';
import type { Parsed } from './parse.js';
import { print } from './print.js';

/** Never rejects for a LogscanError: its message goes to standard error. */
export async function run(context: CliContext): Promise<number> {
  try {
    const parsed = await parsedOf(context);
    if ('text' in parsed) {
      await print(parsed.text, context);
      return EXIT_STATUS.done;
    }
    if (parsed.name === DEFAULT_COMMAND && context.args[0] !== DEFAULT_COMMAND) {
      refuseMistypedCommand(parsed.raw.operands);
    }
    const { command } = parsed;
    let { raw } = parsed;
    try {
      raw = raw.withLayers(await layersOf(command.config, raw, context.env));
      const status = await command.run(raw, context);
      return interruptedStatus(context.signal) ?? status;
    } catch (error) {
      const { decide } = command;
      if (decide === undefined || !(error instanceof LogscanError) || error.code !== 'usage') throw error;
      // Loaded only here: most runs have no mistakes.
      const { everyMistake } = await import('./every-mistake.js');
      throw await everyMistake(error, raw, (raw) => decide(raw, context));
    }
  } catch (error) {
    if (isOutOfMemory(error)) {
      const limit = 'or too little of it is allowed (ulimit -v; WebAssembly needs some 10 GB of addresses)';
      context.warn(`there is not enough memory, ${limit}: ${(error as Error).message}`);
      return EXIT_STATUS.incomplete;
    }
    if (!(error instanceof LogscanError)) throw error;
    // Only what is wrong with a call or a file of the user's takes several lines.
    const [message, ...lines] = error.code === 'usage' ? error.message.split('\n') : [error.message];
    context.warn(message!, error.tip === null ? lines : [...lines, `tip: ${error.tip}`]);
    return interruptedStatus(context.signal) ?? errorStatus(error.code);
  }
}

/** `help` is `--help`, of a command where one follows. */
async function parsedOf({ args, env }: CliContext): Promise<Parsed> {
  const [first, ...rest] = args;
  const meant = first === 'help' ? [...rest, '--help'] : args;
  const plain = await fastParse(meant, env);
  if (plain !== null) return plain;
  if (meant.includes('-h')) {
    const text = await (await import('./short-help.js')).shortHelpOf(meant);
    if (text !== null) return { text };
  }
  return (await import('./parse.js')).parse(meant, env);
}
