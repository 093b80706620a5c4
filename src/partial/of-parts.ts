/** What was counted of parts of a plan, as a partial. */
import type { Tally } from '../aggregate/tally.js';
import { rangesOf } from '../model/number-ranges.js';
import { PARTIAL_SCHEMA, type PartialDocument, type PartialPart } from '../model/partial.js';
import { NOT_PLANNED, type PlanDocument } from '../model/source-plan.js';
import type { Producer } from '../model/summary.js';
import type { PartResult } from '../workers/scan-parts.js';
import { countsOf, headOf } from './tally-json.js';

/** @param digest of the plan */
export function partialOfParts(
  { timeZone, window, options }: PlanDocument,
  digest: string,
  producer: Producer,
  tally: Tally,
  results: readonly PartResult[],
): PartialDocument {
  const planned = results.map(({ part }) => part.number).filter((number) => number !== NOT_PLANNED);
  const numbers = [...new Set(planned)].sort((a, b) => a - b);
  const parts = results.map(partOf);
  return {
    ...{ schema: PARTIAL_SCHEMA, producer, plan: { digest, parts: rangesOf(numbers) } },
    ...{ timeZone, window, options, counts: countsOf(tally.data()), parts },
  };
}

function partOf({
  part,
  name,
  identity,
  bytes,
  lines,
  matchedLines,
  events,
  lastTime,
  undated,
  error,
}: PartResult): PartialPart {
  const isWhole = part.source.text === null;
  // What has come of a stream goes as far as it has come.
  const to = part.number === NOT_PLANNED ? part.from + bytes : part.to;
  return {
    name,
    ...{ size: identity?.size ?? null, digest: identity?.digest ?? null },
    ...(isWhole ? { from: 0, to: null } : { from: part.from, to }),
    ...{ bytes, lines, matchedLines, events },
    lastTime: Number.isNaN(lastTime) || isWhole ? null : lastTime,
    head: undated === null ? null : headOf(undated),
    error,
  };
}
