/**
 * Lines of a sample that are kept, to be read again with an option before it is advised: an option that changes nothing
 * is not advised.
 */
import type { LineFormat } from '../model/line-format.js';
import type { DateOrder, LineRules } from '../model/rules.js';
import { zoneNamesIn } from '../model/zone-abbreviations.js';
import { readLine } from '../reference/line.js';
import { compileFormat } from '../scan/custom-format/custom-format.js';
import { packedZone, TimeResolver } from '../scan/times.js';
import { type Zone, zoneOf } from '../time/zone.js';
import { comparedName } from './code-names.js';
import type { GivenOption } from './command.js';
import { readCustomLine } from './custom-line.js';
import { headerSearch } from './header-stats.js';

/** Bytes. The reference reads about a megabyte a second, and a trial is made several times. */
const MOST_BYTES = 64 * 1024;
const LONGEST = 8 * 1024;

export interface TrialContext {
  readonly rules: LineRules;
  readonly zone: Zone;
  /** The file says that its times are UTC. */
  readonly isUtc: boolean;
  readonly reference: number;
  /** The custom format, or null. */
  readonly format: LineFormat | null;
}

const NONE: ReadonlySet<number> = new Set();

/** What was read from one line. */
export interface TrialLine {
  /** Epoch milliseconds, or null. */
  readonly time: number | null;
  /** Codes that the line itself calls so, and codes that only the catalogue makes codes; each once. */
  readonly labelled: ReadonlySet<number>;
  readonly catalogueOnly: ReadonlySet<number>;
  /** Whether a date was passed over, or read in the other order, because it exists only in that. */
  readonly otherOrder: boolean;
}

export interface Change {
  readonly rules?: Partial<LineRules>;
  readonly zone?: Zone;
  readonly format?: LineFormat;
}

export class Trial {
  readonly #context: TrialContext;
  readonly #beginning: readonly string[];
  /** The kept lines, one character a byte. */
  readonly lines: string[] = [];
  /** Whether all lines that were given could be kept. */
  isWhole = true;
  /** Of all kept lines. */
  bytes = 0;
  #before: readonly TrialLine[] | null = null;

  /** `beginning`: the lines in which a header was looked for; it still grows. */
  constructor(context: TrialContext, beginning: readonly string[]) {
    this.#context = context;
    this.#beginning = beginning;
  }

  /** `line` has one character a byte. */
  keep(line: string): void {
    if (line.length > LONGEST || this.bytes + line.length > MOST_BYTES) {
      this.isWhole = false;
      return;
    }
    this.bytes += line.length;
    // A text of its own: a part of the sample's would keep all of it.
    this.lines.push(Buffer.from(line, 'latin1').toString('latin1'));
  }

  /** The lines as they are read without a change. */
  get before(): readonly TrialLine[] {
    this.#before ??= this.after({});
    return this.#before;
  }

  /** Drops what was read of the lines; it can be read again. */
  forget(): void {
    this.#before = null;
  }

  isChangedBy(change: Change): boolean {
    const after = this.after(change);
    return this.before.some((line, i) => !isSame(line, after[i]!));
  }

  /** The lines as they are read with a change. */
  after(change: Change): readonly TrialLine[] {
    const { isUtc, reference } = this.#context;
    const zone = change.zone ?? this.#context.zone;
    const zones = change.zone === undefined ? {} : { zones: zoneNamesIn(zone.name) };
    const rules = { ...this.#context.rules, ...zones, ...change.rules };
    const times = new TimeResolver(isUtc ? zoneOf('UTC') : zone, reference);
    const search = headerSearch(rules);
    for (const line of this.#beginning) if (!search.isDone) search.add(line);
    const format = change.format ?? this.#context.format;
    const form = format === null ? null : compileFormat(format, rules);
    return this.lines.map((line) => {
      const { timestamp, otherOrder, candidates } = readLine(Buffer.from(line, 'latin1'), rules, search.header);
      const custom = form === null ? null : readCustomLine(form, line);
      const stamp = custom?.time == null ? timestamp : form!.readTime(custom.time);
      const time = stamp === null ? null : times.instant(stamp.local, packedZone(stamp));
      const codes =
        custom?.codes == null ? codesOf(candidates) : { labelled: new Set(custom.codes), catalogueOnly: NONE };
      return { time, otherOrder, ...codes };
    });
  }
}

/** The change that options make together; null where none changes how lines are read. */
export function changeOf(options: readonly GivenOption[], context: TrialContext): Change | null {
  const parts = options.map((option) => partOf(option, options, context)).filter((part) => part !== null);
  if (parts.length === 0) return null;
  return Object.assign({}, ...parts, { rules: Object.assign({}, ...parts.map((part) => part.rules)) });
}

function partOf([name, value]: GivenOption, all: readonly GivenOption[], context: TrialContext): Change | null {
  const { rules, format } = context;
  const timeFormat = all.find(([other]) => other === 'time-format')?.[1] ?? null;
  switch (name) {
    case 'date-order':
      return { rules: { dateOrder: value as DateOrder } };
    case 'year':
      return { rules: { year: Number(value) } };
    case 'tz':
      return { zone: zoneOf(value!) };
    case 'labelled':
      return { rules: { labelled: true } };
    case 'code-key':
      return { rules: { codeKeys: [...rules.codeKeys, comparedName(value!)] } };
    case 'ignore-key':
      return { rules: { ignoreKeys: [...rules.ignoreKeys, comparedName(value!)] } };
    case 'pattern':
      return { format: { kind: 'pattern', pattern: value!, timeFormat } };
    case 'json-time': {
      const codePath = format?.kind === 'json' ? format.codePath : null;
      return { format: { kind: 'json', codePath, timePath: value, timeFormat: format?.timeFormat ?? null } };
    }
    default:
      return null;
  }
}

/** How many lines had a time before and have none after. */
export function lost(before: readonly TrialLine[], after: readonly TrialLine[]): number {
  return before.filter(({ time }, i) => time !== null && after[i]!.time === null).length;
}

function isSame(a: TrialLine, b: TrialLine): boolean {
  const list = ({ labelled, catalogueOnly }: TrialLine) => `${[...labelled]};${[...catalogueOnly]}`;
  return a.time === b.time && list(a) === list(b);
}

/** The codes of one line. One that the line calls a code anywhere does not count as the catalogue's alone. */
export function codesOf(
  candidates: readonly { code: number; accepted: boolean; labelled: boolean }[],
): Pick<TrialLine, 'labelled' | 'catalogueOnly'> {
  const accepted = candidates.filter((candidate) => candidate.accepted);
  const labelled = new Set(accepted.filter((candidate) => candidate.labelled).map(({ code }) => code));
  const catalogueOnly = new Set(accepted.map(({ code }) => code).filter((code) => !labelled.has(code)));
  return { labelled, catalogueOnly };
}
