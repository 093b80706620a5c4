/** Where a summary goes and in which formats; all of them are opened before anything is read. */

import { resolve } from 'node:path';
import { LogscanError, usageError } from '../../model/errors.js';
import type { PartialDocument } from '../../model/partial.js';
import type { Summary } from '../../model/summary.js';
import {
  formatBefore,
  formatByEnding,
  isForPeople,
  isOfGroups,
  isText,
  OUTPUT_FORMATS,
  type OutputFormat,
  refuseUnknownForm,
} from '../../report/formats.js';
import { SUMMARY_RENDERERS, SUMMARY_WRITERS } from '../../report/index.js';
import { noKeys } from '../../report/no-keys.js';
import type { RenderOptions } from '../../report/options.js';
import { oneOf } from '../../settings/parse-values.js';
import type { RawOptions } from '../../settings/raw-options.js';
import type { CliContext } from '../context.js';
import { type Output, openOutput, type Readers } from '../output.js';

/** What `merge` takes: no form of the summary, but what it is made of. */
export const PARTIAL = 'partial';
const PARTIAL_ENDING = /\.part$/i;
export const MERGEABLE_FORMATS = [...OUTPUT_FORMATS, PARTIAL] as const;

export interface SummaryTarget {
  readonly format: OutputFormat | typeof PARTIAL;
  /** Null is standard output. */
  readonly file: string | null;
}

/**
 * @param given the form of outputs that do not say theirs; null: that of their ending
 * @param formats `MERGEABLE_FORMATS` where a partial can be made
 * @throws LogscanError `usage`
 */
export function outputsOf(
  raw: RawOptions,
  given = raw.value('format'),
  formats: readonly SummaryTarget['format'][] = OUTPUT_FORMATS,
): readonly SummaryTarget[] {
  const format = given === null ? null : oneOf(given, formats);
  const outputs = raw.values('output');
  if (outputs.length === 0) return [{ format: format ?? 'table', file: null }];
  if (format !== null && outputs.length > 1) {
    throw usageError(
      `${given!.label}: expected with one --output; got ${outputs.length}, of which each says its own form`,
    );
  }
  const targets = outputs.map(({ label, text }): SummaryTarget => {
    refuseUnknownForm(text, label);
    const { format: prefix, path } = outputOf(text, formats);
    if (path.trim() === '') throw usageError(`${label}: expected the name of a file; got ${JSON.stringify(text)}`);
    return { format: prefix ?? format ?? formatByEnding(path) ?? 'table', file: path === '-' ? null : path };
  });
  const paths = targets.flatMap(({ file }) => (file === null ? [] : [resolve(file)]));
  const twice = targets.find(({ file }) => file !== null && paths.filter((path) => path === resolve(file)).length > 1);
  if (twice !== undefined) throw usageError(`--output: expected a file for each; got ${twice.file} for two`);
  return targets;
}

/** What stands before the colon of `partial:FILE`, or is known by the ending. */
function outputOf(text: string, formats: readonly string[]): { format: SummaryTarget['format'] | null; path: string } {
  if (formats.includes(PARTIAL)) {
    if (text.startsWith(`${PARTIAL}:`)) return { format: PARTIAL, path: text.slice(PARTIAL.length + 1) };
    if (PARTIAL_ENDING.test(text) && formatBefore(text).format === null) return { format: PARTIAL, path: text };
  }
  return formatBefore(text);
}

/**
 * @param keys of `--by`, or of what is merged. @param tip where to name one
 * @throws LogscanError `usage` for a form that shows their values alone, where there are none
 */
export function checkKeys(targets: readonly SummaryTarget[], keys: readonly string[], tip: string): void {
  const target = targets.find(({ format }) => isOfGroups(format));
  if (target === undefined || keys.length > 0) return;
  const name = target.file === null ? target.format : `${target.format}:${target.file}`;
  throw noKeys(name, tip);
}

/** By name; null is standard output. */
export function filesOf(targets: readonly SummaryTarget[]): (string | null)[] {
  return targets.map(({ file }) => file);
}

function isBinary(format: SummaryTarget['format']): boolean {
  return format !== PARTIAL && !isText(format);
}

/** Whether people read it on standard output. */
export function isReadAtOnce({ file, format }: SummaryTarget): boolean {
  return file === null && isForPeople(format);
}

function readersOf({ format }: SummaryTarget): Readers {
  if (format === 'markdown') return 'people, as a document';
  return isForPeople(format) ? 'people' : 'programs';
}

/** Opened outputs: written all together, or none of them appears. */
export class SummaryOutputs {
  readonly #open: { readonly target: SummaryTarget; readonly output: Output }[] = [];
  readonly #signal: AbortSignal;

  private constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  /**
   * @throws LogscanError `output` for a file that cannot be made; `usage` for a form that is nothing for a terminal, or for
   * which something is not installed
   */
  static async open(targets: readonly SummaryTarget[], context: CliContext): Promise<SummaryOutputs> {
    const opened = new SummaryOutputs(context.signal);
    const binary = targets.find(({ file, format }) => file === null && isBinary(format));
    if (binary !== undefined && context.stdout.isTerminal) {
      throw usageError(`${binary.format}: expected a file, or a pipe; got a terminal`, `-o report.${binary.format}`);
    }
    try {
      // A format that cannot be made is better known before an hour's reading than after it.
      await Promise.all(
        targets.map(({ format }) =>
          format === PARTIAL ? null : isText(format) ? SUMMARY_RENDERERS[format]() : SUMMARY_WRITERS[format](),
        ),
      );
      for (const target of targets)
        opened.#open.push({ target, output: await openOutput(target.file, readersOf(target), context) });
    } catch (error) {
      await opened.discard();
      throw error;
    }
    return opened;
  }

  /**
   * @param onTerminal what only the table on a terminal shows
   * @param partial makes the partial result, where one of the outputs is one
   */
  async write(
    summary: Summary,
    options: RenderOptions,
    onTerminal: Partial<RenderOptions> = {},
    partial: (() => Promise<PartialDocument>) | null = null,
  ): Promise<void> {
    for (const { target, output } of this.#open) {
      if (target.format === PARTIAL) {
        await output.writeAll([`${JSON.stringify(await partial!())}\n`]);
      } else if (isText(target.format)) {
        const own = optionsOf(target, options, onTerminal);
        const render = await SUMMARY_RENDERERS[target.format](own);
        await output.writeAll(render(summary, own));
      } else {
        if (output.handOver === null) {
          throw new LogscanError(
            'output',
            `${target.file}: expected a file for ${target.format}; got a device or a pipe`,
          );
        }
        const write = await SUMMARY_WRITERS[target.format]();
        await output.handOver((file) => write(summary, file, { ...options, signal: this.#signal }));
      }
    }
    for (const { output } of this.#open) await output.commit();
  }

  /** Where all outputs are partial results. */
  async writePartial(partial: PartialDocument): Promise<void> {
    for (const { output } of this.#open) await output.writeAll([`${JSON.stringify(partial)}\n`]);
    for (const { output } of this.#open) await output.commit();
  }

  async discard(): Promise<void> {
    for (const { output } of this.#open) await output.discard();
  }
}

function optionsOf(
  { format, file }: SummaryTarget,
  options: RenderOptions,
  onTerminal: Partial<RenderOptions>,
): RenderOptions {
  if (file !== null) return { ...options, ...ON_FILE };
  return format === 'table' ? { ...options, ...onTerminal } : options;
}

/** How a text looks that no terminal shows. */
const ON_FILE = { width: 80, height: null, color: false };
