/** From a job file to a job: every mistake is named with its line and path, and nothing else is read. */
import { createHash } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import type { Catalogue } from '../../catalogue/catalogue.js';
import { DEFAULT_SIGNIFICANCE } from '../../check/against-baseline.js';
import { parseRate } from '../../check/ratio.js';
import { LogscanError, usageError } from '../../model/errors.js';
import { inOrder, Mistakes, MistakesError, mistakesOf } from '../../model/mistakes.js';
import type { Condition } from '../../model/where.js';
import type { Plan } from '../../pipeline.js';
import { readTextFile } from '../../text/text-file.js';
import { checkCron } from '../../time/cron.js';
import { COMPARE_WITH, parsePeriod } from '../../time/period.js';
import { parseWindow } from '../../time/window-length.js';
import { noteDoubleNames } from '../config/double-names.js';
import { entriesOf } from '../config/entries.js';
import { type ParsedFile, type Path, parseWithLines, pathText } from '../config/parse-with-lines.js';
import { type Mistake, schemaMistakes, validate } from '../config/validate.js';
import { isRight, withoutMistakes } from '../config/without-mistakes.js';
import { parseDuration } from '../duration.js';
import { exceptionsOf } from '../gate/exceptions.js';
import { type KnownKeys, requireKnownKey } from '../gate/known-keys.js';
import { rulesOfReport } from '../gate/rules.js';
import { notBlank, withLabel } from '../parse-values.js';
import { scanPlan } from '../scan-plan.js';
import { conditionsOf } from '../where.js';
import { channelOf } from './channel.js';
import type { JobDocument, ReportEntry } from './document.js';
import type { Job, ReportGate, ReportJob } from './job.js';
import { parseOutput, refuseTwice } from './output-paths.js';
import { headOf, logoOf } from './report-head.js';
import { checkRetention, parseAge } from './retention.js';
import { jobScanValues } from './scan-values.js';

/**
 * @param now epoch milliseconds
 * @throws LogscanError `usage` for all that is wrong with the file
 */
export async function loadJob(path: string, now: number): Promise<Job> {
  const file = resolve(path);
  const tip = 'ptk-logscan report --init writes one to start from';
  const text = await readTextFile(file, { what: 'the job', name: path, tip });
  const parsed = parseWithLines(text, path);
  const document = parsed.value ?? {};
  const mistakes = validate(document, 'job');
  const right = mistakes.length === 0 ? document : withoutMistakes(document, mistakes);
  const reader = new JobReader((isSettings(right) ? right : {}) as JobDocument, parsed, path, file, now);
  return reader.job(mistakes);
}

function isSettings(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What says nothing of how logs are read. */
const BARE: JobDocument = { inputs: [], reports: [] };

const DEFAULT_HISTORY = 'ptk-logscan.duckdb';

class JobReader {
  readonly #document: JobDocument;
  readonly #parsed: ParsedFile;
  /** As it was named. */
  readonly #path: string;
  readonly #file: string;
  readonly #now: number;
  /** What is wrong; the rest is looked at all the same. */
  readonly #mistakes = new Mistakes();
  #keys: KnownKeys;

  constructor(document: JobDocument, parsed: ParsedFile, path: string, file: string, now: number) {
    this.#document = document;
    this.#parsed = parsed;
    this.#path = path;
    this.#file = file;
    this.#now = now;
    this.#keys = { keys: document.keys ?? [], what: "the job's keys", none: 'of which the job has none' };
  }

  #label(path: Path): string {
    return `${this.#path}:${this.#parsed.lineOf(path)}: ${pathText(path)}`;
  }

  /**
   * @param mistakes of its schema
   * @throws LogscanError `usage` for these and all others
   */
  async job(mistakes: readonly Mistake[]): Promise<Job> {
    for (const error of schemaMistakes(this.#path, mistakes, this.#parsed)) this.#mistakes.note(error);
    if (mistakes.some(({ path }) => path[0] === 'keys')) this.#keys = { ...this.#keys, keys: null };
    const { history = DEFAULT_HISTORY, schedule, grace = '1h', reports = [], notify = [], keys = [] } = this.#document;
    const folder = dirname(this.#file);
    const plan = { ...(await this.#plan(folder)), groupKeys: keys };
    this.#noteDoubleNames('reports', reports);
    this.#noteDoubleNames('notify', notify);
    const zone = plan.timeZone.name;
    const label = (setting: string) => this.#label([setting]);
    const job: Job = {
      file: this.#file,
      folder,
      plan,
      history: this.#try(() => this.#history(resolve(folder, history))),
      retention: this.#try(() => this.#retention()),
      schedule: schedule === undefined ? null : this.#try(() => checkCron(schedule, zone, label('schedule'))),
      grace: this.#try(() => parseDuration(grace, label('grace'))),
      logo: this.#try(() => logoOf(this.#document.logo, folder, label('logo'))),
      reports: this.#all(reports, (entry, i) => this.#report(entry, i, plan)),
      channels: this.#all(notify, (entry, i) => {
        return channelOf(entry, (path) => this.#label(['notify', i, ...path]), folder);
      }),
    };
    const found = inOrder(this.#mistakes.found).mistakes;
    if (found.length > 0) throw new MistakesError(`${this.#path}: ${found.length} mistakes`, found);
    return job;
  }

  /** How the logs are read. What is wrong is left out, so that the rest is looked at. */
  async #plan(folder: string): Promise<Plan> {
    let document = this.#document;
    const inputs = (document.inputs ?? []).filter(isRight);
    for (;;) {
      try {
        const values = jobScanValues({ ...document, inputs }, (path) => this.#label(path), folder);
        return await scanPlan(values, this.#now);
      } catch (error) {
        if (!(error instanceof LogscanError) || document === BARE) throw error;
        this.#mistakes.note(error);
        document = this.#withoutWrong(document, mistakesOf(error)) ?? BARE;
      }
    }
  }

  /** Without the settings that the mistakes begin with; null where there are none. */
  #withoutWrong(document: JobDocument, mistakes: readonly LogscanError[]): JobDocument | null {
    const isRight = (path: Path) => !mistakes.some(({ message }) => message.startsWith(`${this.#label(path)}: `));
    const others = Object.entries(document).flatMap(([name, value]) => {
      if (name === 'read')
        return [[name, Object.fromEntries(Object.entries(value).filter(([key]) => isRight(['read', key])))]];
      return isRight([name]) ? [[name, value]] : [];
    });
    const less: JobDocument = Object.fromEntries(others);
    const settings = ({ read = {}, ...rest }: JobDocument) => Object.keys(rest).length + Object.keys(read).length;
    return settings(less) === settings(document) ? null : less;
  }

  /** A mistake is noted, and what could not be made is undefined: nobody gets it, because the job is not made either. */
  #try<T>(read: () => T): T {
    return this.#mistakes.try(read) as T;
  }

  #all<T, R>(entries: readonly T[], read: (entry: T, i: number) => R): R[] {
    return entries.flatMap((entry, i) => (isRight(entry) ? (this.#try(() => [read(entry, i)]) ?? []) : []));
  }

  /** DuckDB takes what stands behind a `?` for parameters, and puts the name of its log before it. */
  #history(path: string): string {
    if (!path.includes('?')) return path;
    throw usageError(`${this.#label(['history'])}: expected a path without ?; got ${path}`);
  }

  #retention(): Job['retention'] {
    const { minutes = '400d', hours = 'forever', days = 'forever' } = this.#document.retention ?? {};
    const retention = {
      minutes: parseAge(minutes, this.#label(['retention', 'minutes'])),
      hours: parseAge(hours, this.#label(['retention', 'hours'])),
      days: parseAge(days, this.#label(['retention', 'days'])),
    };
    checkRetention(retention, this.#label(['retention']));
    return retention;
  }

  #noteDoubleNames(section: string, entries: readonly { readonly name: string }[]): void {
    noteDoubleNames(entries, (path) => this.#label([section, ...path]), this.#mistakes);
  }

  #report(entry: ReportEntry, i: number, { timeZone: zone, window: jobWindow, catalogue }: Plan): ReportJob {
    const label = (path: Path) => this.#label(['reports', i, ...path]);
    const outputs = this.#try(() => entry.outputs) ?? [];
    const outputJobs = this.#all(outputs, (text, o) => parseOutput(text, label(['outputs', o]), this.#keys.keys));
    this.#try(() => refuseTwice(outputJobs, label(['outputs'])));
    const { title, subtitle, url, logo } = this.#document;
    const ofJob = [title, subtitle, url, logo].some((each) => each !== undefined)
      ? [{ title, subtitle, url, logo }]
      : [];
    const definition = () =>
      JSON.stringify([...[entry, zone.name, jobWindow, this.#document.read, this.#document.keys], ...ofJob]);
    return {
      ...this.#try(() =>
        headOf(entry, this.#document, (setting, isReports) => (isReports ? label([setting]) : this.#label([setting]))),
      ),
      name: this.#try(() => entry.name),
      period: this.#try(() => withLabel(label(['period']), () => parsePeriod(entry.period, zone))),
      compare: this.#try(() => COMPARE_WITH.find((each) => each === entry.compare) ?? null),
      window: this.#try(() =>
        entry.window === undefined ? jobWindow : withLabel(label(['window']), () => parseWindow(entry.window!)),
      ),
      where: this.#try(() => this.#where(entry, i)),
      outputs: outputJobs,
      gate: this.#gate(entry, i, catalogue),
      definition: this.#try(() => createHash('sha256').update(definition()).digest('hex').slice(0, 16)),
    };
  }

  /** The history has the values of the job's keys, and no others. */
  #where({ where = [] }: ReportEntry, i: number): readonly Condition[] {
    const texts = [where].flat().map((text, n) => {
      const label = this.#label(Array.isArray(where) ? ['reports', i, 'where', n] : ['reports', i, 'where']);
      return { label, text };
    });
    return this.#all(texts, ({ label, text }) => {
      if (!isRight(text)) return [];
      const conditions = conditionsOf([notBlank({ label, text })]);
      for (const { key } of conditions) requireKnownKey(this.#keys, key, label);
      return conditions;
    }).flat();
  }

  #gate(entry: ReportEntry, i: number, catalogue: Catalogue): ReportGate | null {
    const label = (path: Path) => this.#label(['reports', i, ...path]);
    const of = <N extends keyof ReportEntry>(name: N) => this.#try(() => entry[name]);
    const [rules = [], ignore = [], noNewCodes = false] = [of('rules'), of('ignore'), of('no-new-codes')];
    const [minEvents, significance] = [of('min-events'), of('significance') ?? DEFAULT_SIGNIFICANCE];
    const exceptions = this.#try(() => {
      return exceptionsOf(
        entriesOf(ignore, (at) => label(['ignore', ...at])),
        catalogue,
      );
    });
    const rate = this.#try(() => parseRate(String(significance), label(['significance'])));
    if (rules.length === 0 && minEvents === undefined && !noNewCodes) return null;
    const entries = entriesOf(rules, (at) => label(['rules', ...at]));
    const made = rulesOfReport(entries, noNewCodes, catalogue, this.#keys, this.#mistakes);
    const compares = made.find(({ limit }) => limit.basis === 'baseline');
    this.#try(() => {
      if (compares === undefined || entry.compare !== undefined) return;
      throw usageError(
        `${label([])}: expected compare, because of the rule "${compares.name}"; got none`,
        'compare: previous',
      );
    });
    return {
      rules: made,
      exceptions,
      conditions: {
        minEvents: minEvents ?? 1,
        allowEmpty: of('allow-empty') ?? false,
        allowPartial: of('allow-partial') ?? false,
      },
      significance: rate,
    };
  }
}
