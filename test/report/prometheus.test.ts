import parse from 'parse-prometheus-text-format';
import { expect, test } from 'vitest';
import { renderPrometheus as renderPrometheusParts } from '../../src/report/prometheus.js';
import { aReport, compared, PLAIN } from './a-report.js';
import { aSummary } from './a-summary.js';
import { familiesOf } from './exposition.js';
import { whole } from './whole.js';

const renderPrometheus = whole(renderPrometheusParts);

interface Family {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  readonly metrics: readonly { readonly value: string; readonly labels?: Readonly<Record<string, string>> }[];
}

const families = (text: string) => new Map((parse(text) as Family[]).map((family) => [family.name, family]));

test('the whole report, compared', async () => {
  await expect(renderPrometheus(aReport(), compared())).toMatchFileSnapshot('../data/golden/report.prom');
});

test('a parser of the format reads every sample back', () => {
  const summary = aReport();
  const text = renderPrometheus(summary, compared());
  const read = families(text);
  const sum = (name: string) => read.get(name)!.metrics.reduce((total, { value }) => total + Number(value), 0);
  expect([...read.values()].reduce((n, { metrics }) => n + metrics.length, 0)).toBe(
    text.split('\n').filter((line) => line !== '' && !line.startsWith('#')).length,
  );
  expect(sum('ptk_logscan_events')).toBe(summary.totals.events);
  expect(sum('ptk_logscan_severity_events')).toBe(summary.totals.events);
  expect(sum('ptk_logscan_group_events') + sum('ptk_logscan_other_group_events')).toBe(summary.totals.events);
  expect(sum('ptk_logscan_source_events')).toBe(summary.totals.events);
  expect(sum('ptk_logscan_filtered_events')).toBe(summary.totals.filtered);
  expect(sum('ptk_logscan_source_read_whole')).toBe(1);
  const groups = read.get('ptk_logscan_group_events')!.metrics.map(({ labels }) => labels!);
  expect(Object.keys(groups[0]!)).toEqual(['by_tenant', 'by_segment']);
  expect(groups.map(({ by_tenant }) => by_tenant)).toContain('=<script>alert("1")</script>\'"|`&amp;redgnp.exe שלום');
});

test('names, units and types as the conventions have them', () => {
  for (const { name, help, type } of families(renderPrometheus(aReport(), compared())).values()) {
    expect(name).toMatch(/^ptk_logscan_[a-z]+(_[a-z]+)*$/);
    expect(name).not.toMatch(/_total$|_count$|_sum$/);
    if (/time(?!_zone)/.test(name) && name !== 'ptk_logscan_untimed_events')
      expect(name).toMatch(/_timestamp_seconds$/);
    expect(help).toMatch(/\.$/);
    expect(type).toBe('GAUGE');
  }
});

test('samples whose labels come out the same are one sample', () => {
  const names = ['a\x07', 'a', '\\"'];
  const sources = names.map((name) => ({ name, bytes: 1, lines: 1, events: 1, error: null }));
  const read = families(renderPrometheus(aSummary([], { sources }), PLAIN));
  expect(read.get('ptk_logscan_source_events')!.metrics).toEqual([
    { value: '2', labels: { source: 'a' } },
    { value: '1', labels: { source: '\\"' } },
  ]);
  expect(read.has('ptk_logscan_error_ratio')).toBe(false);
});

test('a source that was not read whole is told, also where another one is written alike', () => {
  const wholeOf = (...errors: (string | null)[]) => {
    const sources = ['a\x07', 'a'].map((name, i) => ({ name, bytes: 1, lines: 1, events: 1, error: errors[i]! }));
    const read = familiesOf(renderPrometheus(aSummary([], { sources }), PLAIN));
    return read.find(({ name }) => name === 'ptk_logscan_source_read_whole')!.samples;
  };
  expect(wholeOf(null, null)).toEqual([{ labels: { source: 'a' }, value: 1 }]);
  expect(wholeOf('gone', null)).toEqual([{ labels: { source: 'a' }, value: 0 }]);
  expect(wholeOf(null, 'gone')).toEqual([{ labels: { source: 'a' }, value: 0 }]);
});

test('every line is as the format has it', () => {
  const read = familiesOf(renderPrometheus(aReport(), compared()));
  expect(read.length).toBeGreaterThan(20);
  for (const wrong of [
    'a 1\n',
    '# HELP a x\n# TYPE a gauge\n',
    '# HELP a x\n# TYPE a gauge\na 1\na 1\n',
    '# HELP a x\n# TYPE a counter\na 1\n',
    '# HELP a x\n# TYPE a gauge\na{b="\\x"} 1\n',
    '# HELP a x\n# TYPE a gauge\na{b="c"} 1',
  ]) {
    expect(() => familiesOf(wrong), wrong).toThrow(/^expected/);
  }
});
