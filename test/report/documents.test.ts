import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { BUILT_IN } from '../../src/catalogue/catalogue.js';
import type { PtkEvent } from '../../src/model/event.js';
import { EVENT_RENDERERS, plainNdjson } from '../../src/report/events.js';
import { OUTPUT_FORMATS, SUMMARY_FORMATS } from '../../src/report/formats.js';
import { SUMMARY_RENDERERS } from '../../src/report/index.js';
import { renderJson as renderJsonParts } from '../../src/report/json.js';
import { renderNdjson as renderNdjsonParts } from '../../src/report/ndjson.js';
import { aDay, aSummary } from './a-summary.js';
import { whole } from './whole.js';

const renderJson = whole(renderJsonParts);
const renderNdjson = whole(renderNdjsonParts);

const summary = aSummary(aDay());

test.each(OUTPUT_FORMATS)('%s: is in docs/forms.md', (format) => {
  const forms = readFileSync(new URL('../../docs/forms.md', import.meta.url), 'utf8');
  expect(forms).toContain(`| \`${format}\` |`);
});

test.each(SUMMARY_FORMATS)('%s: ends with one newline', async (format) => {
  const render = await SUMMARY_RENDERERS[format]();
  expect(whole(render)(summary, { width: 80, color: false, by: 'code', top: null })).toMatch(/[^\r\n]\r?\n$/);
});

describe('json', () => {
  test('is the document itself, with its keys in order', () => {
    const text = renderJson(summary);
    expect(JSON.parse(text)).toEqual(summary);
    expect(Object.keys(JSON.parse(text))).toEqual([
      'schema',
      'producer',
      'timeZone',
      'window',
      'options',
      'input',
      'totals',
      'findings',
      'severities',
      'categories',
      'faults',
      'codes',
      'windows',
      'sources',
    ]);
    expect(text).toMatch(/^\{\n {2}"schema": "ptk-logscan\/summary@1",\n/);
  });

  test('shows a terminal no control characters', () => {
    const name = '\x1b[2J\x9b\u202e.log';
    const hostile = aSummary([], { sources: [{ name, bytes: 0, lines: 0, events: 0, error: null }] });
    expect(renderJson(hostile)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    expect(JSON.parse(renderJson(hostile)).sources[0].name).toBe(name);
  });
});

describe('ndjson', () => {
  test('has one window a line', () => {
    const lines = renderNdjson(summary).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(summary.windows);
  });

  test('is empty without windows', () => {
    expect(renderNdjson(aSummary([]))).toBe('');
  });
});

function anEvent(changes: Partial<PtkEvent> = {}): PtkEvent {
  const { code, name, category, severity, fault, retry } = BUILT_IN.get(changes.code ?? 109004);
  return {
    time: '2026-11-01T09:15:00.123Z',
    code,
    name,
    category,
    severity,
    fault,
    retry,
    source: 'app.log',
    line: 7,
    offset: 512,
    inherited: false,
    ...changes,
  };
}

describe('events as ndjson', () => {
  const events = [
    anEvent(),
    anEvent({ code: 107000, time: null }),
    anEvent({ inherited: true, line: 8, source: '"\\\x9b' }),
  ];

  test('are what they were', () => {
    const text = plainNdjson()(events);
    expect(
      text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual(events);
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });

  test('have their keys in order, whatever the order in which they were set', () => {
    const shuffled = Object.fromEntries(Object.entries(anEvent()).reverse()) as unknown as PtkEvent;
    expect(plainNdjson()([shuffled])).toBe(
      '{"time":"2026-11-01T09:15:00.123Z","code":109004,"name":"PlatformUnavailable","category":"availability",' +
        '"severity":"critical","fault":"platform","retry":"later","source":"app.log","line":7,"offset":512,"inherited":false}\n',
    );
  });

  test('of no events are nothing', () => {
    expect(plainNdjson()([])).toBe('');
  });
});

describe('events as text', () => {
  const render = (events: PtkEvent[], color = false) =>
    EVENT_RENDERERS.text({ color })(events.map((event) => ({ kind: 'event', event, text: `x code=${event.code}` })));

  test('are lines of time, severity, code, name and place, and once the line of the log', () => {
    expect(render([anEvent(), anEvent({ code: 107000, time: null }), anEvent({ inherited: true, line: 8 })])).toBe(
      [
        '2026-11-01T09:15:00.123Z  critical  109004  PlatformUnavailable               app.log:7',
        'no time                   ok        107000  RequestCompleted                  app.log:7',
        '| x code=109004',
        '2026-11-01T09:15:00.123Z~ critical  109004  PlatformUnavailable               app.log:8',
        '| x code=109004',
        '',
      ].join('\n'),
    );
  });

  test('cannot steer the terminal', () => {
    const text = render([anEvent({ name: '\x1b[31mred\n', source: '\x1b]0;title\x07x\u202e.log' })]);
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    expect(text.split('\n')).toHaveLength(3);
  });

  test('take colour only when it is asked for', () => {
    expect(render([anEvent()], true)).toContain('\x1b[');
    expect(render([anEvent()])).not.toContain('\x1b');
  });
});
