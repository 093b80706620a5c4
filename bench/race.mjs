/** Contenders against each other on one job, and what came of it. */
import { createHash } from 'node:crypto';
import { differenceOf, READINGS } from './counts.mjs';
import { heat, measure } from './measure.mjs';

/**
 * One warm-up each, then rounds A B C A B C …, so that a machine that slows down or speeds up does so for all; before
 * each run the log is read once, so that it lies in the page cache for everybody. Who has spent `budget` seconds and is
 * neither the reference, which is the first contender, nor ours sits out the rounds that are left. Everybody has at
 * least one; whose warm-up alone took longer than the budget has that one counted, since what a cold start costs does
 * not show in it. Whoever fails, or tells something that is not so, is out, with the reason as `problem`.
 *
 * `log` is `{ name, truth }`; a contender may have its own. Gives a row for each contender; `ratio` is the median of the
 * ratios to the reference within a round.
 */
export function race(contenders, log, { rounds, budget, folder, say }) {
  const entrants = contenders.map((contender) => ({
    contender,
    log: contender.log ?? log,
    runs: [],
    problem: null,
  }));
  const isLimited = ({ contender }) => contender !== contenders[0] && !contender.own;
  for (const entrant of entrants) {
    const warmUp = run(entrant, folder);
    if (isLimited(entrant) && warmUp.seconds > budget) entrant.runs.push({ round: 0, ...warmUp });
  }
  for (let round = 0; round < rounds; round++) {
    for (const entrant of entrants) {
      const { runs, problem } = entrant;
      const spent = runs.reduce((sum, { seconds }) => sum + seconds, 0);
      if (problem !== null || (isLimited(entrant) && runs.length > 0 && spent > budget)) continue;
      runs.push({ round, ...run(entrant, folder) });
    }
    say(`round ${round + 1} of ${rounds}`);
  }
  const reference = new Map(entrants[0].runs.map(({ round, seconds }) => [round, seconds]));
  return entrants.map((entrant) => rowOf(entrant, reference));
}

function run(entrant, folder) {
  const { contender, log } = entrant;
  heat(log.name, folder);
  const { stdout, failure, ...taken } = measure(contender.command, folder);
  entrant.problem ??= failure ?? falsehood(stdout, contender, log.truth);
  entrant.digest = createHash('sha256').update(stdout).digest('hex');
  return taken;
}

function falsehood(stdout, { reads }, truth) {
  try {
    const difference = differenceOf(READINGS[reads].read(stdout), truth);
    return difference === null ? null : `wrong counts: ${difference}`;
  } catch (error) {
    return `output that is not understood: ${error.message}`;
  }
}

function rowOf({ contender, log, runs, problem, digest }, reference) {
  const { name, command, reads, own = false, threads = null } = contender;
  const row = { name, counts: READINGS[reads].counts, command, own, threads, problem, digest, runs: [] };
  if (problem !== null)
    return { ...row, median: null, low: null, high: null, rate: null, ratio: null, cpu: null, peak: null };
  const seconds = runs.map((each) => each.seconds);
  const known = (key) => runs.map((each) => each[key]).filter((value) => value !== null);
  return {
    ...row,
    runs: seconds,
    median: median(seconds),
    low: Math.min(...seconds),
    high: Math.max(...seconds),
    /** Bytes of text a second. */
    rate: log.truth.bytes / median(seconds),
    ratio: median(
      runs.filter(({ round }) => reference.has(round)).map((each) => each.seconds / reference.get(each.round)),
    ),
    cpu: median(known('cpu')),
    peak: known('peak').length === 0 ? null : Math.max(...known('peak')),
  };
}

/** Null of nothing. */
function median(values) {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}
