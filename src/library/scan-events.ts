/** Files to single events. */
import { Readable } from 'node:stream';
import { LogscanError } from '../model/errors.js';
import type { PtkEvent } from '../model/event.js';
import type { Summary } from '../model/summary.js';
import { sourceName } from '../text/source-name.js';
import type { Files, FilesRun } from './files-plan.js';
import { SCAN_EVENTS_OPTIONS, type ScanEventsOptions } from './options.js';
import type { ReadableOf } from './typed-streams.js';

/**
 * A Readable of the events of files, as `scanFiles` reads them, one `PtkEvent` object each, in input order: files in the
 * order given, each from its beginning. It reads on only as fast as events are taken; to leave the loop ends it.
 *
 * It fails with a `LogscanError`: `usage` for an option that is wrong, `input` at its end, when all events were given,
 * where sources could not be read whole; or with the reason of the signal.
 */
export function scanEvents(files: Files, options: ScanEventsOptions = {}): ReadableOf<PtkEvent> {
  const ended = new AbortController();
  let wanted = () => {};
  let isStarted = false;
  const stream = new Readable({
    objectMode: true,
    // An error at the end would drop events that wait.
    highWaterMark: 1,
    read() {
      wanted();
      if (isStarted) return;
      isStarted = true;
      run().then(
        () => stream.push(null),
        (error: Error) => stream.destroy(error),
      );
    },
    destroy(error, done) {
      ended.abort();
      wanted();
      done(error);
    },
  });
  const run = async () => {
    const { filesRun } = await import('./files-plan.js');
    const asked = await filesRun(files, options, SCAN_EVENTS_OPTIONS, false);
    const { signal } = asked.run;
    const summary = await eventsOf(asked, AbortSignal.any([signal, ended.signal]), async (events) => {
      for (const event of events) {
        if (stream.push(event) || stream.destroyed) continue;
        await new Promise<void>((resolve) => (wanted = resolve));
      }
    });
    signal.throwIfAborted();
    refuseUnread(summary);
  };
  return stream;
}

async function eventsOf(
  { plan, run }: FilesRun,
  signal: AbortSignal,
  sink: (events: PtkEvent[]) => Promise<void>,
): Promise<Summary> {
  const { runEvents } = await import('../pipeline.js');
  return runEvents(plan, { ...run, signal }, sink);
}

function refuseUnread({ sources }: Summary): void {
  const unread = sources.filter(({ error }) => error !== null);
  const [first] = unread;
  if (first === undefined) return;
  const others = unread.length === 1 ? '' : `; ${unread.length - 1} more could not be read whole`;
  throw new LogscanError('input', `${sourceName(first.name)}: ${first.error}${others}`);
}
