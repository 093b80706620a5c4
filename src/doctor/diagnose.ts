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
import { type ExaminedSource, ExaminedSources } from './examined-sources.js';
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
const INPUTS_AT_ONCE = 8;
export async function diagnose(plan: DiagnosisPlan): Promise<Diagnosed> {
  const { scan, given } = plan;
  const { inputs, warnings } = await findInputs(scan.files, scan.recursive);
  for (const warning of warnings) plan.warn(warning);
  const limit = pLimit(OPEN_INPUTS);
  const examined = new ExaminedSources();
  // Some at a time, because an input may have any number of sources.
  for (let next = 0; next < inputs.length && examined.isWhole; next += INPUTS_AT_ONCE) {
    const some = inputs.slice(next, next + INPUTS_AT_ONCE);
    const found = await Promise.all(some.map((input) => limit(() => examineInput(input, plan))));
    for (const { all, isWhole } of found) {
      for (const each of all) examined.add(each);
      if (!isWhole) examined.isWhole = false;
    }
  }
  const { all, isWhole } = examined;
  if (!isWhole) plan.warn(`there are more sources than the ${thousands(all.length)} that were looked at`);
  const sources = all.map(({ source }) => source);
  const advised = all.map(({ options }) => options);
  const onlyLine = all.length === 1 ? all[0]!.onlyLine : null;
  // An option that some sources need and that changes nothing for the others is advised for all.
  const wanted = new Map(advised.flat());
  const agree =
    advised.flat().every(([name, value]) => wanted.get(name) === value) &&
    all.every(({ options, lines }) => {
      const others = [...wanted].filter(([wantedName]) => options.every(([name]) => name !== wantedName));
      return others.length === 0 || lines?.areChangedBy(others) === false;
    });
  const switches = scan.recursive ? ['recursive'] : [];
  const command = agree ? commandOf(withAdvised(given, [...wanted]), switches, scan.files) : null;
  const { name: timeZone } = scan.timeZone;
  return { diagnosis: { schema: DIAGNOSIS_SCHEMA, timeZone, sources, whole: isWhole, command }, onlyLine };
}

/** One source, or each member of an archive. */
async function examineInput(input: Input, plan: DiagnosisPlan): Promise<ExaminedSources> {
  const examined = new ExaminedSources();
  const add = (opened: Opened) => examined.add(examineSource(input, opened, plan));
  if (input.error !== null) add({ name: input.name, sample: NOTHING, source: null, error: input.error });
  else {
    try {
      for await (const source of openSources(input.name, () => plan.signal)) {
        add(await sampled(source, plan.signal));
        if (plan.signal.aborted || !examined.isWhole) break;
      }
    } catch (error) {
      add({ name: input.name, sample: NOTHING, source: null, error: reasonOf(error) });
    }
  }
  return examined;
}

function examineSource(input: Input, opened: Opened, plan: DiagnosisPlan): ExaminedSource {
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
    keys: stats.keys.facts(),
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
  // With texts of its own: V8 makes a part of a text as a reference into it, and an excerpt would keep its whole sample.
  const text = JSON.stringify({ ...facts, findings, command } satisfies SourceDiagnosis);
  return { source: JSON.parse(text), options, size: text.length, lines: stats.keptLines, onlyLine };
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
