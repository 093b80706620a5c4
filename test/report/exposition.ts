/** Prometheus' text format by its rules (version 0.0.4), stricter than its parsers: what they would take in silence is a fault. */

export interface Family {
  readonly name: string;
  readonly type: string;
  readonly help: string;
  readonly samples: { readonly labels: Readonly<Record<string, string>>; readonly value: number }[];
}

const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const LABEL = String.raw`([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"`;
const SAMPLE = new RegExp(String.raw`^(${NAME})(?:\{((?:${LABEL},)*${LABEL})\})? (-?[0-9][0-9.e+-]*)$`);

/** @throws Error for the first line that is not as the format has it */
export function familiesOf(text: string): Family[] {
  const families: Family[] = [];
  const fault = (line: string, expected: string) => new Error(`expected ${expected}; got ${JSON.stringify(line)}`);
  if (text !== '' && !text.endsWith('\n')) throw fault(text.slice(-40), 'a line end at the end');
  let help: { readonly name: string; readonly text: string } | null = null;
  let series = new Set<string>();
  for (const line of text.split('\n').slice(0, -1)) {
    const comment = new RegExp(`^# (HELP|TYPE) (${NAME}) (.+)$`).exec(line);
    if (comment !== null) {
      const [, kind, name, rest] = comment as unknown as [string, string, string, string];
      if (kind === 'HELP') {
        if (help !== null || families.at(-1)?.samples.length === 0) throw fault(line, 'samples of what came before');
        if (families.some((family) => family.name === name)) throw fault(line, 'each metric once');
        if (/\\(?![\\n])/.test(rest)) throw fault(line, 'a help that is escaped');
        help = { name, text: rest };
      } else {
        if (help?.name !== name) throw fault(line, 'its help directly before it');
        if (rest !== 'gauge' && rest !== 'counter') throw fault(line, 'a type');
        if ((rest === 'counter') !== name.endsWith('_total'))
          throw fault(line, 'a name that ends in _total for counters alone');
        families.push({ name, type: rest, help: help.text, samples: [] });
        help = null;
        series = new Set();
      }
      continue;
    }
    const found = SAMPLE.exec(line);
    const family = families.at(-1);
    if (found === null || help !== null || family === undefined || family.name !== found[1])
      throw fault(line, 'a sample of the metric above it');
    const labels = Object.fromEntries(
      [...(found[2] ?? '').matchAll(new RegExp(LABEL, 'g'))].map(([, name, value]) => [name!, unescaped(value!)]),
    );
    const key = JSON.stringify(Object.entries(labels).sort());
    if (series.has(key)) throw fault(line, 'each series once');
    if (Object.keys(labels).some((name) => name.startsWith('__')))
      throw fault(line, 'names of labels that are not reserved');
    const value = Number(found.at(-1));
    if (Number.isNaN(value) || (family.type === 'counter' && value < 0)) throw fault(line, 'a value');
    series.add(key);
    family.samples.push({ labels, value });
  }
  if (help !== null || families.at(-1)?.samples.length === 0) throw new Error('expected samples at the end; got none');
  return families;
}

function unescaped(value: string): string {
  return value.replace(/\\(.)/g, (_, sign: string) => (sign === 'n' ? '\n' : sign));
}
