/** Writes the result of a check in the forms that were asked for: to files, standard output, and GitHub's job summary. */

import { appendFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { CheckDocument } from '../../check/document.js';
import type { FormOptions } from '../../check/forms/form.js';
import { renderStepSummary, SUMMARY_BYTES } from '../../check/forms/github-summary.js';
import { COMMAND_FORMS, FORM_NAMES, FORMS, type FormName } from '../../check/forms/index.js';
import { pathFinder } from '../../check/forms/repository-path.js';
import { usageError } from '../../model/errors.js';
import { VERSION } from '../../model/version.js';
import { oneOf } from '../../settings/parse-values.js';
import type { RawOptions } from '../../settings/raw-options.js';
import type { RawValue } from '../../settings/raw-value.js';
import { writeReason } from '../../text/system-errors.js';
import type { CliContext } from '../context.js';
import { type Output, openOutput, type Readers, standardOutput } from '../output.js';
import { tell } from '../print.js';
import { terminalStyle } from '../terminal.js';

export interface Report {
  readonly form: FormName;
  /** Null: standard output. */
  readonly file: string | null;
}

/**
 * The reports that are asked for. The text goes to standard output unless another document does; the commands of
 * GitHub and TeamCity are no documents, they stand between the lines of a build's log.
 * @throws LogscanError `usage`
 */
export function reportsOf(raw: RawOptions): Report[] {
  const reports = raw.list('report').map(reportOf);
  const documents = reports.filter(({ form, file }) => file === null && !COMMAND_FORMS.includes(form));
  if (documents.length > 1) {
    const names = documents.map(({ form }) => form).join(' and ');
    throw usageError(
      `--report: expected one document for standard output; got ${names}`,
      `FORM=FILE writes to a file: --report ${documents[0]!.form}=FILE`,
    );
  }
  const files = reports.flatMap(({ file }) => (file === null ? [] : [resolve(file)]));
  const twice = files.find((file, i) => files.indexOf(file) < i);
  if (twice !== undefined) throw usageError(`--report: expected a file for each form; got ${twice} for two`);
  return documents.length === 0 ? [{ form: 'text', file: null }, ...reports] : reports;
}

function reportOf({ label, text }: RawValue): Report {
  const at = text.indexOf('=');
  const form = oneOf({ label, text: at < 0 ? text : text.slice(0, at) }, FORM_NAMES);
  const file = at < 0 ? null : text.slice(at + 1);
  if (file === '') throw usageError(`${label}: expected a file after ${form}=; got none`);
  return { form, file };
}

interface Opened extends Report {
  readonly output: Output;
}

/** Opened before any log is read, so that an output that cannot be written fails at once. */
export class Reports {
  readonly #outputs: readonly Opened[];
  readonly #raw: RawOptions;
  readonly #context: CliContext;

  private constructor(outputs: readonly Opened[], raw: RawOptions, context: CliContext) {
    this.#outputs = outputs;
    this.#raw = raw;
    this.#context = context;
  }

  static async open(reports: readonly Report[], raw: RawOptions, context: CliContext): Promise<Reports> {
    const outputs: Opened[] = [];
    try {
      for (const report of reports) outputs.push({ ...report, output: await openReport(report, context) });
    } catch (error) {
      for (const { output } of outputs) await output.discard();
      throw error;
    }
    return new Reports(outputs, raw, context);
  }

  async write(document: CheckDocument): Promise<void> {
    for (const { form, file, output } of this.#outputs) {
      const render = await FORMS[form]();
      const { color } = terminalStyle(this.#raw, this.#context, file === null);
      const options: FormOptions = { color, version: VERSION, pathOf: pathFinder(this.#context.env) };
      await output.write(render(document, options));
      await output.commit();
    }
    if (this.#outputs.some(({ form }) => form === 'github')) await writeStepSummary(document, this.#context);
  }

  async discard(): Promise<void> {
    for (const { output } of this.#outputs) await output.discard();
  }
}

/** What programs read: some forms are commands on purpose, and make sure that there are no others. */
const READERS: Partial<Record<FormName, Readers>> = { text: 'people', markdown: 'people, as a document' };

function openReport({ form, file }: Report, context: CliContext): Promise<Output> {
  if (form === 'text' && file === null) return Promise.resolve(standardOutput((text) => tell(text, context)));
  return openOutput(file, READERS[form] ?? 'programs', context);
}

/** Appends to what the step has written so far, within the size that GitHub takes of a step. */
async function writeStepSummary(document: CheckDocument, context: CliContext): Promise<void> {
  const file = context.env.GITHUB_STEP_SUMMARY;
  if (file === undefined || file === '') return;
  try {
    const used = await stat(file).then(
      ({ size }) => size,
      () => 0,
    );
    await appendFile(file, renderStepSummary(document, SUMMARY_BYTES - used));
  } catch (error) {
    // The job summary is an extra: without it the verdict is still right.
    context.warn(`the job's summary cannot be written: ${writeReason(error)}`);
  }
}
