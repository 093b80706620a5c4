/** `history import`: takes partial results into the history of a job. */
import { basename } from 'node:path';
import { logName } from '../../history/streams/log-name.js';
import { type Imported, type ImportedSet, importSets } from '../../job/import-partials.js';
import { refuseOtherThanJob } from '../../job/importable.js';
import { openHistory } from '../../job/open-history.js';
import { usageError } from '../../model/errors.js';
import { EXIT_STATUS, type ExitStatus } from '../../model/exit-status.js';
import type { PartialDocument } from '../../model/partial.js';
import { Merge, NO_COUNTS } from '../../partial/merge.js';
import type { HistoryRequest } from '../../settings/job/history-request.js';
import type { Job } from '../../settings/job/job.js';
import { partialFiles, readPartials } from '../../settings/partial/read-partials.js';
import type { RawOptions } from '../../settings/raw-options.js';
import { STDIN_NAME, sourceName } from '../../text/source-name.js';
import { printable } from '../../text/terminal.js';
import type { CliContext } from '../context.js';
import { tell } from '../print.js';

export async function importPartials(
  { job, wait, operands }: HistoryRequest,
  raw: RawOptions,
  context: CliContext,
): Promise<ExitStatus> {
  if (job === null) {
    throw usageError('history import: expected a job file, whose history it is to be; got --history');
  }
  const as = raw.value('as')?.text ?? null;
  const allowsSame = raw.flag('allow-same');
  const sets = await setsOf(await partialFiles(operands), { as, job, allowsSame }, context);
  const { signal, warn } = context;
  const history = await openHistory(job, { wait, signal, warn });
  let done: readonly Imported[];
  try {
    done = await importSets(history, sets, { keys: job.plan.groupKeys.length, allowsSame, now: context.now() });
  } finally {
    history.close();
  }
  const lines = done.map(({ log, events, sources, isKnown }) =>
    isKnown
      ? `${log}: was imported already`
      : `${log}: ${events} events of ${sources} ${sources === 1 ? 'log' : 'logs'}`,
  );
  await tell(lines.map((line) => `${printable(line)}\n`).join(''), context);
  let status: ExitStatus = EXIT_STATUS.done;
  for (const { name, error } of sets.flatMap(({ partials }) => partials.flatMap(({ partial }) => partial.parts))) {
    if (error === null) continue;
    warn(`${sourceName(name)}: ${error}`);
    status = EXIT_STATUS.incomplete;
  }
  return status;
}

/** What was decided alike for one log is held to each other, or, where they are parts of a plan, merged. */
interface Alike {
  readonly log: string;
  readonly file: string;
  readonly merge: Merge;
  /** Null: they are parts of a plan. */
  readonly wholes: { readonly file: string; readonly partial: PartialDocument }[] | null;
}

async function setsOf(
  files: readonly string[],
  { as, job, allowsSame }: { readonly as: string | null; readonly job: Job; readonly allowsSame: boolean },
  context: CliContext,
): Promise<ImportedSet[]> {
  const all = new Map<string, Alike>();
  for (const file of files) {
    if (file === STDIN_NAME && as === null) {
      throw usageError('history import: expected --as NAME beside -; got none');
    }
    const log = as ?? logName(basename(file).replace(/\.part$/i, ''));
    for await (const partial of readPartials(file, context)) {
      const name = sourceName(file);
      refuseOtherThanJob(partial, name, job);
      const { producer, plan, options, window } = partial;
      const key = JSON.stringify([log, producer, plan?.digest ?? null, options, window]);
      let own = all.get(key);
      if (own === undefined) {
        // What codes mean is not kept: each report says it anew.
        const meaning = { catalogue: job.plan.catalogue, isEnriched: true, allowsSame, plan: null };
        const merge = new Merge(partial, name, meaning);
        own = { log, file: name, merge, wholes: plan === null ? [] : null };
        all.set(key, own);
      }
      const { merge, wholes } = own;
      // Whole ones keep their own times and the windows that they have; of all together these could become longer.
      merge.add(wholes === null ? partial : { ...partial, counts: NO_COUNTS }, name);
      wholes?.push({ file: name, partial: { ...partial, counts: { ...partial.counts, groups: null, cells: null } } });
    }
  }
  return [...all.values()].map(({ log, file, merge, wholes }) => {
    const partial = merge.whole();
    if (wholes !== null) return { log, partials: wholes };
    refuseOtherThanJob(partial, file, job);
    return { log, partials: [{ file, partial }] };
  });
}
