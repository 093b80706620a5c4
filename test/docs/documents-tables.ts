/** The tables of docs/documents.md that the program itself says: its schemas, metrics and exit statuses. */
import { publishedSchema, SCHEMAS } from '../../build/schemas.mjs';
import { BUILT_IN } from '../../src/catalogue/catalogue.js';
import { COMMANDS } from '../../src/cli/commands.js';
import { EXIT_STATUS, type ExitName } from '../../src/model/exit-status.js';
import { renderPrometheus } from '../../src/report/prometheus.js';
import { type Measured, metricsText } from '../../src/serve/metrics.js';
import { aReport, compared, HOSTILE } from '../report/a-report.js';
import { familiesOf } from '../report/exposition.js';

/** A live run with something of everything. */
export const MEASURED: Measured = {
  totals: {
    ...{ sources: 2, bytes: 900, lines: 30, events: 3, errors: 1, late: 1, newest: 1_700_000_000_000 },
    watermark: 1_700_000_000_000,
    failures: new Map([
      [HOSTILE, 'gone'],
      [`${HOSTILE}\x07`, 'gone'],
    ]),
    gaps: ['x'],
  },
  counters: {
    codes: new Map([
      [107000, 2],
      [109004, 1],
    ]),
    groups: [
      { values: ['acme', HOSTILE], events: 2, errors: 1 },
      { values: [null, null], events: 1, errors: 0 },
    ],
    readErrors: 1,
  },
  catalogue: BUILT_IN,
  groupKeys: ['tenant', 'segment'],
  alerts: [
    { rule: 'Errors', isFiring: true, fired: 2 },
    { rule: 'Errors\x07', isFiring: true, fired: 1 },
  ],
  clients: 1,
  dropped: 0,
  now: 1_700_000_060_000,
};

const row = (...cells: readonly string[]) => `| ${cells.join(' | ')} |`;
const code = (text: string) => `\`${text}\``;

/** A row for each metric of a text in Prometheus' format. */
function metricRows(text: string): string[] {
  return familiesOf(text).map(({ name, type, help, samples }) => {
    const labels = Object.keys(samples[0]!.labels);
    // Those of the keys of `--by`, of which the text has two.
    const own = labels.filter((label) => !label.startsWith('by_'));
    const named = [...own.map(code), ...(own.length < labels.length ? [`${code('by_KEY')} for each key`] : [])];
    return row(code(name), type, named.join(' '), help);
  });
}

const METRICS_HEAD = [row('metric', 'type', 'labels', 'meaning'), row('---', '---', '---', '---')];

export function summaryMetrics(): string {
  return [...METRICS_HEAD, ...metricRows([...renderPrometheus(aReport(), compared())].join(''))].join('\n');
}

export function liveMetrics(): string {
  return [...METRICS_HEAD, ...metricRows(metricsText(MEASURED))].join('\n');
}

/** The commands and what their statuses mean. */
export async function exitTable(): Promise<string> {
  const names = Object.keys(EXIT_STATUS) as ExitName[];
  const commands = await Promise.all(
    Object.entries(COMMANDS).map(async ([name, { load }]) => {
      const { exits } = (await load()).command;
      return row(code(name), ...names.map((each) => (exits[each] ?? '').replaceAll(/--[a-z-]+/g, code)));
    }),
  );
  return [
    row('command', ...names.map((each) => String(EXIT_STATUS[each]))),
    row('---', ...names.map(() => '---')),
    ...commands,
  ].join('\n');
}

/** Each schema with what its document is. */
export function schemaRows(): string[] {
  return Object.keys(SCHEMAS).map((name) => {
    const { properties = {}, definitions = {} } = publishedSchema(name);
    const { schema } = (properties.schema === undefined ? definitions.file?.properties : properties) ?? {};
    const kind = (schema as { readonly const?: string } | undefined)?.const;
    return `${kind === undefined ? '' : `${code(kind)} `}${code(`${name}.schema.json`)}`;
  });
}
