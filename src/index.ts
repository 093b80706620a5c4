/**
 * The library: `import { … } from 'ptk-logscan'`. Everything the command line does is built from these parts.
 */

export { BUILT_IN as catalogue, Catalogue } from './catalogue/catalogue.js';
export { loadCatalogue } from './catalogue/load.js';
export type {
  BaselineComparison,
  BaselineNote,
  CheckDocument,
  IgnoredCode,
  Level as CheckLevel,
  RuleCode,
  RuleLine,
  RuleResult,
  State as CheckState,
  Verdict as CheckVerdict,
  WorstWindow,
} from './check/document.js';
export type { FormName as CheckFormat } from './check/forms/index.js';
export { Aggregation } from './library/aggregation.js';
export { check, mergePartials, render, renderStream, scanFiles, scanPartial } from './library/calls.js';
export type {
  CheckException,
  CheckOptions,
  CheckRule,
  CheckRuleFields,
  Rate,
  Selector,
} from './library/check-options.js';
export { type CompareOptions, compare } from './library/compare.js';
export type { Files } from './library/files-plan.js';
export { type ScannedLine, scanLine } from './library/line.js';
export { lineStream, ndjsonStream } from './library/line-stream.js';
export type { MergeOptions } from './library/merge-options.js';
export type {
  AggregationOptions,
  FilterOptions,
  FormatOptions,
  LineOptions,
  ScanEventsOptions,
  ScanFilesOptions,
  ScanOptions,
  SeverityOption,
  TimeOption,
} from './library/options.js';
export type { RenderOptions } from './library/render-options.js';
export { scanEvents } from './library/scan-events.js';
export type { ScanPartialOptions } from './library/scan-files.js';
export { eventStream, scanStream } from './library/streams.js';
export type { DuplexTo, ReadableOf, TransformTo } from './library/typed-streams.js';
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
export type {
  CategoryChange,
  ChangeVerdict,
  CodeChange,
  ComparedSide,
  Comparison,
  CountChange,
  Presence,
  RateChange,
  WindowChange,
} from './model/comparison.js';
export { type ErrorCode, LogscanError } from './model/errors.js';
export type { EventBatch, GroupColumn, PtkEvent } from './model/event.js';
export type { ExitName, ExitStatus } from './model/exit-status.js';
export type { Finding, FindingGroup, FindingKind } from './model/finding.js';
export type { ExtraFields } from './model/line-format.js';
export type {
  CodeCounts,
  PartialCells,
  PartialCounts,
  PartialDocument,
  PartialGroups,
  PartialHead,
  PartialPart,
  PartialPlan,
} from './model/partial.js';
export type { CountMode, RunProgress } from './model/plan.js';
export type { DateOrder } from './model/rules.js';
export type {
  CodeSummary,
  Counts,
  GroupSummary,
  GroupsSummary,
  Producer,
  SourceSummary,
  Summary,
  SummaryOptions,
  WindowSummary,
} from './model/summary.js';
export type { Candidate, Decision, RuleNumber } from './reference/candidates.js';
export type { SummaryFormat } from './report/formats.js';
export type { GroupOrder } from './report/options.js';
