/** Counts parts of a plan. */
import { newRunCounts } from '../aggregate/run-counts.js';
import { producerOf } from '../aggregate/summary-options.js';
import type { Catalogue } from '../catalogue/catalogue.js';
import type { PartialDocument } from '../model/partial.js';
import type { ScanPlan } from '../model/plan.js';
import { type PlanDocument, partsOf } from '../model/source-plan.js';
import type { Zone } from '../time/zone.js';
import { fileParts, sentParts } from '../workers/part-bytes.js';
import { countsPlanOf, scanJobOf } from '../workers/scan-job.js';
import { scanParts } from '../workers/scan-parts.js';
import { partialOfParts } from './of-parts.js';

/**
 * @param plan what the document says, as a plan of this program
 * @param from the numbers of the parts, whose files are read; or frames: see `part-frames.ts`
 * @throws LogscanError `usage` for a part that the plan does not have, `input` where frames are broken
 */
export async function runParts(
  plan: ScanPlan<Zone, Catalogue>,
  { document, digest }: { readonly document: PlanDocument; readonly digest: string },
  from: readonly number[] | AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<PartialDocument> {
  const parts = partsOf(document);
  const wanted = { evidence: null, lines: null, identifies: true, tunesV8: true };
  // Whether an event is in the future depends on when a part is counted.
  const job = scanJobOf(plan, [], wanted, Number.POSITIVE_INFINITY);
  const counts = await newRunCounts(countsPlanOf(job, plan.timeZone));
  const bytes = Symbol.asyncIterator in from ? sentParts(parts, from) : fileParts(parts, from);
  const results = await scanParts(job, plan.timeZone, counts, bytes, signal);
  return partialOfParts(document, digest, producerOf(plan.catalogue), counts.tally, results);
}
