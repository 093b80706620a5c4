/** From a job file to a job: every mistake is named with its line and path, and nothing else is read. */
import { createHash } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import type { Catalogue } from '../../catalogue/catalogue.js';
import { DEFAULT_SIGNIFICANCE } from '../../check/against-baseline.js';
import { parseRate } from '../../check/ratio.js';
import { usageError } from '../../model/errors.js';
import type { Condition } from '../../model/where.js';
import type { Plan } from '../../pipeline.js';
import { readTextFile } from '../../text/text-file.js';
import { checkCron } from '../../time/cron.js';
import { COMPARE_WITH, parsePeriod } from '../../time/period.js';
import { parseWindow } from '../../time/window-length.js';
import type { RuleEntry } from '../config/config.js';
import { type ParsedFile, type Path, parseWithLines, pathText } from '../config/parse-with-lines.js';
import { schemaError, validate } from '../config/validate.js';
import { parseDuration } from '../duration.js';
import { exceptionsOf } from '../gate/exceptions.js';
import { rulesOfReport } from '../gate/rules.js';
import { notBlank, withLabel } from '../parse-values.js';
import { scanPlan } from '../scan-plan.js';
import { conditionsOf } from '../where.js';
import { channelOf } from './channel.js';
import type { JobDocument, ReportEntry } from './document.js';
import type { Job, ReportGate, ReportJob } from './job.js';
import { parseOutput } from './output-paths.js';
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
  const mistakes = validate(parsed.value ?? {}, 'job');
  if (mistakes.length > 0) throw schemaError(path, mistakes, parsed);
  return new JobReader(parsed.value as JobDocument, parsed, path, file, now).job();
}

const DEFAULT_HISTORY = 'ptk-logscan.duckdb';

class JobReader {
  readonly #document: JobDocument;
  readonly #parsed: ParsedFile;
  /** As it was named. */
  readonly #path: string;
  readonly #file: string;
  readonly #now: number;

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

  async job(): Promise<Job> {
    const { history = DEFAULT_HISTORY, schedule, grace = '1h', reports, notify = [], keys = [] } = this.#document;
    const folder = dirname(this.#file);
    const values = jobScanValues(this.#document, (path) => this.#label(path), folder);
    const plan = { ...(await scanPlan(values, this.#now)), groupKeys: keys };
    this.#checkNames('reports', reports);
    this.#checkNames('notify', notify);
    return {
      file: this.#file,
      folder,
      plan,
      history: this.#history(resolve(folder, history)),
      retention: this.#retention(),
      schedule: schedule === undefined ? null : checkCron(schedule, plan.timeZone.name, this.#label(['schedule'])),
      grace: parseDuration(grace, this.#label(['grace'])),
      logo: logoOf(this.#document.logo, folder, this.#label(['logo'])),
      reports: reports.map((entry, i) => this.#report(entry, i, plan)),
      channels: notify.map((entry, i) => channelOf(entry, (path) => this.#label(['notify', i, ...path]), folder)),
    };
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
    entries.forEach(({ name }, i) => {
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
    const outputJobs = outputs.map((text, o) => parseOutput(text, label(['outputs', o]), keys));
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
      ...headOf(entry, this.#document, (setting, isReports) => (isReports ? label([setting]) : this.#label([setting]))),
      period: withLabel(label(['period']), () => parsePeriod(period, zone)),
      compare: compare === undefined ? null : COMPARE_WITH.find((each) => each === compare)!,
      window: window === undefined ? jobWindow : withLabel(label(['window']), () => parseWindow(window)),
      where: this.#where(entry, i),
      outputs: outputJobs,
      gate: this.#gate(entry, i, catalogue),
      definition: createHash('sha256').update(definition).digest('hex').slice(0, 16),
    };
  }

  /** The history has the values of the job's keys, and no others. */
  #where({ where = [] }: ReportEntry, i: number): readonly Condition[] {
    const { keys = [] } = this.#document;
    const known = keys.map((key) => key.toLowerCase());
    return [where].flat().flatMap((text, n) => {
      const label = this.#label(Array.isArray(where) ? ['reports', i, 'where', n] : ['reports', i, 'where']);
      const conditions = conditionsOf([notBlank({ label, text })]);
      const other = conditions.find(({ key }) => !known.includes(key));
      if (other === undefined) return conditions;
      const has = keys.length === 0 ? 'of which the job has none' : `which are ${keys.join(', ')}`;
      throw usageError(`${label}: expected one of the job's keys, ${has}; got ${other.key}`);
    });
  }

  #gate(entry: ReportEntry, i: number, catalogue: Catalogue): ReportGate | null {
    const { rules = [], 'min-events': minEvents, 'no-new-codes': noNewCodes = false, significance } = entry;
    if (rules.length === 0 && minEvents === undefined && !noNewCodes) return null;
    const entriesOf = (name: 'rules' | 'ignore') =>
      (entry[name] ?? []).map((each, n): RuleEntry => {
        const at = ['reports', i, name, n] as const;
        const fields = Object.entries(each).map(([field, value]) => {
          return [field, { label: this.#label([...at, field]), texts: [String(value)] }] as const;
        });
        return { label: this.#label(at), fields: new Map(fields) };
      });
    const made = rulesOfReport(entriesOf('rules'), noNewCodes, catalogue);
    const compares = made.find(({ limit }) => limit.basis === 'baseline');
    if (compares !== undefined && entry.compare === undefined) {
      throw usageError(
        `${this.#label(['reports', i])}: expected compare, because of the rule "${compares.name}"; got none`,
        'compare: previous',
      );
    }
    return {
      rules: made,
      exceptions: exceptionsOf(entriesOf('ignore'), catalogue),
      conditions: {
        minEvents: minEvents ?? 1,
        allowEmpty: entry['allow-empty'] ?? false,
        allowPartial: entry['allow-partial'] ?? false,
      },
      significance: parseRate(
        String(significance ?? DEFAULT_SIGNIFICANCE),
        this.#label(['reports', i, 'significance']),
      ),
    };
  }
}
