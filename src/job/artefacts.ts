/** The files of a report, rendered. */
import { REPORT_SCHEMA, type ReportDocument } from '../model/report-document.js';
import { isText, type OutputFormat } from '../report/formats.js';
import { SUMMARY_RENDERERS, SUMMARY_WRITERS } from '../report/index.js';
import type { Job } from '../settings/job/job.js';
import { outputPath } from '../settings/job/output-paths.js';
import { jsonDocument } from '../text/escape.js';
import type { Draft } from './draft.js';
import { reportFrame } from './report-frame.js';

/** A file that a report is written to. */
export interface Artefact {
  readonly path: string;
  readonly format: OutputFormat | 'report';
  /** Its text in parts, to be iterated once; null for a binary format, which `write` makes itself. */
  readonly text: Iterable<string> | null;
  write(path: string): Promise<void>;
}

/**
 * Looks for what forms need of the machine, such as a browser: better before the logs are read than after it.
 * @param only the reports that are made; null: all
 * @throws LogscanError `usage`
 */
export async function checkForms({ reports }: Job, only: readonly string[] | null): Promise<void> {
  for (const { name, outputs } of reports) {
    if (only !== null && !only.includes(name)) continue;
    for (const { format } of outputs) if (format !== 'report' && !isText(format)) await SUMMARY_WRITERS[format]();
  }
}

/** Columns of a text report: there is no terminal whose width could be asked for. */
const WIDTH = 100;

/**
 * @param remakeReason what the report says of why it was made again, or null
 * @param madeAt epoch milliseconds. @param signal ends a writer that takes long
 */
export async function artefacts(
  job: Job,
  done: Draft,
  remakeReason: string | null,
  madeAt: number,
  signal: AbortSignal,
): Promise<Artefact[]> {
  const { report, period, summary, groupTimes, comparison, notices } = done;
  const { catalogue, timeZone } = job.plan;
  const frame = reportFrame(done, timeZone, madeAt);
  const shown =
    remakeReason === null || comparison === null
      ? comparison
      : { ...comparison, notes: [...comparison.notes, remakeReason] };
  const options = {
    width: WIDTH,
    color: false,
    by: 'code',
    top: null,
    comparison: shown,
    report: frame,
    logo: job.logo,
    groupTimes,
    notices: remakeReason === null || comparison !== null ? notices : [...notices, remakeReason],
    describe: (code: number) => catalogue.get(code).description,
  } as const;
  const made: Artefact[] = [];
  for (const output of report.outputs) {
    const { format } = output;
    const place = outputPath(job, output, report.name, period);
    if (format === 'report') {
      const document: ReportDocument = { schema: REPORT_SCHEMA, ...frame, summary };
      made.push({ path: place, format, text: [jsonDocument(document)], write: async () => {} });
      continue;
    }
    if (!isText(format)) {
      const write = await SUMMARY_WRITERS[format]();
      made.push({ path: place, format, text: null, write: (file) => write(summary, file, { ...options, signal }) });
      continue;
    }
    const render = await SUMMARY_RENDERERS[format](options);
    made.push({ path: place, format, text: render(summary, options), write: async () => {} });
  }
  return made;
}
