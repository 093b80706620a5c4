/** What a summary is compared with: an earlier document, or the equally long span before. */
import { readFile } from 'node:fs/promises';
import { compareSummaries } from '../../aggregate/compare.js';
import { parseJson } from '../../catalogue/json.js';
import type { Comparison } from '../../model/comparison.js';
import { usageError } from '../../model/errors.js';
import type { RunContext } from '../../model/plan.js';
import { SUMMARY_SCHEMA, type Summary } from '../../model/summary.js';
import { type Plan, runScan } from '../../pipeline.js';
import type { Typed } from '../typed.js';
import type { World } from '../world.js';

const PREVIOUS = 'previous';

/** Makes the comparison of what the run finds, once it has found it; null where none was asked for. */
export type Compare = (now: Summary) => Promise<Comparison>;

/** Checks and reads everything that can be before the run. @throws LogscanError `usage` */
export async function comparing(typed: Typed, plan: Plan, run: RunContext, world: World): Promise<Compare | null> {
  const given = typed.one('compare');
  if (given === null) return null;
  if (given.text !== PREVIOUS) {
    const before = await readSummary(given.text, given.label);
    return async (now) => compareSummaries(before, now, { label: given.text });
  }
  const { since } = plan;
  if (since === null) throw usageError(`${given.label} ${PREVIOUS}: expected with --since; got none`);
  if (plan.files.includes('-')) {
    throw usageError(`${given.label} ${PREVIOUS}: expected files, which can be read twice; got standard input`);
  }
  const start = since - ((plan.until ?? world.now()) - since);
  return async (now) => {
    const before = await runScan({ ...plan, since: start, until: since, groupKeys: [] }, { ...run, warn: () => {} });
    return compareSummaries(before, now, { label: 'the span before', starts: { before: start, now: since } });
  };
}

async function readSummary(file: string, label: string): Promise<Summary> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw usageError(`${label} ${file}: cannot be read: ${(error as Error).message}`);
  }
  const document = parseJson(text, file) as Partial<Summary> | null;
  if (document?.schema !== SUMMARY_SCHEMA) {
    throw usageError(
      `${file}: expected a summary document (${SUMMARY_SCHEMA}); got ${JSON.stringify(document?.schema)}`,
    );
  }
  return document as Summary;
}
