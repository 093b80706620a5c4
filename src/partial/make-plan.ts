/** Makes the plan of a scan: what was decided, what the sources are, and how they are cut. */
import { producerOf, summaryOptions } from '../aggregate/summary-options.js';
import { BUILT_IN, type Catalogue } from '../catalogue/catalogue.js';
import { usageError } from '../model/errors.js';
import type { ScanPlan } from '../model/plan.js';
import type { LineRules } from '../model/rules.js';
import { PLAN_SCHEMA, type PlanDocument, type PlannedSource, type SourceFacts } from '../model/source-plan.js';
import { windowName } from '../model/window.js';
import { HEADER_SEARCH_BYTES, headerFinder } from '../scan/find-header.js';
import { declaresUtc } from '../scan/source-head.js';
import { formatOf } from '../sources/format.js';
import { EDGE_BYTES, identityOfEdges } from '../sources/source-digest.js';
import type { Zone } from '../time/zone.js';

export interface PlanOptions {
  /** Plain texts of more bytes are cut into parts of at most so many. */
  readonly partBytes: number;
  /** Whether logs of the same size and content are planned each. */
  readonly allowsSame: boolean;
}

/**
 * @param plan what was decided; its files are not looked at
 * @throws LogscanError `usage` for two sources of one name, or of the same content
 */
export function makePlan(
  plan: ScanPlan<Zone, Catalogue>,
  sources: Iterable<SourceFacts>,
  { partBytes, allowsSame }: PlanOptions,
): PlanDocument {
  const { timeZone, window, catalogue, rules } = plan;
  const planned: PlannedSource[] = [];
  for (const facts of sources) planned.push(plannedSource(facts, rules, partBytes));
  refuseTwice(planned, allowsSame);
  return {
    schema: PLAN_SCHEMA,
    producer: producerOf(catalogue),
    timeZone: timeZone.name,
    window: window === 'auto' ? window : windowName(window),
    options: summaryOptions(plan),
    catalogue: catalogue === BUILT_IN ? null : catalogue.all(),
    sources: planned,
  };
}

function refuseTwice(sources: readonly PlannedSource[], allowsSame: boolean): void {
  const [names, digests] = [new Set<string>(), new Map<string, string>()];
  for (const { name, digest, size } of sources) {
    if (names.has(name)) throw usageError(`${name}: expected once; got two sources of that name`);
    names.add(name);
    if (allowsSame || digest === null || size === 0) continue;
    const other = digests.get(digest);
    if (other !== undefined) {
      throw usageError(
        `${name}: has the same size and content as ${other}: expected each log once`,
        'where they are two logs that are alike, --allow-same plans both',
      );
    }
    digests.set(digest, name);
  }
}

function plannedSource(
  { name, size, modified, head, tail }: SourceFacts,
  rules: LineRules,
  partBytes: number,
): PlannedSource {
  const edge = Math.min(EDGE_BYTES, size ?? 0);
  const isKnown = size !== null && tail !== null && head.length >= edge && tail.length >= edge;
  const digest = isKnown
    ? identityOfEdges(size, head.subarray(0, edge), tail.subarray(tail.length - edge)).digest
    : null;
  const whole: PlannedSource = { name, size, digest, modified, text: null, parts: [0] };
  const format = formatOf(head);
  // What a part from the middle needs to know stands in the head; and its text must be told from others by its digest.
  if (size === null || digest === null || format.kind !== 'text' || size <= partBytes) return whole;
  const count = Math.ceil(size / partBytes);
  return {
    ...whole,
    text: {
      mark: format.mark,
      utc: declaresUtc(head.subarray(format.mark)),
      head: headerOf(head.subarray(format.mark, format.mark + HEADER_SEARCH_BYTES), rules),
    },
    parts: Array.from({ length: count }, (_, i) => Math.floor((size * i) / count)),
  };
}

/**
 * The first lines up to the one that names columns, in base64; null: none does. Also for a custom format: lines that it
 * does not read go by the ordinary rules.
 */
function headerOf(head: Uint8Array, rules: LineRules): string | null {
  const end = head.lastIndexOf(LF) + 1;
  if (end === 0) return null;
  const found = headerFinder(rules)(head.subarray(0, end));
  return found === null || found === 'later' ? null : Buffer.from(head.subarray(0, found.end)).toString('base64');
}

const LF = 10;
