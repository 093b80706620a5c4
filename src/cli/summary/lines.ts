/** Lines of the log beside a summary: which are kept, which are shown, and the call that tells whom errors hit. */
import type { LineCounts } from '../../aggregate/run-counts.js';
import type { KeptLine, LinesByCode } from '../../model/kept-line.js';
import type { Summary } from '../../model/summary.js';
import { isForPeople } from '../../report/formats.js';
import type { RenderOptions } from '../../report/options.js';
import type { OptionTable } from '../../settings/option.js';
import { wholeNumber } from '../../settings/parse-values.js';
import type { RawOptions } from '../../settings/raw-options.js';
import type { CliContext } from '../context.js';

export const LINES_OPTION: OptionTable = {
  lines: {
    describe: 'show N lines of the log for each error code, 0 to 5: of its first and its latest events',
    default: 'what fits on a terminal, none in a document',
    group: 'Output:',
  },
};

const MOST = 5;

export interface LinesChoice {
  /** Null: no form shows any. */
  readonly kept: LineCounts | null;
  /** How many are asked for; null: not said. */
  readonly asked: number | null;
}

/** @throws LogscanError `usage` */
export function linesOf(raw: RawOptions, formats: readonly string[]): LinesChoice {
  const given = raw.value('lines');
  const asked = given === null ? null : wholeNumber(given, 0, MOST);
  if (!formats.some((format) => isForPeople(format) || format === 'html')) return { kept: null, asked };
  const { earliest, latest } = split(asked ?? 0);
  return { kept: { earliest: Math.max(1, earliest), latest: Math.max(1, latest) }, asked };
}

/** Of one line it is the latest, and of two the first and the latest. */
function split(n: number): LineCounts {
  return { earliest: Math.floor(n / 2), latest: Math.ceil(n / 2) };
}

/** Without being asked for, a terminal shows the latest line of these codes of the conclusion. */
const MOST_UNASKED = 3;

interface ShownLines {
  /** In each form that has lines. */
  readonly documents: Pick<RenderOptions, 'lines'>;
  /** In the table on a terminal. */
  readonly terminal: Pick<RenderOptions, 'lines'>;
}

/** Lines are in a document only where they were asked for. */
export function shownLines(summary: Summary, lines: LinesByCode, asked: number | null): ShownLines {
  if (asked === 0) return { documents: {}, terminal: {} };
  const { earliest, latest } = split(asked ?? 1);
  const some = (all: readonly KeptLine[]) =>
    all.length <= earliest + latest ? all : [...all.slice(0, earliest), ...all.slice(all.length - latest)];
  const shown = new Map([...lines].map(([code, all]) => [code, some(all)]));
  if (asked !== null) return { documents: { lines: shown }, terminal: {} };
  const concluded = [...new Set(summary.findings.flatMap(({ codes }) => codes))].slice(0, MOST_UNASKED);
  return { documents: {}, terminal: { lines: new Map(concluded.map((code) => [code, shown.get(code) ?? []])) } };
}

/** How to find out whom the errors of the findings hit; nothing where the summary says so, or no line does. */
export async function whomHint(
  summary: Summary,
  lines: LinesByCode,
  context: CliContext,
): Promise<Pick<RenderOptions, 'whom'>> {
  if (summary.groups !== undefined) return {};
  const codes = new Set(summary.findings.flatMap((finding) => finding.codes));
  const texts = [...codes].flatMap((code) => (lines.get(code) ?? []).map(({ text }) => text));
  if (texts.length === 0) return {};
  const { whomKey } = await import('../../scan/whom-key.js');
  const key = whomKey(texts);
  return key === null ? {} : { whom: { key, command: await commandWith(context.args, key, summary) } };
}

/** What was typed, and the key. A pipe's beginning is not known to the program. */
async function commandWith(args: readonly string[], key: string, { sources }: Summary): Promise<string> {
  const { shellWord } = await import('../../text/shell-word.js');
  const typed = ['ptk-logscan', ...args.map((word) => shellWord(word)), '--by', key].join(' ');
  return sources.some(({ name }) => name === '-') ? `… | ${typed}` : typed;
}
