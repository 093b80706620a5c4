/** The scanner as Node streams. */
import { Transform, type TransformCallback } from 'node:stream';
import { compileKernel } from '../kernel/load.js';
import type { EventBatch } from '../model/event.js';
import { EventFilter } from '../model/filter.js';
import type { CountMode } from '../model/plan.js';
import { enrich } from '../scan/enrich.js';
import { Scanner } from '../scan/scanner.js';
import { ScanTransform } from '../scan/stream.js';
import { catalogueOf, type LineOptions, rulesOf, zoneOption } from './options.js';

export interface ScanOptions extends LineOptions {
  /** Name of the source in the events. Default: `-`. */
  readonly source?: string;
  /** Count a code once a line (`lines`, the default) or as often as it stands there (`occurrences`). */
  readonly count?: CountMode;
}

let module: WebAssembly.Module | undefined;

/**
 * A Transform from bytes (UTF-8 text, cut anywhere) to `EventBatch` objects in input order, each with up to some
 * thousand events and arrays of its own. One stream reads one source.
 */
export function scanStream(options: ScanOptions = {}): Transform {
  module ??= compileKernel();
  const scanner = new Scanner({
    module,
    rules: rulesOf(options),
    timeZone: zoneOption(options.timeZone),
    count: options.count ?? 'lines',
  });
  const reference = options.reference ?? Date.now();
  return new ScanTransform(scanner, { name: options.source ?? '-', reference, offset: 0, lines: 0 });
}

/** A Transform from `EventBatch` objects to one `PtkEvent` object an event: `bytes.pipe(scanStream()).pipe(eventStream())`. */
export function eventStream(options: Pick<LineOptions, 'catalogue'> = {}): Transform {
  const filter = new EventFilter({ since: null, until: null, selected: null });
  return new Transform({
    objectMode: true,
    transform(batch: EventBatch, _encoding: BufferEncoding, done: TransformCallback) {
      for (const event of enrich(batch, catalogueOf(options), filter)) this.push(event);
      done();
    },
  });
}
