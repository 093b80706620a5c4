/**
 * The library: `import { … } from 'ptk-logscan'`. Everything the command line does is built from these parts.
 */

export { BUILT_IN as catalogue, Catalogue } from './catalogue/catalogue.js';
export { loadCatalogue } from './catalogue/load.js';
export { Aggregation, type AggregationOptions } from './library/aggregation.js';
export { type LineOptions, type ScannedLine, scanLine } from './library/line.js';
export { lineStream, ndjsonStream } from './library/line-stream.js';
export { eventStream, type ScanOptions, scanStream } from './library/streams.js';
export {
  CATEGORIES,
  type Category,
  type CodeInfo,
  FAULTS,
  type Fault,
  isError,
  RETRIES,
  type Retry,
  SEVERITIES,
  type Severity,
} from './model/code.js';
export { type ErrorCode, LogscanError } from './model/errors.js';
export type { EventBatch, PtkEvent } from './model/event.js';
export type {
  CodeSummary,
  GroupSummary,
  GroupsSummary,
  SourceSummary,
  Summary,
  WindowSummary,
} from './model/summary.js';
