/** What a run would read and write, without doing either. */
import { existsSync } from 'node:fs';
import { readStale } from '../history/counts/stale.js';
import { History } from '../history/history.js';
import { madeReports } from '../history/runs.js';
import { headFingerprints } from '../history/streams/fingerprints.js';
import { KnownStreams } from '../history/streams/known-streams.js';
import { memberKey } from '../history/streams/streams.js';
import type { Job } from '../settings/job/job.js';
import { outputPath, periodName } from '../settings/job/output-paths.js';
import type { RunRequest } from '../settings/job/run-request.js';
import { findInputs, reasonOf } from '../sources/inputs.js';
import { refuseInputs } from '../sources/no-output.js';
import { plural } from '../text/words.js';
import { dryReread } from './dry-reread.js';
import { dueInstant, dueReports, MOST_MADE } from './due.js';
import { knownTexts } from './read/known-texts.js';
import { shownName } from './read/shown-name.js';
import { isSame, OpenedFile, statFile } from './read/text.js';
import type { RunOptions } from './run-options.js';

/** @returns lines for people */
export async function dryRun(
  job: Job,
  { only, day, reread, now, wait, warn }: RunRequest & Pick<RunOptions, 'now' | 'warn'>,
): Promise<string[]> {
  const history = existsSync(job.history) ? await History.read(job.history, { job, wait, warn }) : null;
  try {
    const known = history === null ? new KnownStreams() : await knownTexts(history);
    const shown = (path: string) => shownName(path, job.folder);
    const lines = [`history: ${shown(job.history)}${history === null ? ' (would be made)' : ''}`];
    const { inputs } = await findInputs(job.plan.files, job.plan.recursive);
    const files = reread ? await dryReread(history, known, inputs, shown) : await newLines(inputs, known, shown);
    for (const line of files) lines.push(line);
    lines.push('would write:');
    const stale = history === null ? null : await readStale(history.db);
    const made = history === null ? [] : await madeReports(history.db, MOST_MADE);
    const context = { at: dueInstant(day, now(), job.plan.timeZone), only, stale, partial: false };
    for (const { report, period, made: before } of dueReports(job, made, context)) {
      const note = before === null ? '' : ' (made before; again only if it has changed)';
      lines.push(`  ${report.name} ${periodName(period, job.plan.timeZone)}${note}`);
      const paths = report.outputs.map((output) => outputPath(job, output, report.name, period));
      await refuseInputs(paths, job.plan);
      for (const path of paths) lines.push(`    ${shown(path)}`);
    }
    return lines;
  } finally {
    history?.close();
  }
}

async function newLines(
  inputs: readonly { readonly name: string; readonly error: string | null }[],
  known: KnownStreams,
  shown: (name: string) => string,
): Promise<string[]> {
  const lines = ['would read:'];
  let unchanged = 0;
  for (const { name, error } of inputs) {
    const what = error ?? (await newIn(name, known));
    if (what === null) unchanged += 1;
    else lines.push(`  ${shown(name)}: ${what}`);
  }
  if (unchanged > 0) lines.push(`  ${unchanged} ${plural(unchanged, 'file')} with nothing new`);
  return lines;
}

/** In words, what is new in a file; null: nothing. */
async function newIn(name: string, known: KnownStreams): Promise<string | null> {
  try {
    const stat = statFile(name);
    const file = known.files.get(stat.key) ?? known.files.get(memberKey(stat.key, 0));
    if (file !== undefined && isSame({ ...file, key: stat.key, changed: null }, stat)) return null;
    const opened = new OpenedFile(name);
    try {
      const { plain: text } = opened;
      if (text === null) return 'compressed or UTF-16: what of it is new is known when it is decoded';
      const size = text.size();
      const matches = await known.matches(stat.key, size, text.head(), (from, end) => text.digestAt(from, end));
      const match = matches.find(({ differs }) => !differs);
      const from = match?.stream.position ?? 0;
      const end = text.lastLineEnd(from, size);
      if (end <= from) return null;
      const isNew = headFingerprints(text.head()).length > 0 && match === undefined;
      return `${end - from} bytes${isNew ? ', a new log' : `, from byte ${from} on`}`;
    } finally {
      opened.close();
    }
  } catch (error) {
    return reasonOf(error);
  }
}
