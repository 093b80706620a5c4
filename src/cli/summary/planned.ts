/** `scan --plan`: parts of a plan, by its decisions alone; what the machine's configuration says counts for nothing. */
import { usageError } from '../../model/errors.js';
import { EXIT_STATUS, type ExitStatus } from '../../model/exit-status.js';
import { partsOf } from '../../model/source-plan.js';
import { runParts } from '../../partial/run-parts.js';
import { partNumbers } from '../../settings/plan/part-options.js';
import { planOf, readPlan } from '../../settings/plan/planned.js';
import type { RawOptions } from '../../settings/raw-options.js';
import type { RawValue } from '../../settings/raw-value.js';
import { sourceName } from '../../text/source-name.js';
import type { CliContext } from '../context.js';
import { outputsOf, PARTIAL, SummaryOutputs } from './outputs.js';

/** What may stand beside `--plan`: all else it has decided. */
const BESIDE = new Set(['plan', 'part', 'format', 'output', 'quiet', 'color', 'config', 'progress']);

export async function scanPlanned(file: RawValue, raw: RawOptions, context: CliContext): Promise<ExitStatus> {
  const other = raw.typed.find((name) => !BESIDE.has(name));
  if (other !== undefined) throw usageError(`--${other}: expected without --plan, which has decided it`);
  if (raw.operands.length > 0) throw usageError(`--plan: expected no FILE, which it names; got ${raw.operands[0]}`);
  const given = raw.typed.includes('format') ? raw.value('format') : null;
  const targets = raw.typed.includes('output')
    ? outputsOf(raw, given, [PARTIAL]).map((target) => ({ ...target, format: PARTIAL }) as const)
    : [{ format: PARTIAL, file: null } as const];
  if (given !== null && given.text !== PARTIAL)
    throw usageError(`${given.label}: expected ${PARTIAL} with --plan; got ${given.text}`);
  const wanted = raw.typed.includes('part') ? raw.list('part') : [];
  if (wanted.length === 0 && context.stdin.isTerminal) {
    throw usageError(`${file.label}: expected --part, or frames of parts on standard input; got a terminal`);
  }
  const read = await readPlan(file.text);
  const numbers = partNumbers(wanted, partsOf(read.document).length);
  const plan = await planOf(read);
  const opened = await SummaryOutputs.open(targets, context);
  try {
    const from = numbers.length > 0 ? numbers : context.stdin.open();
    const partial = await runParts(plan, read, from, context.signal);
    await opened.writePartial(partial);
    let hasFailed = false;
    for (const { name, error } of partial.parts) {
      if (error === null) continue;
      hasFailed = true;
      context.warn(`${sourceName(name)}: ${error}`);
    }
    return hasFailed ? EXIT_STATUS.incomplete : EXIT_STATUS.done;
  } finally {
    await opened.discard();
  }
}
