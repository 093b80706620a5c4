/** The files of a report, rendered. */
import { isText, type OutputFormat } from '../report/formats.js';
import { SUMMARY_RENDERERS, SUMMARY_WRITERS } from '../report/index.js';
import type { Job } from '../settings/job/job.js';
import { outputPath } from '../settings/job/output-paths.js';
import type { Draft } from './draft.js';

/** A file that a report is written to. */
export interface Artefact {
  readonly path: string;
  readonly format: OutputFormat;
  /** Its text in parts, to be iterated once; null for a binary format, which `write` makes itself. */
  readonly text: Iterable<string> | null;
  write(path: string): Promise<void>;
}

/** Columns of a text report: there is no terminal whose width could be asked for. */
const WIDTH = 100;

/** @param remakeReason what the report says of why it was made again, or null */
export async function artefacts(
  job: Job,
  { report, period, summary, groupTimes, comparison, notices }: Draft,
  remakeReason: string | null,
): Promise<Artefact[]> {
  const { catalogue } = job.plan;
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
    groupTimes,
    notices: remakeReason === null || comparison !== null ? notices : [...notices, remakeReason],
    describe: (code: number) => catalogue.get(code).description,
  } as const;
  const made: Artefact[] = [];
  for (const output of report.outputs) {
    const { format } = output;
    const place = outputPath(job, output, report.name, period);
    if (!isText(format)) {
      const write = await SUMMARY_WRITERS[format]();
      made.push({ path: place, format, text: null, write: (file) => write(summary, file) });
      continue;
    }
    const render = await SUMMARY_RENDERERS[format]();
    made.push({ path: place, format, text: render(summary, options), write: async () => {} });
  }
  return made;
}
