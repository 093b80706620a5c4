/** What a run over whole sources has counted, as a partial. */
import type { Tally } from '../aggregate/tally.js';
import { PARTIAL_SCHEMA, type PartialDocument, type PartialPart } from '../model/partial.js';
import type { Summary } from '../model/summary.js';
import { type WindowChoice, windowName } from '../model/window.js';
import type { Input } from '../sources/inputs.js';
import { identityOfFile, identityOfMember, type SourceIdentity } from '../sources/source-digest.js';
import type { PieceResult } from '../workers/scan-job.js';
import { countsOf } from './tally-json.js';

/**
 * @param summary of the run, whose decisions and sources the partial has
 * @param window what was asked for
 * @param tally all events of the run, none of them open
 */
export function partialOfRun(
  { producer, timeZone, options, sources }: Summary,
  window: WindowChoice,
  tally: Tally,
  results: readonly PieceResult[],
  inputs: readonly Input[],
): PartialDocument {
  const matched = new Map<string, number>();
  const passed = new Map<string, SourceIdentity>();
  for (const { name, matchedLines, identity } of results) {
    matched.set(name, (matched.get(name) ?? 0) + matchedLines);
    if (identity !== null) passed.set(name, identity);
  }
  const identities = new Identities(inputs);
  const parts = sources.map(({ name, bytes, lines, events, error }): PartialPart => {
    const identity = passed.get(name) ?? identities.of(name);
    return {
      name,
      ...{ size: identity?.size ?? null, digest: identity?.digest ?? null },
      ...{ from: 0, to: null, bytes, lines, matchedLines: matched.get(name) ?? 0, events },
      ...{ lastTime: null, head: null, error },
    };
  });
  return {
    schema: PARTIAL_SCHEMA,
    producer,
    plan: null,
    timeZone,
    window: window === 'auto' ? window : windowName(window),
    options,
    counts: countsOf(tally.data()),
    parts,
  };
}

/** What files are, and members of archives: `logs.zip!/app.log`. */
class Identities {
  readonly #files: ReadonlySet<string>;
  readonly #known = new Map<string, SourceIdentity | null>();

  constructor(inputs: readonly Input[]) {
    this.#files = new Set(inputs.map(({ name }) => name));
  }

  of(source: string): SourceIdentity | null {
    if (this.#files.has(source)) return this.#file(source);
    for (let at = source.indexOf(MEMBER); at >= 0; at = source.indexOf(MEMBER, at + 1)) {
      const archive = source.slice(0, at);
      if (!this.#files.has(archive)) continue;
      const identity = this.#file(archive);
      return identity === null ? null : identityOfMember(identity, source.slice(at + MEMBER.length));
    }
    return null;
  }

  #file(name: string): SourceIdentity | null {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const identity = identityOfFile(name);
    this.#known.set(name, identity);
    return identity;
  }
}

const MEMBER = '!/';
