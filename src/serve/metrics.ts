/**
 * `/metrics` of a live run, in Prometheus' text format. What ends in `_total` never goes down while the program runs, nor
 * over a restart with a state file.
 */
import type { Catalogue } from '../catalogue/catalogue.js';
import { type Category, SEVERITIES, type Severity } from '../model/code.js';
import { labelNames, Metric } from '../report/metric.js';
import type { AlertCount, LiveCounters, LiveTotals } from '../watch/view.js';

export interface Measured {
  readonly totals: LiveTotals;
  readonly counters: LiveCounters;
  readonly catalogue: Catalogue;
  readonly groupKeys: readonly string[];
  readonly alerts: readonly AlertCount[];
  readonly clients: number;
  readonly dropped: number;
  /** Epoch milliseconds. */
  readonly now: number;
}

export function metricsText(measured: Measured): string {
  return liveMetrics(measured)
    .map((metric) => [...metric.text()].join(''))
    .join('');
}

/** Always the same ones, though they may have no samples. */
export function liveMetrics(measured: Measured): Metric[] {
  return [...countMetrics(measured), ...groupMetrics(measured), ...runMetrics(measured)];
}

function countMetrics({ counters: { codes }, catalogue }: Measured): Metric[] {
  const events = new Metric('events_total', 'Events by PTK status code; their sum is all events.', 'counter');
  const severities = new Map<Severity, number>(SEVERITIES.map((severity) => [severity, 0]));
  const categories = new Map<Category, number>();
  for (const [code, count] of codes) {
    const { name, category, severity } = catalogue.get(code);
    events.add(count, [
      ['code', String(code)],
      ['name', name],
      ['category', category],
      ['severity', severity],
    ]);
    severities.set(severity, severities.get(severity)! + count);
    categories.set(category, (categories.get(category) ?? 0) + count);
  }
  // All five from the start on, so that an alert finds its series.
  const bySeverity = new Metric(
    'severity_events_total',
    'Events by severity; error and critical ones are errors.',
    'counter',
  );
  for (const [severity, count] of severities) bySeverity.add(count, [['severity', severity]]);
  const byCategory = new Metric('category_events_total', 'Events by category.', 'counter');
  for (const [category, count] of categories) byCategory.add(count, [['category', category]]);
  return [events, bySeverity, byCategory];
}

function groupMetrics({ counters: { groups }, groupKeys }: Measured): Metric[] {
  const names = labelNames(groupKeys);
  const events = new Metric(
    'group_events_total',
    'Events by what is on the line; those of further groups, beyond 1,000, have no values.',
    'counter',
  );
  const errors = new Metric('group_errors_total', 'Errors by what is on the line.', 'counter');
  for (const group of groups) {
    const labels = names.map((name, i) => [name, group.values[i] ?? ''] as const);
    events.add(group.events, labels);
    errors.add(group.errors, labels);
  }
  return [events, errors];
}

function runMetrics({ totals, counters, alerts, clients, dropped, now }: Measured): Metric[] {
  const { newest, watermark } = totals;
  const firing = new Metric('alert_firing', '1 while the alert fires, else 0.');
  const fired = new Metric('alerts_fired_total', 'How often the alert has fired.', 'counter');
  for (const alert of alerts) {
    firing.add(alert.isFiring ? 1 : 0, [['rule', alert.rule]], 'most');
    fired.add(alert.fired, [['rule', alert.rule]]);
  }
  const failing = new Metric('source_failing', '1 for each file that cannot be read now.');
  for (const name of totals.failures.keys()) failing.add(1, [['source', name]], 'most');
  return [
    new Metric('late_events_total', 'Events that came when their window was closed.', 'counter').add(totals.late),
    new Metric('lines_total', 'Lines read.', 'counter').add(totals.lines),
    new Metric('bytes_total', 'Bytes read, after decompression.', 'counter').add(totals.bytes),
    new Metric('read_errors_total', 'How often a file could not be read.', 'counter').add(counters.readErrors),
    new Metric('gaps_total', 'How often lines may have been lost.', 'counter').add(totals.gaps.length),
    new Metric('sources', 'Sources that were read.').add(totals.sources),
    failing,
    new Metric('last_event_timestamp_seconds', 'Unix time of the newest event.').add(seconds(newest)),
    new Metric('watermark_timestamp_seconds', 'Unix time before which all windows are closed.').add(seconds(watermark)),
    new Metric('watermark_lag_seconds', 'By how much the watermark is behind the clock.').add(
      watermark === null ? null : Math.max(0, now - watermark) / 1000,
    ),
    firing,
    fired,
    new Metric('serve_clients', 'Pages and streams that are open.').add(clients),
    new Metric(
      'serve_dropped_clients_total',
      'Streams that were ended because their reader was too slow.',
      'counter',
    ).add(dropped),
  ];
}

function seconds(ms: number | null): number | null {
  return ms === null ? null : ms / 1000;
}
