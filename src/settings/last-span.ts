/** What `--last` means: a span before the newest event, which is known only when all was read. */

import { usageError } from '../model/errors.js';
import type { RunContext } from '../model/plan.js';
import { type Plan, runScan } from '../pipeline.js';
import { findInputs } from '../sources/inputs.js';
import { canReadAgain } from '../sources/read-twice.js';
import { sourceName } from '../text/source-name.js';

/**
 * The plan with the span that `--last` means, found by reading everything once before the run.
 * @param once whether the run can find the span by itself while it reads: a plan whose input cannot be read twice is then
 * returned as it is
 * @throws LogscanError `usage` for an input that cannot be read twice, without `once`
 */
export async function withLast(plan: Plan, run: RunContext, once: boolean): Promise<Plan> {
  if (plan.last === null) return plan;
  const name = await inputReadableOnce(plan);
  if (name === null) return decideLast(plan, run);
  if (once) return plan;
  throw usageError(
    `${plan.spanOptions}: expected files, which are read twice; got ${sourceName(name)}: --since does it with one look`,
  );
}

/** The name of the first input that cannot be read twice (`-` is standard input), or null. */
export async function inputReadableOnce({ files, recursive }: Plan): Promise<string | null> {
  const { inputs } = await findInputs(files, recursive);
  return inputs.find(({ name, error }) => error === null && !canReadAgain(name))?.name ?? null;
}

/** Reads everything once to find the newest event, before all filters: the plan with `last` decided as `since`. */
export async function decideLast(plan: Plan, run: RunContext): Promise<Plan> {
  if (plan.last === null) return plan;
  // Weeks, because nobody looks at the windows: few of them are crossed.
  const all = { since: null, until: null, codes: null, categories: null, severities: null, where: [], groupKeys: [] };
  const counting: Plan = { ...plan, ...all, window: { n: 1, unit: 'w' }, last: null, spanOptions: '' };
  const { totals } = await runScan(counting, { ...run, warn: () => {} });
  // Where no event has a time, none is in the span.
  const since = totals.last === null ? Number.POSITIVE_INFINITY : Date.parse(totals.last) - plan.last;
  return { ...plan, since, last: null };
}
