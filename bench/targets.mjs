/** What ptk-logscan is meant to reach, and whether it did. */
import { judged } from './jobs.mjs';

const MOST_MEMORY = 128 * 2 ** 20;

/** Rows of `{ target, atMost, stretch, measured, verdict }`, numbers as text in the unit of the row. */
export function targetsOf(results, size) {
  return [...results.flatMap((result) => speed(result, size)), ...memory(results), ...identity(results)];
}

function speed({ job, rows }, size) {
  const reference = rows[0];
  // Of several ways to run it, the plain one.
  const own = rows.find((row) => row.own);
  const found = [];
  const add = (target, row, atMost, stretch) => {
    if (row === undefined) return;
    const limits = { target, atMost: `${atMost} ×`, stretch: stretch === undefined ? '' : `${stretch} ×` };
    const measured = row.ratio === null ? '–' : `${row.ratio.toFixed(2)} ×`;
    found.push({ ...limits, measured, verdict: verdictOf(row.ratio, atMost, stretch, judged(job, size)) });
  };
  add(`${job.title}: time to that of \`${reference.name}\``, own, job.atMost, job.stretch);
  if (job.oneThread !== undefined) {
    const one = rows.find(({ threads }) => threads === 1);
    add('The same on one thread', one, job.oneThread);
  }
  return found;
}

function verdictOf(ratio, atMost, stretch, judgedHere) {
  if (ratio === null) return 'not measured';
  if (!judgedHere) return 'not judged: for 1 GB and more';
  if (ratio > atMost) return 'not met';
  return stretch !== undefined && ratio <= stretch ? 'met, stretch too' : 'met';
}

/** The largest over all jobs in which it chose up to two threads or was told to. */
function memory(results) {
  const rows = results.flatMap(({ rows }) => rows).filter((row) => row.own && (row.threads ?? 2) <= 2);
  const peaks = rows.map(({ peak }) => peak).filter((peak) => peak !== null);
  if (peaks.length === 0) return [];
  const most = Math.max(...peaks);
  const mebi = (bytes) => `${Math.round(bytes / 2 ** 20)} MiB`;
  const verdict = most <= MOST_MEMORY ? 'met' : 'not met';
  const target = 'Peak memory of ptk-logscan over all jobs, up to two threads';
  return [{ target, atMost: mebi(MOST_MEMORY), stretch: '', measured: mebi(most), verdict }];
}

function identity(results) {
  const jobs = results.filter(({ job }) => job.identical);
  if (jobs.length === 0) return [];
  const differing = jobs.filter(
    ({ rows }) => new Set(rows.filter(({ own }) => own).map(({ digest }) => digest)).size > 1,
  );
  const ids = (list) => list.map(({ job }) => job.id).join(', ');
  const measured = differing.length === 0 ? `identical in ${ids(jobs)}` : `different in ${ids(differing)}`;
  const verdict = differing.length === 0 ? 'met' : 'not met';
  return [{ target: 'Documents of one thread and of more', atMost: 'byte-identical', stretch: '', measured, verdict }];
}
