/** Metrics in Prometheus' text format. */
import { printable } from '../text/terminal.js';

type Labels = readonly (readonly [name: string, value: string])[];

export interface Sample {
  readonly labels: Labels;
  readonly value: number;
}

/** One metric with its samples. Samples with the same labels are added up, as the format allows each only once. */
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

  add(value: number | null, labels: Labels = []): this {
    if (value === null) return this;
    const text =
      labels.length === 0 ? '' : `{${labels.map(([name, text]) => `${name}="${labelValue(text)}"`).join(',')}}`;
    this.#samples.set(text, { labels, value: (this.#samples.get(text)?.value ?? 0) + value });
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
