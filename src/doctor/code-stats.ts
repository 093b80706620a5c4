/** Statistics on codes: those taken, those not in the catalogue, and those refused, by rule. */
import type { Catalogue } from '../catalogue/catalogue.js';
import { FIRST_CODE } from '../model/code.js';
import type { LineRules } from '../model/rules.js';
import type { Candidate } from '../reference/candidates.js';
import { describeRules } from '../reference/describe.js';
import { CodeNames } from './code-names.js';
import { Contexts } from './contexts.js';
import type { CodeFacts, Excerpt } from './diagnosis.js';
import { around, excerptOf } from './excerpt.js';
import type { SampleLine } from './sample-lines.js';
import { codesOf } from './trial.js';

/** At most this many examples for each rule that refused numbers, each with another reason. */
const EXAMPLES = 3;
const MOST_CONTEXTS = 5;
/** Bytes before a number in which its name is searched for. */
const REACH = 256;

interface Refusals {
  count: number;
  readonly examples: (Excerpt & { code: number; reason: string })[];
}

export class CodeStats {
  readonly contexts = new Contexts();
  readonly names = new CodeNames();
  readonly #rules: LineRules;
  readonly #catalogue: Catalogue;
  #lines = 0;
  #labelled = 0;
  #catalogueOnly = 0;
  readonly #seen = new Map<number, { count: number; readonly example: Excerpt }>();
  readonly #refused = new Map<number, Refusals>();

  constructor(rules: LineRules, catalogue: Catalogue) {
    this.#rules = rules;
    this.#catalogue = catalogue;
  }

  add(line: SampleLine, candidates: readonly Candidate[]): void {
    if (candidates.length === 0) return;
    const { labelled, catalogueOnly } = codesOf(candidates);
    this.#labelled += labelled.size;
    this.#catalogueOnly += catalogueOnly.size;
    const taken = new Map<number, number>();
    for (const candidate of candidates) {
      const { accepted, code, offset } = candidate;
      if (accepted && !taken.has(code)) {
        taken.set(code, offset);
        if (catalogueOnly.has(code)) this.#countContext(line, candidate);
      }
      if (!accepted) this.#refuse(line, candidate);
      this.#countName(line, candidate);
    }
    this.#take(line, taken);
  }

  /** Adds codes that a custom format found. */
  addCustom(line: SampleLine, codes: readonly number[]): void {
    this.#labelled += new Set(codes).size;
    this.#take(line, new Map(codes.map((code) => [code, Math.max(0, line.bytes.indexOf(String(code)))])));
  }

  #take(line: SampleLine, codes: ReadonlyMap<number, number>): void {
    if (codes.size > 0) this.#lines += 1;
    for (const [code, offset] of codes) {
      const seen = this.#seen.get(code);
      if (seen !== undefined) seen.count += 1;
      else this.#seen.set(code, { count: 1, example: excerptOf(line, around(line.bytes, offset)) });
    }
  }

  #refuse(line: SampleLine, candidate: Candidate): void {
    const { rule, code, offset, reason } = candidate;
    let refusals = this.#refused.get(rule);
    if (refusals === undefined) {
      refusals = { count: 0, examples: [] };
      this.#refused.set(rule, refusals);
    }
    refusals.count += 1;
    const { examples } = refusals;
    if (examples.length < EXAMPLES && examples.every((example) => example.reason !== reason)) {
      examples.push({ ...excerptOf(line, around(line.bytes, offset)), code, reason });
    }
    if (rule === 5 && !this.#isKnown(code)) this.#countContext(line, candidate);
  }

  #countContext(line: SampleLine, { accepted, offset, name }: Candidate): void {
    const context = this.contexts.at(line.bytes, offset, name);
    if (context === null) return;
    context[accepted ? 'count' : 'unknown'] += 1;
    if (accepted) context.example ??= excerptOf(line, around(line.bytes, offset));
  }

  #countName({ bytes }: SampleLine, { accepted, labelled, rule, name, code, offset }: Candidate): void {
    if (name === null || labelled || rule < 4 || rule === 7) return;
    const before = bytes.slice(Math.max(0, offset - REACH), offset);
    // A number in brackets behind a program's name is a process id.
    if (before.endsWith(`${name}[`) || isPartOfName(before, name)) return;
    this.names.add(name, code, this.#isKnown(code), !accepted);
  }

  #isKnown(code: number): boolean {
    return this.#rules.known[code - FIRST_CODE] === 1;
  }

  facts(lines: number): CodeFacts {
    const seen = [...this.#seen].map(([code, { count, example }]) => {
      const { name, severity } = this.#catalogue.get(code);
      return { code, name, severity, known: this.#catalogue.has(code), count, example };
    });
    return {
      lines: this.#lines,
      share: lines === 0 ? null : this.#lines / lines,
      labelled: this.#labelled,
      catalogueOnly: this.#catalogueOnly,
      contexts: this.contexts.common
        .slice(0, MOST_CONTEXTS)
        .map(({ text, name, count, unknown, example }) => ({ text, name, count, unknown, example: example! })),
      seen: seen.sort((a, b) => b.count - a.count || a.code - b.code),
      refused: [...this.#refused]
        .map(([rule, { count, examples }]) => ({ rule, title: ruleTitle(rule), count, examples }))
        .sort((a, b) => a.rule - b.rule),
    };
  }
}

/** Whether a non-ASCII letter touches the name: then it is only a part of a name, which no option takes. */
function isPartOfName(before: string, name: string): boolean {
  const at = before.lastIndexOf(name);
  return at >= 0 && (isForeign(before[at - 1]) || isForeign(before[at + name.length]));
}

function isForeign(byte: string | undefined): boolean {
  return byte !== undefined && byte >= '\x80';
}

export function ruleTitle(rule: number): string {
  return describeRules().codeRules.find(({ number }) => number === rule)?.title ?? '';
}
