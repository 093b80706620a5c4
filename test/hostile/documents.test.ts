/** Hostile names, groups, catalogues and log lines in every form of output, read by that form's own reader. */
import fc from 'fast-check';
import { createTransport } from 'nodemailer';
import parsePrometheus from 'parse-prometheus-text-format';
import { Parser } from 'tap-parser';
import { describe, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import type { CheckDocument } from '../../src/check/document.js';
import { renderStepSummary, SUMMARY_BYTES } from '../../src/check/forms/github-summary.js';
import { FORMS, type FormName } from '../../src/check/forms/index.js';
import { errorMessage, messageText, slackForm } from '../../src/job/notify/message.js';
import type { CodeInfo } from '../../src/model/code.js';
import type { Summary } from '../../src/model/summary.js';
import { CODES_RENDERERS } from '../../src/report/codes/index.js';
import { EVENT_RENDERERS } from '../../src/report/events.js';
import { renderExplanation } from '../../src/report/explain.js';
import type { SummaryFormat } from '../../src/report/formats.js';
import { SUMMARY_RENDERERS } from '../../src/report/index.js';
import type { RenderOptions } from '../../src/report/options.js';
import { forPeople } from '../../src/text/for-people.js';
import { printable } from '../../src/text/terminal.js';
import { documentOf, OPTIONS } from '../check/forms/a-document.js';
import { rule } from '../check/run-of.js';
import { PLAIN } from '../report/a-report.js';
import { aSummary } from '../report/a-summary.js';
import { familiesOf } from '../report/exposition.js';
import { linked, markup, tables } from '../report/markdown-reading.js';
import { withGroups } from '../report/summaries.js';
import { commandsOf, unseenIn } from './runners.js';
import { hostileText } from './texts.js';

/** `PTK_LOGSCAN_TEST_TEXTS=5000` looks longer. */
const RUNS = { numRuns: Number(process.env.PTK_LOGSCAN_TEST_TEXTS ?? 60) };
const AT = Date.UTC(2026, 10, 1, 9);

function summaryOf(text: string): Summary {
  const seen = [
    { at: AT, code: 107000, times: 40 },
    { at: AT + 3_600_000, code: 109004, times: 9 },
    { at: AT + 7_200_000, code: 107999, times: 1 },
  ];
  const sources = [
    { name: `${text}.log`, bytes: 5000, lines: 150, events: 50, error: null },
    { name: 'gone.log', bytes: 0, lines: 0, events: 0, error: text },
  ];
  const named = aSummary(seen, { sources, names: { 109004: text, 107999: text } });
  return withGroups(
    named,
    ['tenant', 'segment'],
    [
      [text, 'a'],
      [`a${text}`, text],
    ],
  );
}

/** With lines of the log that are this text. */
function withLines(text: string): RenderOptions {
  return { ...PLAIN, lines: new Map([[109004, [{ source: text, offset: 0, time: AT, text }]]]) };
}

function checkOf(text: string): CheckDocument {
  const document = documentOf(
    [
      rule('max-error-rate', '2%', { name: `a${text}` }),
      rule('max-count', '0', { select: '109004', name: `b${text}`, level: 'warn' }),
    ],
    `${text}.log`,
    text,
  );
  for (const finding of document.rules) for (const code of finding.codes) code.name = text;
  return document;
}

const infoOf = (text: string): CodeInfo => ({
  code: 107999,
  name: text,
  description: `${text} ${text}`,
  category: 'unknown',
  severity: 'error',
  fault: 'unknown',
  retry: 'unknown',
});

const summaries = Object.fromEntries(
  await Promise.all(
    Object.entries(SUMMARY_RENDERERS).map(async ([name, load]) => {
      const render = await load();
      return [name, (...of: Parameters<typeof render>) => [...render(...of)].join('')];
    }),
  ),
) as Record<SummaryFormat, (summary: Summary, options: typeof PLAIN) => string>;
const forms = Object.fromEntries(
  await Promise.all(Object.entries(FORMS).map(async ([name, load]) => [name, await load()])),
) as Record<FormName, (document: CheckDocument, options: typeof OPTIONS) => string>;

/** What a form is for one text; run for many. */
function each(holds: (text: string) => void): void {
  fc.assert(fc.property(hostileText, holds), RUNS);
}

describe('for people: no command of a build, nothing unseen', () => {
  const event = (text: string) => ({ ...infoOf(text), time: null, source: text, line: 1, offset: 0, inherited: false });
  const FOR_PEOPLE: Readonly<Record<string, (text: string) => string>> = {
    'the table': (text) => summaries.table(summaryOf(text), withLines(text)),
    Markdown: (text) => summaries.markdown(summaryOf(text), withLines(text)),
    'a check': (text) => forms.text(checkOf(text), OPTIONS),
    events: (text) =>
      EVENT_RENDERERS.text({ color: false })([
        { kind: 'event', event: event(text), text },
        { kind: 'context', text },
      ]),
    codes: (text) => CODES_RENDERERS.table([infoOf(text)], { width: 60, color: false }),
    'codes in Markdown': (text) => CODES_RENDERERS.markdown([infoOf(text)]),
    'an explanation': (text) => renderExplanation([infoOf(text)], { width: 60, color: false, catalogue: [] }),
    anything: (text) => text,
    'its lines': (text) => `a\n${text}\n  ${text}\n`,
  };

  test.each(Object.entries(FOR_PEOPLE))('%s', (_name, render) => {
    each((text) => {
      const shown = forPeople(render(text)).replaceAll(/\u001b\[[0-9;]*m/g, '');
      expect(commandsOf(shown)).toEqual([]);
      expect(unseenIn(shown)).toEqual([]);
    });
  });

  test('what has been through it once stays as it is', () => {
    each((text) => {
      expect(forPeople(forPeople(text))).toBe(forPeople(text));
    });
  });

  test('the same lines, and in them the same words', () => {
    each((text) => {
      const words = (of: string) => of.replace(/\s/g, '');
      expect(words(forPeople(printable(text)))).toBe(words(printable(text)));
      expect(forPeople(`${printable(text)}\nx`).split('\n')).toHaveLength(2);
    });
  });
});

describe('for programs: their own readers read what was written', () => {
  test('JSON and JSON lines', () => {
    each((text) => {
      const summary = summaryOf(text);
      const documents = [summaries.json(summary, PLAIN), forms.json(checkOf(text), OPTIONS)];
      expect(JSON.parse(documents[0]!)).toEqual(JSON.parse(JSON.stringify(summary)));
      expect(JSON.parse(documents[1]!)).toEqual(JSON.parse(JSON.stringify(checkOf(text))));
      expect(JSON.parse(CODES_RENDERERS.json([infoOf(text)])).codes).toEqual([infoOf(text)]);
      const event = { ...infoOf(text), time: null, source: text, line: 1, offset: 0, inherited: false };
      const line = EVENT_RENDERERS.ndjson({ color: false })([{ kind: 'event', event, text }]);
      expect(JSON.parse(line)).toMatchObject({ name: text, source: text, text });
      expect(line.trimEnd().split('\n')).toHaveLength(1);
      for (const written of [
        ...documents,
        line,
        forms.sarif(checkOf(text), OPTIONS),
        forms.gitlab(checkOf(text), OPTIONS),
      ]) {
        JSON.parse(written);
        expect(commandsOf(written)).toEqual([]);
        expect(unseenIn(written)).toEqual([]);
      }
    });
  });

  test('CSV, by the rules of RFC 4180', () => {
    each((text) => {
      for (const form of ['csv-codes', 'csv-groups'] as const) {
        const records = csv(summaries[form](summaryOf(text), withLines(text)).replace(/^\ufeff/, ''));
        expect(new Set(records.map((record) => record.length)).size).toBe(1);
        const written = new Set(records.flat().map((field) => field.replace(/^'/, '')));
        expect([...written]).toContain(printable(text).replace(/^'/, ''));
        for (const field of records.flat()) expect(field).not.toMatch(/^\s*[=+\-@＝＋－＠]/u);
      }
      expect(summaries['csv-windows'](summaryOf(text), withLines(text))).toBe(
        summaries['csv-windows'](summaryOf('plain'), withLines('plain')),
      );
    });
  });

  test('Prometheus', () => {
    each((text) => {
      const written = summaries.prometheus(summaryOf(text), withLines(text));
      expect(familiesOf(written).length).toBeGreaterThan(10);
      const families = parsePrometheus(written) as {
        name: string;
        metrics: { labels?: Record<string, string> }[];
      }[];
      const labels = families
        .find(({ name }) => name === 'ptk_logscan_source_events')!
        .metrics.map((metric) => metric.labels!.source);
      expect(labels).toEqual([printable(`${text}.log`), 'gone.log']);
    });
  });

  test('HTML has the tags that it has for plain text', () => {
    const skeleton = (page: string) =>
      page
        .replace(/<(style|script)>[\s\S]*?<\/\1>/g, '')
        .match(/<[^>]*>/g)!
        .map((tag) => /^<\/?[\w!-]+/.exec(tag)![0] + (tag.match(/\s[\w:-]+(?==")/g) ?? []).join(''));
    const plain = skeleton(summaries.html(summaryOf('plain'), { ...withLines('plain'), cross: [0, 1] }));
    each((text) => {
      const page = summaries.html(summaryOf(text), { ...withLines(text), cross: [0, 1] });
      if (printable(text).trim() !== '') expect(skeleton(page)).toEqual(plain);
      expect(commandsOf(page)).toEqual([]);
      expect(unseenIn(page)).toEqual([]);
    });
  });

  test('Markdown links, marks up and notifies nobody', () => {
    each((text) => {
      const documents = [
        summaries.markdown(summaryOf(text), withLines(text)),
        CODES_RENDERERS.markdown([infoOf(text)]),
        renderStepSummary(checkOf(text), SUMMARY_BYTES),
        forms.markdown(checkOf(text), OPTIONS),
      ];
      for (const markdown of documents) {
        expect(linked(markdown)).toEqual([]);
        expect(markup(markdown).filter((tag) => !/^<(?:br|\/?details|\/?summary)>$/.test(tag))).toEqual([]);
        expect(unseenIn(markdown)).toEqual([]);
        for (const cells of tables(markdown)) expect(new Set(cells).size, markdown).toBe(1);
      }
    });
  });

  test('JUnit is valid XML', async () => {
    const xml = fc
      .sample(hostileText, 40)
      .map((text, i) => ({ fileName: `${i}.xml`, contents: forms.junit(checkOf(text), OPTIONS) }));
    const { valid, errors } = await validateXML({ xml, schema: [ANY] });
    expect(errors).toEqual([]);
    expect(valid).toBe(true);
    for (const { contents } of xml) {
      expect(commandsOf(contents)).toEqual([]);
      expect(unseenIn(contents)).toEqual([]);
    }
  });

  test('TAP has a point for each rule, and nothing else', () => {
    each((text) => {
      const document = checkOf(text);
      const written = forms.tap(document, OPTIONS);
      const names: string[] = [];
      const extra: string[] = [];
      const parser = new Parser({ strict: true });
      parser.on('assert', ({ name }: { name: string }) => names.push(name));
      parser.on('extra', (line: string) => extra.push(line));
      parser.end(written);
      expect(extra).toEqual([]);
      expect(names).toHaveLength(document.rules.length);
      expect(commandsOf(written)).toEqual([]);
      expect(unseenIn(written)).toEqual([]);
    });
  });

  test("TeamCity's messages are commands, each of them meant", () => {
    each((text) => {
      const lines = forms.teamcity(checkOf(text), OPTIONS).trimEnd().split('\n');
      for (const line of lines) {
        expect(line).toMatch(/^##teamcity\[(?:inspectionType|inspection|buildProblem|buildStatisticValue|message) /);
        // No bracket but the last one, and no second message.
        expect(line.replace(/\|./g, '').slice(0, -1)).not.toContain(']');
        expect(commandsOf(line)).toEqual([{ runner: 'TeamCity', line }]);
        expect(commandsOf(line.slice(2))).toEqual([]);
        expect(line).toMatch(/^[ -~]*$/);
      }
    });
  });

  test("GitHub's annotations are commands, each of them meant", () => {
    each((text) => {
      const lines = forms.github(checkOf(text), OPTIONS).trimEnd().split('\n');
      for (const line of lines) {
        expect(line).toMatch(/^::(error|warning) [^\n]*?title=[^:,]*::/);
        expect(commandsOf(line)).toEqual([{ runner: 'GitHub', line }]);
        expect(unseenIn(line)).toEqual([]);
      }
    });
  });
});

describe('notifications', () => {
  test('a text has as many lines as it has parts, and nothing unseen', () => {
    const parts = messageText(errorMessage('job', 'plain')).split('\n').length;
    each((text) => {
      const written = messageText(errorMessage(`/srv/${text}/job.yaml`, text));
      expect(written.split('\n')).toHaveLength(parts);
      expect(unseenIn(written)).toEqual([]);
    });
  });

  test('in the form of Slack: no mention, no link, no code', () => {
    each((text) => {
      const { text: written } = JSON.parse(slackForm(errorMessage('job', text))) as { text: string };
      expect(written).not.toMatch(/[<>`]|&(?!amp;|lt;|gt;)|(?<![\w.])@\w|:\/\/|\]\(/);
      expect(written.split('\n')[0]).toMatch(/^\*[^*\n]*\*$/);
    });
  });

  test('a mail has the headers that it has for plain text', async () => {
    const transport = createTransport({ streamTransport: true, buffer: true });
    const headers = async (text: string) => {
      const message = errorMessage('job', text);
      const mail = { from: 'a@a.example', to: 'b@b.example', subject: message.subject, text: messageText(message) };
      const sent = (await transport.sendMail(mail)).message.toString();
      const head = sent.slice(0, sent.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');
      return head.split('\r\n').map((line) => line.slice(0, line.indexOf(':')));
    };
    const plain = await headers('plain');
    for (const text of fc.sample(hostileText, 30)) expect(await headers(text)).toEqual(plain);
  });
});

/** A schema that any document of JUnit's shape fits. */
const ANY = {
  fileName: 'any.xsd',
  contents: `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="testsuites"><xs:complexType>
    <xs:sequence><xs:any processContents="skip" maxOccurs="unbounded"/></xs:sequence><xs:anyAttribute processContents="skip"/></xs:complexType></xs:element></xs:schema>`,
};

function csv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    record.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === ',') continue;
    records.push(record);
    record = [];
  }
  return records;
}
