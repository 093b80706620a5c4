/** Reads standard input as it comes, as `scan` reads it. */
import { KeptEvents } from '../job/read/kept-events.js';
import { impossibleDate } from '../scan/impossible-date.js';
import { STDIN_NAME, sourceName } from '../text/source-name.js';
import { scanPiece } from '../workers/scan-piece.js';
import { Turns } from '../workers/turns.js';
import type { FollowOptions } from './follow.js';
import { lineReader } from './line-reader.js';
import { shownCodes } from './live-counts.js';
import { type LiveRun, PIPED } from './live-run.js';
import { SaidOnce } from './said-once.js';

/** Rejects never: what is wrong with the input is said in the summary. */
export async function followPipe(
  run: LiveRun,
  { plan, signal, warn }: Pick<FollowOptions, 'plan' | 'signal' | 'warn'>,
): Promise<void> {
  const scanner = await lineReader(plan);
  const once = new SaidOnce(warn);
  scanner.onOtherOrder = (source, line) =>
    once.sayOf(source, `${sourceName(source)}: ${impossibleDate(line, plan.rules)}`);
  const piece = { input: 0, name: STDIN_NAME, range: null, members: null };
  let kept = new KeptEvents(shownCodes(plan));
  let number = PIPED;
  let name: string = STDIN_NAME;
  let told = { bytes: 0, lines: 0, matched: 0 };
  let bytes = 0;
  const hand = () => {
    const { batches } = kept;
    kept = new KeptEvents(shownCodes(plan));
    run.takeEvents(number, name, batches);
    const now = { bytes, lines: scanner.lines, matched: scanner.matchedLines };
    run.takeLines(number, name, {
      bytes: now.bytes - told.bytes,
      lines: now.lines - told.lines,
      matched: now.matched - told.matched,
    });
    told = now;
    run.settle();
  };
  const watch = {
    stopped: () => signal.aborted,
    turns: new Turns(),
    newIdentity: null,
    signal,
    read: (n: number) => {
      bytes += n;
      hand();
    },
  };
  for await (const reading of scanPiece(
    piece,
    scanner,
    (batch) => {
      name = batch.source;
      kept.add(batch);
    },
    watch,
  )) {
    name = reading.name;
    bytes = reading.bytes;
    hand();
    run.end(number, signal.aborted ? null : reading.error);
    // The next member of an archive.
    number -= 1;
    bytes = 0;
    told = { bytes: 0, lines: 0, matched: 0 };
  }
}
