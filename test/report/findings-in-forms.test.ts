/** Every form for people says the same of what stands out. */
import { expect, test } from 'vitest';
import { messageText, reportMessage } from '../../src/job/notify/message.js';
import type { Finding } from '../../src/model/finding.js';
import { conclusion } from '../../src/report/conclusion.js';
import { renderHtml } from '../../src/report/html/index.js';
import { renderMarkdown } from '../../src/report/markdown/index.js';
import { renderTable } from '../../src/report/table/index.js';
import { htmlText } from '../../src/text/escape.js';
import { markdownText } from '../../src/text/markdown.js';
import { printable } from '../../src/text/terminal.js';
import { zoneOf } from '../../src/time/zone.js';
import { HOSTILE, PLAIN } from './a-report.js';
import { aDay, aSummary } from './a-summary.js';
import { whole } from './whole.js';

const finding = (text: string, more: Partial<Finding> = {}): Finding => ({
  ...{ kind: 'episode', severity: 'critical', since: '2026-11-01T14:00:00.000Z', until: null, events: 10, errors: 9 },
  ...{ rate: 0.9, rateBefore: 0.1, codes: [109004], groups: [], fault: 'platform', retry: 'later', pValue: 0 },
  text,
  ...more,
});
const FINDINGS = [
  finding('since 14:00: 73.0% errors (6.3% before), 109004 PlatformUnavailable, platform: retry later'),
  finding(`since 14:00: tenant ${HOSTILE}`, { severity: 'error' }),
  finding('07:00 to 09:00: no events, where some 20 were to be expected', {
    kind: 'gap',
    severity: 'warning',
    codes: [],
  }),
];
const SUMMARY = { ...aSummary(aDay()), findings: FINDINGS };
const START = Date.UTC(2026, 10, 1);
const WHOM = { key: 'tenant', command: 'ptk-logscan --by tenant day.log' };

/** What a notification by mail says. */
function mail(summary: typeof SUMMARY): string {
  const period = { since: START, until: START + 86_400_000, name: null };
  const report = { name: 'daily', title: 'daily', subtitle: null, url: null };
  const draft = { report, period, before: null, summary, check: null, verdict: null, editionNotes: [] };
  return messageText(reportMessage('job.yaml', draft as never, [], null, zoneOf('UTC')));
}

/** Each with how it escapes. */
const FORMS: readonly (readonly [string, (summary: typeof SUMMARY) => string, (text: string) => string])[] = [
  ['table', (summary) => whole(renderTable)(summary, { ...PLAIN, width: 1000, whom: WHOM }), printable],
  ['html', (summary) => renderHtml(summary, { ...PLAIN, whom: WHOM }), (text) => htmlText(printable(text))],
  ['mail', mail, printable],
  ['markdown', (summary) => renderMarkdown(summary, { ...PLAIN, whom: WHOM }), markdownText],
];

test.each(FORMS)('%s', (name, render, escaped) => {
  const text = render(SUMMARY);
  const places = FINDINGS.map((each) => text.indexOf(escaped(each.text)));
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
  // A notification is of a job's history, which has no lines in which a key could be.
  if (name !== 'mail') expect(text).toContain(escaped(`which tenant: ${WHOM.command}`));
});

test.each(FORMS)('%s: where nothing stands out it says so', (_name, render, escaped) => {
  const { nothing } = conclusion({ ...SUMMARY, findings: [] });
  expect(render({ ...SUMMARY, findings: [] })).toContain(escaped(nothing!));
});

test.each(FORMS)('%s: more than eight are counted', (_name, render) => {
  expect(render({ ...SUMMARY, findings: Array.from({ length: 11 }, (_, i) => finding(`number ${i}`)) })).toContain(
    'and 3 findings more',
  );
});

test('a log without times says why nothing is told', () => {
  const untimed = aSummary([]);
  const totals = { ...untimed.totals, events: 30, errors: 10, untimed: 30, errorRate: 1 / 3 };
  expect(conclusion({ ...untimed, totals }).nothing).toBe(
    '33.3% errors; no event has a time, so that nothing can be said of when',
  );
});
