/** What the lines say of codes: those taken, those unknown, and those refused, with the rule. */
import type { Catalogue } from '../catalogue/catalogue.js';
import type { LineRules } from '../model/rules.js';
import { describeRules } from '../reference/describe.js';
import { readLine } from '../reference/line.js';
import type { CodeFacts, Place } from './diagnosis.js';
import { around, placeOf } from './excerpt.js';
import type { SampleLine } from './sample-lines.js';

/** Examples that are kept of what one rule refused, each with another reason. */
const EXAMPLES = 3;
/** How a terminal's colours are set (ECMA-48, SGR), right before a number. */
const COLOUR = /\x1b\[[\d;]*m$/;

interface Refusals {
  count: number;
  readonly examples: (Place & { code: number; reason: string })[];
}

export class CodeExam {
  readonly #rules: LineRules;
  readonly #catalogue: Catalogue;
  #lines = 0;
  readonly #seen = new Map<number, { count: number; readonly example: Place }>();
  /** Numbers that nothing but a terminal's colour sequence touches. */
  coloured = 0;
  readonly #refused = new Map<number, Refusals>();

  constructor(rules: LineRules, catalogue: Catalogue) {
    this.#rules = rules;
    this.#catalogue = catalogue;
  }

  add(line: SampleLine): void {
    const taken = new Map<number, number>();
    for (const { accepted, code, offset, rule, reason } of readLine(Buffer.from(line.bytes, 'latin1'), this.#rules)
      .candidates) {
      if (accepted) {
        if (!taken.has(code)) taken.set(code, offset);
      } else {
        if (rule === 1 && COLOUR.test(line.bytes.slice(Math.max(0, offset - 20), offset))) this.coloured += 1;
        this.#refuse(line, rule, code, offset, reason);
      }
    }
    this.#take(line, taken);
  }

  /** Codes that a form of the user's own found. */
  addOwn(line: SampleLine, codes: readonly number[]): void {
    this.#take(line, new Map(codes.map((code) => [code, Math.max(0, line.bytes.indexOf(String(code)))])));
  }

  #take(line: SampleLine, codes: ReadonlyMap<number, number>): void {
    if (codes.size > 0) this.#lines += 1;
    for (const [code, offset] of codes) {
      const seen = this.#seen.get(code);
      if (seen !== undefined) seen.count += 1;
      else this.#seen.set(code, { count: 1, example: placeOf(line, around(line.bytes, offset)) });
    }
  }

  #refuse(line: SampleLine, rule: number, code: number, offset: number, reason: string): void {
    let refusals = this.#refused.get(rule);
    if (refusals === undefined) {
      refusals = { count: 0, examples: [] };
      this.#refused.set(rule, refusals);
    }
    refusals.count += 1;
    const { examples } = refusals;
    if (examples.length < EXAMPLES && examples.every((example) => example.reason !== reason)) {
      examples.push({ ...placeOf(line, around(line.bytes, offset)), code, reason });
    }
  }

  facts(lines: number): CodeFacts {
    const seen = [...this.#seen].map(([code, { count, example }]) => {
      const { name, severity } = this.#catalogue.get(code);
      return { code, name, severity, known: this.#catalogue.has(code), count, example };
    });
    return {
      lines: this.#lines,
      share: lines === 0 ? null : this.#lines / lines,
      seen: seen.sort((a, b) => b.count - a.count || a.code - b.code),
      refused: [...this.#refused]
        .map(([rule, { count, examples }]) => ({ rule, title: ruleTitle(rule), count, examples }))
        .sort((a, b) => a.rule - b.rule),
    };
  }
}

export function ruleTitle(rule: number): string {
  return describeRules().codeRules.find(({ number }) => number === rule)?.title ?? '';
}
