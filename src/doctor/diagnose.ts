/**
 * Reads samples of inputs and reports what was understood.
 *
 *     input ─▶ sample ─▶ lines ─▶ statistics: text, times, codes ─▶ facts ─▶ findings and command
 */
import pLimit from 'p-limit';
import type { Catalogue } from '../catalogue/catalogue.js';
import type { ScanPlan } from '../model/plan.js';
import { declaresUtc } from '../scan/source-head.js';
import { findInputs, type Input, reasonOf } from '../sources/inputs.js';
import { openSources } from '../sources/open.js';
import type { OpenSource } from '../sources/open-source.js';
import { thousands } from '../text/numbers.js';
import type { Zone } from '../time/zone.js';
import { commandOf, commandWords, type GivenOption, withAdvised } from './command.js';
import { DIAGNOSIS_SCHEMA, type Diagnosis, type SourceDiagnosis } from './diagnosis.js';
import { advise } from './findings.js';
import { proven } from './proof.js';
import { type Sample, sampleOf } from './sample.js';
import { SourceStats } from './source-stats.js';

export interface DiagnosisPlan {
  readonly scan: ScanPlan<Zone, Catalogue>;
  /** Options that were given: they become part of the advised command. */
  readonly given: readonly GivenOption[];
  readonly now: number;
  readonly signal: AbortSignal;
  warn(message: string): void;
}

export interface Diagnosed {
  readonly diagnosis: Diagnosis;
  /** The only line, where there is a single source with a single line; else null. */
  readonly onlyLine: string | null;
}

/** Bytes of the beginning in which the date order is looked for. */
const BEGINNING = 64 * 1024;
/**
 * A folder may have thousands of inputs, and a process may not have thousands of files open. This is the only place that
 * needs such a bound: everything else reads files one after the other, or one a thread.
 */
const OPEN_INPUTS = 4;
/** At most this many sources keep lines, for trying what others are advised: memory must not grow with their number. */
const KEPT_STATS = 100;
/** So many inputs, and members of an archive, are looked at: nobody reads more, and each takes 14 kB of memory. */
const MOST_SOURCES = 1000;

export async function diagnose(plan: DiagnosisPlan): Promise<Diagnosed> {
  const { scan, given } = plan;
  const { inputs, warnings } = await findInputs(scan.files, scan.recursive);
  for (const warning of warnings) plan.warn(warning);
  if (inputs.length > MOST_SOURCES) {
    plan.warn(
      `${thousands(inputs.length)} inputs: the first ${thousands(MOST_SOURCES)} were looked at; name the others`,
    );
  }
  const looked = inputs.slice(0, MOST_SOURCES);
  const limit = pLimit(OPEN_INPUTS);
  let kept = 0;
  const keep = (each: Examined): Examined => (++kept > KEPT_STATS ? { ...each, stats: null } : each);
  const all = (await Promise.all(looked.map((input) => limit(() => diagnoseInput(input, plan, keep))))).flat();
  const sources = all.map(({ source }) => source);
  const advised = all.map(({ options }) => options);
  const onlyLine = all.length === 1 ? all[0]!.onlyLine : null;
  // An option that some sources need and that changes nothing for the others is advised for all.
  const wanted = new Map(advised.flat());
  const agree =
    advised.flat().every(([name, value]) => wanted.get(name) === value) &&
    all.every(({ options, stats }) =>
      [...wanted].every((option) => options.some(([name]) => name === option[0]) || !mayChange(stats, option)),
    );
  const switches = scan.recursive ? ['recursive'] : [];
  const command = agree ? commandOf(withAdvised(given, [...wanted]), switches, scan.files) : null;
  return { diagnosis: { schema: DIAGNOSIS_SCHEMA, timeZone: scan.timeZone.name, sources, command }, onlyLine };
}

interface Examined {
  readonly source: SourceDiagnosis;
  readonly options: GivenOption[];
  /** Null where enough other sources are kept. */
  readonly stats: SourceStats | null;
  readonly onlyLine: string | null;
}

/** Whether an option that another source was advised may change how this one is read. */
function mayChange(stats: SourceStats | null, option: GivenOption): boolean {
  return stats === null || stats.isChangedBy(option);
}

/** One source, or each member of an archive. */
async function diagnoseInput(
  input: Input,
  plan: DiagnosisPlan,
  keep: (examined: Examined) => Examined,
): Promise<Examined[]> {
  const all: Examined[] = [];
  const add = (opened: Opened) => all.push(keep(diagnoseSource(input, opened, plan)));
  if (input.error !== null) add({ name: input.name, sample: NOTHING, source: null, error: input.error });
  else {
    try {
      for await (const source of openSources(input.name, () => plan.signal)) {
        add(await sampled(source, plan.signal));
        if (plan.signal.aborted) break;
        if (all.length < MOST_SOURCES) continue;
        plan.warn(`${input.name}: the first ${thousands(MOST_SOURCES)} members were looked at`);
        break;
      }
    } catch (error) {
      add({ name: input.name, sample: NOTHING, source: null, error: reasonOf(error) });
    }
  }
  return all;
}

function diagnoseSource(input: Input, opened: Opened, plan: DiagnosisPlan): Examined {
  const { scan, given } = plan;
  const { sample } = opened;
  const modified = opened.source?.modified ?? null;
  const stats = new SourceStats(
    {
      rules: scan.rules,
      zone: scan.timeZone,
      zoneIsGiven: given.some(([name]) => name === 'tz'),
      isUtc: sample.parts.length > 0 && declaresUtc(sample.parts[0]!.bytes),
      reference: modified ?? plan.now,
      clocks: { now: plan.now, modified },
      format: scan.format,
    },
    scan.catalogue,
  );
  stats.isWholeSample = sample.whole;
  const parts = sample.parts
    .map((part) => ({ offset: part.offset, bytes: part.bytes.length, lines: stats.addPart(part) }))
    .filter(({ bytes }) => bytes > 0);
  const facts = {
    name: opened.name,
    error: opened.error,
    text: stats.text.facts(opened.source),
    sample: {
      whole: sample.whole,
      bytes: parts.reduce((sum, { bytes }) => sum + bytes, 0),
      lines: stats.lines,
      longLines: stats.longLines,
      parts,
      totalBytes: sample.totalBytes,
    },
    header: stats.header.facts,
    times: stats.times.facts,
    codes: stats.codes.facts(stats.lines),
    form: stats.form,
  };
  const beginning = sample.parts[0]?.bytes.toString('latin1', 0, BEGINNING) ?? '';
  const { findings, options: advised } =
    opened.error !== null && stats.lines === 0 ? { findings: [], options: [] } : advise(facts, stats, beginning);
  const options = proven([...new Map(advised)], stats);
  const useless = advised.filter(([name]) => options.every(([other]) => other !== name));
  if (useless.length > 0)
    findings.push(`${commandWords(useless)} would change no event of it, so it is left out of what to run.`);
  const command = commandOf(withAdvised(given, options), [], [input.name]);
  const onlyLine = sample.whole && stats.lines === 1 ? sample.parts[0]!.bytes.toString('latin1') : null;
  return { source: { ...facts, findings, command }, options, stats, onlyLine };
}

interface Opened {
  readonly name: string;
  readonly sample: Sample;
  /** Closed by now; null where it could not be opened. */
  readonly source: OpenSource | null;
  readonly error: string | null;
}

const NOTHING: Sample = { parts: [], whole: false, totalBytes: null, failure: null };

async function sampled(source: OpenSource, signal: AbortSignal): Promise<Opened> {
  const sample = await sampleOf(source, signal);
  return { name: source.name, sample, source, error: sample.failure === null ? null : reasonOf(sample.failure) };
}
