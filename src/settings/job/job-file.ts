/** From a job file to a job: every mistake is named with its line and path, and nothing else is read. */
import { createHash } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import type { Catalogue } from '../../catalogue/catalogue.js';
import { DEFAULT_SIGNIFICANCE } from '../../check/against-baseline.js';
import { parseRate } from '../../check/ratio.js';
import { keysOf } from '../../check/rule.js';
import { LogscanError, usageError } from '../../model/errors.js';
import type { Condition } from '../../model/where.js';
import type { Plan } from '../../pipeline.js';
import { readTextFile } from '../../text/text-file.js';
import { checkCron } from '../../time/cron.js';
import { COMPARE_WITH, parsePeriod } from '../../time/period.js';
import { parseWindow } from '../../time/window-length.js';
import type { RuleEntry } from '../config/config.js';
import { type ParsedFile, type Path, parseWithLines, pathText } from '../config/parse-with-lines.js';
import { mistakeLines, validate } from '../config/validate.js';
import { isRight, withoutMistakes } from '../config/without-mistakes.js';
import { parseDuration } from '../duration.js';
import { exceptionsOf } from '../gate/exceptions.js';
import { rulesOfReport } from '../gate/rules.js';
import { inOrder, MistakesError, mistakesOf } from '../mistakes.js';
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
  return reader.job(mistakeLines(path, mistakes, parsed));
}

function isSettings(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const DEFAULT_HISTORY = 'ptk-logscan.duckdb';

class JobReader {
  readonly #document: JobDocument;
  readonly #parsed: ParsedFile;
  /** As it was named. */
  readonly #path: string;
  readonly #file: string;
  readonly #now: number;
  /** What is wrong, each a line; the rest is looked at all the same. */
  readonly #mistakes: string[] = [];

  constructor(document: JobDocument, parsed: ParsedFile, path: string, file: string, now: number) {
    this.#document = document;
    this.#parsed = parsed;
    this.#path = path;
    this.#file = file;
    this.#now = now;
  }

  #label(path: Path): string {
    return `${this.#path}:${this.#parsed.lineOf(path)}: ${pathText(path)}`;
  }

  /**
   * @param mistakes of its schema, each a line
   * @throws LogscanError `usage` for these and all others
   */
  async job(mistakes: readonly string[]): Promise<Job> {
    this.#mistakes.push(...mistakes);
    const { history = DEFAULT_HISTORY, schedule, grace = '1h', reports = [], notify = [], keys = [] } = this.#document;
    const folder = dirname(this.#file);
    const plan = { ...(await this.#plan(folder)), groupKeys: keys };
    this.#try(() => this.#checkNames('reports', reports));
    this.#try(() => this.#checkNames('notify', notify));
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
    const { lines } = inOrder(this.#mistakes);
    if (lines.length > 0) throw new MistakesError(`${this.#path}: ${lines.length} mistakes`, lines);
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
        const less = error instanceof LogscanError ? this.#withoutWrong(document, error) : null;
        if (less === null) throw error;
        this.#note(error as LogscanError);
        document = less;
      }
    }
  }

  /** Without the setting that the error begins with; null where there is none. */
  #withoutWrong(document: JobDocument, { message }: LogscanError): JobDocument | null {
    const isWrong = (path: Path) => message.startsWith(this.#label(path));
    const { read = {} } = document;
    const wrong = Object.keys(read).find((name) => isWrong(['read', name]));
    if (wrong !== undefined) {
      const others = Object.entries(read).filter(([name]) => name !== wrong);
      return { ...document, read: Object.fromEntries(others) };
    }
    const setting = (['tz', 'window'] as const).find((name) => document[name] !== undefined && isWrong([name]));
    return setting === undefined ? null : { ...document, [setting]: undefined };
  }

  /** A mistake is noted, and what could not be made is undefined: nobody gets it, because the job is not made either. */
  #try<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof LogscanError)) throw error;
      this.#note(error);
      return undefined as T;
    }
  }

  #note(error: LogscanError): void {
    this.#mistakes.push(...mistakesOf(error));
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

  #checkNames(section: string, entries: readonly { readonly name: string }[]): void {
    const seen = new Set<string>();
    entries.forEach((entry, i) => {
      if (!isRight(entry)) return;
      const { name } = entry;
      if (seen.has(name))
        throw usageError(
          `${this.#label([section, i, 'name'])}: expected each name once; got ${JSON.stringify(name)} again`,
        );
      seen.add(name);
    });
  }

  #report(
    entry: ReportEntry,
    i: number,
    { timeZone: zone, window: jobWindow, catalogue, groupKeys: keys }: Plan,
  ): ReportJob {
    const label = (path: Path) => this.#label(['reports', i, ...path]);
    const { name, period, compare, window, outputs } = entry;
    const outputJobs = this.#all(outputs, (text, o) => parseOutput(text, label(['outputs', o]), keys));
    this.#try(() => refuseTwice(outputJobs ?? [], label(['outputs'])));
    const { title, subtitle, url, logo } = this.#document;
    const ofJob = [title, subtitle, url, logo].some((each) => each !== undefined)
      ? [{ title, subtitle, url, logo }]
      : [];
    const definition = JSON.stringify([
      ...[entry, zone.name, jobWindow, this.#document.read, this.#document.keys],
      ...ofJob,
    ]);
    return {
      name,
      ...this.#try(() =>
        headOf(entry, this.#document, (setting, isReports) => (isReports ? label([setting]) : this.#label([setting]))),
      ),
      period: this.#try(() => withLabel(label(['period']), () => parsePeriod(period, zone))),
      compare: compare === undefined ? null : COMPARE_WITH.find((each) => each === compare)!,
      window:
        window === undefined ? jobWindow : this.#try(() => withLabel(label(['window']), () => parseWindow(window))),
      where: this.#try(() => this.#where(entry, i)),
      outputs: outputJobs,
      gate: this.#try(() => this.#gate(entry, i, catalogue)),
      definition: createHash('sha256').update(definition).digest('hex').slice(0, 16),
    };
  }

  /** The history has the values of the job's keys, and no others. */
  #where({ where = [] }: ReportEntry, i: number): readonly Condition[] {
    return [where].flat().flatMap((text, n) => {
      const label = this.#label(Array.isArray(where) ? ['reports', i, 'where', n] : ['reports', i, 'where']);
      const conditions = conditionsOf([notBlank({ label, text })]);
      this.#refuseOtherKeys(
        conditions.map(({ key }) => key),
        label,
      );
      return conditions;
    });
  }

  #refuseOtherKeys(wanted: readonly string[], label: string): void {
    const { keys = [] } = this.#document;
    const known = keys.map((key) => key.toLowerCase());
    const other = wanted.find((key) => !known.includes(key));
    if (other === undefined) return;
    const has = keys.length === 0 ? 'of which the job has none' : `which are ${keys.join(', ')}`;
    throw usageError(`${label}: expected one of the job's keys, ${has}; got ${other}`);
  }

  #gate(entry: ReportEntry, i: number, catalogue: Catalogue): ReportGate | null {
    const { rules = [], 'min-events': minEvents, 'no-new-codes': noNewCodes = false, significance } = entry;
    if (rules.length === 0 && minEvents === undefined && !noNewCodes) return null;
    const entriesOf = (name: 'rules' | 'ignore') =>
      (entry[name] ?? []).flatMap((each, n): RuleEntry[] => {
        if (!isRight(each)) return [];
        const at = ['reports', i, name, n] as const;
        const fields = Object.entries(each).map(([field, value]) => {
          return [field, { label: this.#label([...at, field]), texts: [String(value)] }] as const;
        });
        return [{ label: this.#label(at), fields: new Map(fields) }];
      });
    const made = this.#try(() => rulesOfReport(entriesOf('rules'), noNewCodes, catalogue));
    if (made !== null && made !== undefined) this.#refuseOtherKeys(keysOf(made), this.#label(['reports', i, 'rules']));
    const compares = made?.find(({ limit }) => limit.basis === 'baseline');
    if (compares !== undefined && entry.compare === undefined) {
      throw usageError(
        `${this.#label(['reports', i])}: expected compare, because of the rule "${compares.name}"; got none`,
        'compare: previous',
      );
    }
    return {
      rules: made,
      exceptions: this.#try(() => exceptionsOf(entriesOf('ignore'), catalogue)),
      conditions: {
        minEvents: minEvents ?? 1,
        allowEmpty: entry['allow-empty'] ?? false,
        allowPartial: entry['allow-partial'] ?? false,
      },
      significance: this.#try(() =>
        parseRate(String(significance ?? DEFAULT_SIGNIFICANCE), this.#label(['reports', i, 'significance'])),
      ),
    };
  }
}
