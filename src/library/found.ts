/** Summaries as the library gives them, and what is known of them beside the document. */
import type { Catalogue } from '../catalogue/catalogue.js';
import type { GroupTimes } from '../model/group-times.js';
import type { Summary } from '../model/summary.js';

/** What only the run knows that a summary came from. */
export interface RunFacts {
  /** Of the groups over time, by the rows of the summary. */
  readonly groupTimes: () => GroupTimes | null;
  /** By which its codes were classified. */
  readonly catalogue: Catalogue;
}

/** As long as somebody has the summary. */
const facts = new WeakMap<Summary, RunFacts>();

/** Objects that have all their fields, which those of a run do not, to save memory: somebody may copy them. */
export function plainSummary(summary: Summary, known: RunFacts | null = null): Summary {
  const plain = JSON.parse(JSON.stringify(summary)) as Summary;
  if (known !== null) facts.set(plain, known);
  return plain;
}

/** Null for a summary that was read from a file, or copied. */
export function factsOf(summary: Summary): RunFacts | null {
  return facts.get(summary) ?? null;
}
