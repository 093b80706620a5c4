/**
 * Prometheus' text format, for node_exporter's textfile collector. Every metric is a gauge and not a counter (`_total`),
 * because counts may go down: the next run may read a shorter part of the log. There are no timestamps, as the collector
 * refuses them; the metrics `…_event_timestamp_seconds` have the time of the events. All five severities are always
 * present, so that an alert finds its series.
 */
import { SEVERITIES } from '../model/code.js';
import type { Summary } from '../model/summary.js';
import { labelNames, Metric } from './metric.js';
import type { RenderOptions } from './options.js';

export function* renderPrometheus(summary: Summary, options: Pick<RenderOptions, 'comparison'>): Iterable<string> {
  for (const metric of metrics(summary)) yield* metric.text();
  // Made one after the other: there may be 262,144 groups.
  for (const metric of groupMetrics(summary)) yield* metric.text();
  for (const metric of beforeMetrics(options)) yield* metric.text();
}

function metrics({ timeZone, window, input, totals, severities, codes, sources }: Summary): Metric[] {
  const events = new Metric('events', 'Events by PTK status code; their sum is all events.');
  for (const { code, name, category, severity, fault, retry, count } of codes) {
    events.add(count, [
      ['code', String(code)],
      ['name', name],
      ['category', category],
      ['severity', severity],
      ['fault', fault],
      ['retry', retry],
    ]);
  }
  const bySeverity = new Metric('severity_events', 'Events by severity; error and critical ones are errors.');
  for (const severity of SEVERITIES) bySeverity.add(severities[severity], [['severity', severity]]);
  const read = new Metric('source_read_whole', '1 where the source was read to its end, else 0.');
  const sourceEvents = new Metric('source_events', 'Events by source.');
  for (const { name, events, error } of sources) {
    read.add(error === null ? 1 : 0, [['source', name]], 'least');
    sourceEvents.add(events, [['source', name]]);
  }
  return [
    new Metric('summary_info', 'How the summary was made; always 1.').add(1, [
      ['time_zone', timeZone],
      ['window', window],
    ]),
    new Metric('input_sources', 'Sources that were asked for.').add(input.sources),
    new Metric('input_bytes', 'Bytes scanned, after decompression.').add(input.bytes),
    new Metric('input_lines', 'Lines read.').add(input.lines),
    new Metric('input_matched_lines', 'Lines with at least one PTK status code.').add(input.matchedLines),
    events,
    bySeverity,
    new Metric(
      'error_ratio',
      'Errors by events, 0 to 1; absent without events, and where codes, categories or severities were picked.',
    ).add(totals.errorRate),
    new Metric('unknown_events', 'Events of codes that the catalogue does not know.').add(totals.unknown),
    new Metric('untimed_events', 'Events without a time.').add(totals.untimed),
    new Metric('inherited_events', 'Events with the time of an earlier line.').add(totals.inherited),
    new Metric('filtered_events', 'Events dropped by a limit of time or a filter, in no other metric.').add(
      totals.filtered,
    ),
    new Metric('first_event_timestamp_seconds', 'Unix time of the first event.').add(seconds(totals.first)),
    new Metric('last_event_timestamp_seconds', 'Unix time of the last event.').add(seconds(totals.last)),
    read,
    sourceEvents,
  ];
}

function* groupMetrics({ groups }: Summary): Iterable<Metric> {
  if (groups === undefined) return;
  const names = labelNames(groups.by);
  const of = (metric: Metric, count: 'events' | 'errors') => {
    for (const { values, [count]: value } of groups.rows) {
      metric.add(
        value,
        names.map((name, i) => [name, values[i] ?? '']),
      );
    }
    return metric;
  };
  yield of(new Metric('group_events', 'Events by what is on the line.'), 'events');
  yield of(new Metric('group_errors', 'Errors by what is on the line.'), 'errors');
  // Further metrics and not a label value for “other”: any such value could be a group's value as well.
  yield new Metric('other_groups', 'Groups that had no place of their own.').add(groups.other?.groups ?? 0);
  yield new Metric('other_group_events', 'Events of those groups.').add(groups.other?.events ?? 0);
  yield new Metric('other_group_errors', 'Errors of those groups.').add(groups.other?.errors ?? 0);
}

function beforeMetrics({ comparison }: Pick<RenderOptions, 'comparison'>): Metric[] {
  if (comparison === undefined || comparison === null) return [];
  const events = new Metric('before_events', 'Events by PTK status code in the earlier summary.');
  for (const { code, name, severity, count } of comparison.codes) {
    events.add(count.before, [
      ['code', String(code)],
      ['name', name],
      ['severity', severity],
    ]);
  }
  return [
    events,
    new Metric('before_error_ratio', 'Errors by events in the earlier summary, 0 to 1; absent as error_ratio is.').add(
      comparison.errorRate.before,
    ),
    new Metric(
      'error_ratio_change_p_value',
      'Probability of so large a change of the error ratio by chance alone.',
    ).add(comparison.errorRate.p),
  ];
}

function seconds(instant: string | null): number | null {
  return instant === null ? null : Date.parse(instant) / 1000;
}
