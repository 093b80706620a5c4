/** A run over files as the options say it, checked, and what it needs from outside. */
import { usageError } from '../model/errors.js';
import type { RunContext } from '../model/plan.js';
import type { Plan } from '../pipeline.js';
import { withLast } from '../settings/last-span.js';
import { scanPlan } from '../settings/scan-plan.js';
import { shown } from '../text/shown.js';
import { hold, type OptionKinds } from './held-options.js';
import { withNamesLater } from './option-names.js';
import { catalogueOf, type ScanFilesOptions } from './options.js';
import { groupingIn, valuesOf } from './values.js';

/** Files, folders (with `recursive`), globs and archives; `-` is standard input. */
export type Files = string | readonly string[];

export interface FilesRun {
  readonly plan: Plan;
  readonly run: RunContext;
}

/**
 * @param kinds of the options that are allowed
 * @param once whether what can be read only once may be asked for its last part
 * @throws LogscanError `usage` for the first thing that is wrong; the signal's reason
 */
export function filesRun<T extends ScanFilesOptions>(
  files: Files,
  options: T,
  kinds: OptionKinds<T>,
  once: boolean,
): Promise<FilesRun> {
  return withNamesLater(async () => {
    hold(options, kinds);
    const { signal = new AbortController().signal, onProgress, onWarning } = options;
    signal.throwIfAborted();
    const values = valuesOf(options);
    if (values.since !== null && values.last !== null) {
      throw usageError('last: expected without since; got both');
    }
    const run: RunContext = {
      warn: (message, more = []) => onWarning?.([message, ...more].join('\n')),
      now: Date.now,
      signal,
      isGuest: true,
      progress: onProgress,
    };
    const { groupKeys, maxGroups } = groupingIn(options);
    const asked = await scanPlan({ files: namesOf(files), options: values }, run.now(), catalogueOf(options));
    const plan = await withLast({ ...asked, groupKeys, maxGroups }, run, once);
    signal.throwIfAborted();
    return { plan, run };
  });
}

function namesOf(files: unknown): readonly string[] {
  const names: readonly unknown[] = Array.isArray(files) ? files : [files];
  if (names.length === 0) throw usageError('files: expected at least one; got an empty array');
  for (const [i, name] of names.entries()) {
    if (typeof name === 'string' && name !== '') continue;
    const where = Array.isArray(files) ? `files[${i}]` : 'files';
    throw usageError(`${where}: expected the name of a file, a folder or a glob; got ${shown(name)}`);
  }
  return names as readonly string[];
}
