/** The scanner as Node streams. */
import { Transform, type TransformCallback } from 'node:stream';
import { compileKernel } from '../kernel/load.js';
import type { EventBatch, PtkEvent } from '../model/event.js';
import { eventEnricher } from '../scan/enrich.js';
import type { LineReader } from '../scan/line-reader.js';
import { Scanner } from '../scan/scanner.js';
import { lineFormat } from '../settings/read-line-format.js';
import { requireBatch } from './batch.js';
import { columnKeys, keeperOf } from './columns.js';
import { withNamesLater } from './option-names.js';
import { SCAN_OPTIONS, type ScanOptions } from './options.js';
import { TextScan } from './text-scan.js';
import type { TransformTo } from './typed-streams.js';
import { type StreamPlan, streamPlan } from './values.js';

let module: WebAssembly.Module | undefined;

/**
 * A Transform from bytes (UTF-8 text, cut anywhere) to `EventBatch` objects in input order, each with up to some
 * thousand events and arrays of its own. One stream reads one source. It finds all events: the filters are for whoever
 * counts or shows them. Of the keys of `by`, and then of `where`, batches have the values.
 *
 * The stream fails with a `LogscanError`: `input` for bytes that are no UTF-8 text (gzip, UTF-16, an archive: `scanFiles`
 * reads those), `usage` for a pattern or path that is none.
 * @throws LogscanError `usage` for an option that is wrong
 */
export function scanStream(options: ScanOptions = {}): TransformTo<EventBatch> {
  const plan = streamPlan(options, SCAN_OPTIONS);
  return new TextScan(plan.source, plan.reference, () => readerOf(plan));
}

function readerOf(plan: StreamPlan): LineReader | Promise<LineReader> {
  module ??= compileKernel();
  const { rules, timeZone, count, values } = plan;
  const read = { module, rules, timeZone, count, groupKeys: columnKeys(plan) };
  if (plan.format === null) return new Scanner(read);
  return withNamesLater(async () => {
    const format = (await lineFormat(values))!;
    // Loaded only here: most streams have no format of their own.
    const { CustomFormatScanner } = await import('../scan/custom-format/custom-scanner.js');
    return new CustomFormatScanner({ ...read, format });
  });
}

/**
 * A Transform from `EventBatch` objects to one `PtkEvent` object an event, of those that pass the filters (`since`,
 * `until`, `codes`, `categories`, `severities`, `where`): `bytes.pipe(scanStream()).pipe(eventStream())`.
 *
 * The stream fails with a `LogscanError` `usage` for what is no batch.
 * @throws LogscanError `usage` for an option that is wrong
 */
export function eventStream(options: ScanOptions = {}): TransformTo<PtkEvent> {
  const plan = streamPlan(options, SCAN_OPTIONS);
  const eventsOf = eventEnricher(plan);
  const keep = keeperOf(plan);
  return new Transform({
    objectMode: true,
    transform(batch: EventBatch, _encoding: BufferEncoding, done: TransformCallback) {
      try {
        requireBatch(batch);
        for (const event of eventsOf(keep(batch))) this.push(event);
        done();
      } catch (error) {
        done(error as Error);
      }
    },
  });
}
