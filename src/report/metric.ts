/** Metrics in Prometheus' text format. */
import { printable } from '../text/terminal.js';

type Labels = readonly (readonly [name: string, value: string])[];

export interface Sample {
  readonly labels: Labels;
  readonly value: number;
}

/** What becomes of values whose labels come out the same, as the format allows each only once. */
const JOINS = {
  sum: (a: number, b: number) => a + b,
  /** Of what is 1 where it holds of all. */
  least: Math.min,
  /** Of what is 1 where it holds of any. */
  most: Math.max,
} as const;

/** One metric with its samples. */
export class Metric {
  readonly name: string;
  readonly help: string;
  readonly type: 'gauge' | 'counter';
  readonly #samples = new Map<string, Sample>();

  /** @param type a `counter` never goes down, and its name ends in `_total` */
  constructor(name: string, help: string, type: 'gauge' | 'counter' = 'gauge') {
    this.name = `ptk_logscan_${name}`;
    this.help = help;
    this.type = type;
  }

  add(value: number | null, labels: Labels = [], join: keyof typeof JOINS = 'sum'): this {
    if (value === null) return this;
    const text =
      labels.length === 0 ? '' : `{${labels.map(([name, text]) => `${name}="${labelValue(text)}"`).join(',')}}`;
    const known = this.#samples.get(text);
    this.#samples.set(text, { labels, value: known === undefined ? value : JOINS[join](known.value, value) });
    return this;
  }

  get samples(): Iterable<Sample> {
    return this.#samples.values();
  }

  *text(): Iterable<string> {
    if (this.#samples.size === 0) return;
    yield `# HELP ${this.name} ${this.help}\n# TYPE ${this.name} ${this.type}\n`;
    for (const [labels, { value }] of this.#samples) yield `${this.name}${labels} ${value}\n`;
  }
}

/** `by_tenant` for `tenant`: letters, digits and underscores only, each name once. */
export function labelNames(keys: readonly string[]): string[] {
  const names: string[] = [];
  for (const key of keys) {
    let name = `by_${key.replace(/[^a-zA-Z0-9_]/g, '_')}`;
    while (names.includes(name)) name += '_';
    names.push(name);
  }
  return names;
}

/** Escapes backslash and quote. Line breaks and control characters are removed. */
function labelValue(text: string): string {
  return printable(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"');
}
