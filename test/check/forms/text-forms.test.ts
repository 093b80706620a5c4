/** The forms that stand in a build's log or on its page: text, GitHub's annotations and summary. */
import { describe, expect, test } from 'vitest';
import { renderGithub } from '../../../src/check/forms/github.js';
import { renderStepSummary, SUMMARY_BYTES } from '../../../src/check/forms/github-summary.js';
import { renderText } from '../../../src/check/forms/text.js';
import { forPeople } from '../../../src/text/for-people.js';
import { linked, markup, tables } from '../../report/markdown-reading.js';
import { rule } from '../run-of.js';
import { crowded, documentOf, empty, hostile, OPTIONS, ordinary, passing } from './a-document.js';

const DOCUMENTS = [
  ['an ordinary run', ordinary()],
  ['a run that passes', passing()],
  ['an empty run', empty()],
  ['many rules', crowded()],
  ['hostile text', hostile()],
] as const;

describe('text', () => {
  test('says what is broken, by how much, since when and where', () => {
    expect(renderText(ordinary(), OPTIONS)).toMatchInlineSnapshot(`
      "Check FAILED: 5 of 8 rules broken, 2 warnings

      FAIL  error rate
            Errors: 13.7% (13 of 95 events), at most 2% allowed
            codes: 109004 PlatformUnavailable, critical, 9 events
                   109002 CommunicationTimeout, error, 4 events
            at logs/app.log:13  2026-11-01T10:04:00.000Z  109004 PlatformUnavailable
               | log line 13
            at logs/app.log:11  2026-11-01T09:02:00.000Z  109002 CommunicationTimeout
               | log line 11
            at logs/app.log:14  2026-11-01T10:05:00.000Z  109004 PlatformUnavailable
               | log line 14
      FAIL  Platform reachable
            109004 PlatformUnavailable: 9 of 95 events, none allowed
            codes: 109004 PlatformUnavailable, critical, 9 events
            at logs/app.log:13  2026-11-01T10:04:00.000Z  109004 PlatformUnavailable
               | log line 13
            at logs/app.log:14  2026-11-01T10:05:00.000Z  109004 PlatformUnavailable
               | log line 14
      FAIL  Licences
            There are no events of category licensing to check
      FAIL  rise of the error rate
            Errors rose from 0.2% (1 of 501 events) in the baseline to 13.7% (13 of 95 events): more than 0.5pp and more than chance (p below 0.0001%, level 1%, Fisher's exact test)
            codes: 109004 PlatformUnavailable, critical, 9 events
                   109002 CommunicationTimeout, error, 4 events
            at logs/app.log:13  2026-11-01T10:04:00.000Z  109004 PlatformUnavailable
               | log line 13
            at logs/app.log:11  2026-11-01T09:02:00.000Z  109002 CommunicationTimeout
               | log line 11
            at logs/app.log:14  2026-11-01T10:05:00.000Z  109004 PlatformUnavailable
               | log line 14
      FAIL  no new error codes
            The baseline has no 106999 Unknown or 109004 PlatformUnavailable; this run has 11 events of them
            codes: 109004 PlatformUnavailable, critical, 9 events
                   106999 (unknown), warning, 2 events
            at logs/app.log:13  2026-11-01T10:04:00.000Z  109004 PlatformUnavailable
               | log line 13
            at logs/app.log:15  2026-11-01T10:06:00.000Z  106999 (unknown)
               | log line 15
            at logs/app.log:14  2026-11-01T10:05:00.000Z  109004 PlatformUnavailable
               | log line 14
      WARN  input read whole
            Could not be read whole: gone.log: no such file
      WARN  Each hour
            Errors: 31.3% (10 of 32 events) in 2026-11-01 10:00 to 11:00, at most 2% allowed; 2 of 2 windows broke it
            worst windows: 31.3% (10 of 32 events) in 2026-11-01 10:00 to 11:00
                           4.8% (3 of 63 events) in 2026-11-01 09:00 to 10:00
            codes: 109004 PlatformUnavailable, critical, 9 events
                   109002 CommunicationTimeout, error, 4 events
            at logs/app.log:13  2026-11-01T10:04:00.000Z  109004 PlatformUnavailable
               | log line 13
            at logs/app.log:11  2026-11-01T09:02:00.000Z  109002 CommunicationTimeout
               | log line 11
            at logs/app.log:14  2026-11-01T10:05:00.000Z  109004 PlatformUnavailable
               | log line 14
      ok    107000 RequestCompleted must occur: at least 1; seen 80 of 95 events

      Looked at 95 events, 13 errors, in 285 lines of 2 sources; 2026-11-01 09:01 to 10:01 UTC.
      Compared 1 rate with base.json by Fisher's exact test, one-sided, p-values corrected by Holm's method; level 1%.
      "
    `);
  });

  test('is short where nothing is wrong', () => {
    expect(renderText(passing(), OPTIONS)).toMatchInlineSnapshot(`
      "Check PASSED: 2 of 2 rules hold

      ok    error rate: at most 2%; seen 0% (0 of 5 events)
      ok    107000 RequestCompleted must occur: at least 1; seen 5 of 5 events

      Looked at 5 events, 0 errors, in 15 lines of 1 source; 2026-11-01 09:01 to 09:01 UTC.
      "
    `);
    expect(renderText(empty(), OPTIONS)).toMatchInlineSnapshot(`
      "Check PASSED: no events to check, which is allowed

      skip  events to check
            No events to check: standard input is empty
      skip  error rate
            There are no events to check

      Looked at 0 events, 0 errors, in 0 lines of 1 source.
      "
    `);
  });

  test('has colours only where they are wanted', () => {
    const colored = renderText(ordinary(), { color: true });
    expect(colored).toContain('\x1b[31mFAIL\x1b[0m');
    expect(colored.replace(/\x1b\[\d+m/g, '')).toBe(renderText(ordinary(), OPTIONS));
  });

  test('hostile text obeys nobody: no control, no command of a CI system', () => {
    const text = forPeople(renderText(hostile(), OPTIONS));
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e\u2066\u2028\p{Surrogate}]/u);
    // GitHub takes `::` at a line's start, and `##[` anywhere; Azure `##vso[`, TeamCity `##teamcity[`.
    expect(text).not.toMatch(/^\s*::/m);
    expect(text).not.toMatch(/##[a-z]*\[/);
    for (const line of text.trimEnd().split('\n')) {
      expect(line).toMatch(/^(Check |FAIL |WARN |ok |skip | {6}|Looked at |Compared |$)/);
    }
    // The same way as everywhere.
    expect(text).toContain('FAIL  red ]]>');
  });

  test('a baseline is told', () => {
    const document = ordinary();
    document.baseline!.update = 'kept';
    expect(renderText(document, OPTIONS)).toContain(
      'Left the baseline base.json as it was, because the check did not pass.',
    );
    document.baseline!.update = 'written';
    expect(renderText(document, OPTIONS)).toContain('Updated the baseline base.json.');
  });
});

describe("GitHub's annotations", () => {
  test.each(DOCUMENTS)('%s: commands only, at most ten of a kind', (_name, document) => {
    const commands = parseCommands(renderGithub(document, OPTIONS));
    for (const kind of ['error', 'warning', 'notice']) {
      expect(commands.filter(({ name }) => name === kind).length).toBeLessThanOrEqual(10);
    }
    expect(commands.some(({ name }) => name === 'error')).toBe(document.states.fail > 0);
  });

  test('each rule is heard of before any is heard twice', () => {
    const errors = parseCommands(renderGithub(ordinary(), OPTIONS)).filter(({ name }) => name === 'error');
    expect(errors.map(({ properties }) => properties.title).slice(0, 4)).toEqual([
      'error rate',
      'Platform reachable',
      'Licences',
      'rise of the error rate',
    ]);
    expect(errors[1]).toEqual({
      name: 'error',
      properties: { file: 'logs/app.log', line: '13', title: 'Platform reachable' },
      message:
        '109004 PlatformUnavailable: 9 of 95 events, none allowed. 109004 PlatformUnavailable (critical): 9 events, first here',
    });
  });

  test('the tenth says how many are left out', () => {
    const errors = parseCommands(renderGithub(crowded(), OPTIONS)).filter(({ name }) => name === 'error');
    expect(errors).toHaveLength(10);
    expect(errors[9]!.message).toMatch(
      /^\d+ more problems of \d+ rules, behind these by rule and events: see the job's summary$/,
    );
  });

  test('hostile text comes back as it was, and is one command', () => {
    const document = documentOf([rule('max-count', '0', { select: '109004' })], 'a,b:c%0A\nd.log');
    const [first] = parseCommands(renderGithub(document, OPTIONS)).filter(({ name }) => name === 'error');
    expect(first!.properties.file).toBe('a,b:c%0A d.log');
  });

  test('a run that passes says so', () => {
    expect(renderGithub(passing(), OPTIONS)).toBe('::notice title=ptk-logscan check::2 of 2 rules hold\n');
  });
});

describe("GitHub's job summary", () => {
  test('has the verdict, the rules and what is behind them', () => {
    expect(renderStepSummary(ordinary(), SUMMARY_BYTES)).toMatchInlineSnapshot(`
      "## Check ❌ failed

      5 of 8 rules broken, 2 warnings. Looked at 95 events, 13 errors, in 285 lines of 2 sources; 2026-11-01 09:01 to 10:01 UTC.

      | | Rule | Limit | Seen |
      | --- | --- | --- | --- |
      | ⚠️ warning | input read whole | every source to its end | 1 of 2 sources not |
      | ❌ broken | error rate | at most 2% | 13\\.7% (13 of 95 events) |
      | ⚠️ warning | Each hour | at most 2% in each window | 31\\.3% (10 of 32 events) in 2026-11-01 10:00 to 11:00, and 1 other window |
      | ❌ broken | Platform reachable | at most 0 | 9 of 95 events |
      | ✅ holds | 107000 RequestCompleted must occur | at least 1 | 80 of 95 events |
      | ❌ broken | Licences | at most 50% | no events |
      | ❌ broken | rise of the error rate | at most 0.5pp above the baseline | 13\\.7% (13 of 95 events), baseline 0.2% (1 of 501 events) |
      | ❌ broken | no new error codes | none that the baseline has not | 2 new codes, 11 events |

      ### ⚠️ warning: input read whole

      Could not be read whole: gone.log: no such file

      ### ❌ broken: error rate

      Errors: 13.7% (13 of 95 events), at most 2% allowed

      | Code | Severity | Events | First at |
      | --- | --- | ---: | --- |
      | 109004 PlatformUnavailable | critical | 9 | logs/app.log:13 |
      | 109002 CommunicationTimeout | error | 4 | logs/app.log:11 |

      - logs/app.log:13, 109004 PlatformUnavailable<br>\`log line 13\`
      - logs/app.log:11, 109002 CommunicationTimeout<br>\`log line 11\`
      - logs/app.log:14, 109004 PlatformUnavailable<br>\`log line 14\`

      ### ⚠️ warning: Each hour

      Errors: 31.3% (10 of 32 events) in 2026-11-01 10:00 to 11:00, at most 2% allowed; 2 of 2 windows broke it

      - 31\\.3% (10 of 32 events) in 2026-11-01 10:00 to 11:00
      - 4\\.8% (3 of 63 events) in 2026-11-01 09:00 to 10:00

      | Code | Severity | Events | First at |
      | --- | --- | ---: | --- |
      | 109004 PlatformUnavailable | critical | 9 | logs/app.log:13 |
      | 109002 CommunicationTimeout | error | 4 | logs/app.log:11 |

      - logs/app.log:13, 109004 PlatformUnavailable<br>\`log line 13\`
      - logs/app.log:11, 109002 CommunicationTimeout<br>\`log line 11\`
      - logs/app.log:14, 109004 PlatformUnavailable<br>\`log line 14\`

      ### ❌ broken: Platform reachable

      109004 PlatformUnavailable: 9 of 95 events, none allowed

      | Code | Severity | Events | First at |
      | --- | --- | ---: | --- |
      | 109004 PlatformUnavailable | critical | 9 | logs/app.log:13 |

      - logs/app.log:13, 109004 PlatformUnavailable<br>\`log line 13\`
      - logs/app.log:14, 109004 PlatformUnavailable<br>\`log line 14\`

      ### ❌ broken: Licences

      There are no events of category licensing to check

      ### ❌ broken: rise of the error rate

      Errors rose from 0.2% (1 of 501 events) in the baseline to 13.7% (13 of 95 events): more than 0.5pp and more than chance (p below 0.0001%, level 1%, Fisher's exact test)

      | Code | Severity | Events | First at |
      | --- | --- | ---: | --- |
      | 109004 PlatformUnavailable | critical | 9 | logs/app.log:13 |
      | 109002 CommunicationTimeout | error | 4 | logs/app.log:11 |

      - logs/app.log:13, 109004 PlatformUnavailable<br>\`log line 13\`
      - logs/app.log:11, 109002 CommunicationTimeout<br>\`log line 11\`
      - logs/app.log:14, 109004 PlatformUnavailable<br>\`log line 14\`

      ### ❌ broken: no new error codes

      The baseline has no 106999 Unknown or 109004 PlatformUnavailable; this run has 11 events of them

      | Code | Severity | Events | First at |
      | --- | --- | ---: | --- |
      | 109004 PlatformUnavailable | critical | 9 | logs/app.log:13 |
      | 106999 (unknown) | warning | 2 | logs/app.log:15 |

      - logs/app.log:13, 109004 PlatformUnavailable<br>\`log line 13\`
      - logs/app.log:15, 106999 (unknown)<br>\`log line 15\`
      - logs/app.log:14, 109004 PlatformUnavailable<br>\`log line 14\`
      "
    `);
  });

  test('hostile text marks up nothing', () => {
    const markdown = renderStepSummary(hostile(), SUMMARY_BYTES);
    // No tag but that of the form itself.
    expect(markup(markdown).filter((tag) => tag !== '<br>')).toEqual([]);
    expect(linked(markdown)).toEqual([]);
    // Every row of a table has the cells of its head.
    expect(tables(markdown).length).toBeGreaterThan(1);
    for (const cells of tables(markdown)) expect(new Set(cells).size).toBe(1);
    expect(markdown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e\p{Surrogate}]/u);
  });

  const rules = Array.from({ length: 3000 }, (_, i) =>
    rule('max-count', '0', { select: '109004', name: `ü ${i} ${'x'.repeat(300)}` }),
  );
  const long = documentOf(rules);

  test.each([SUMMARY_BYTES, 5000, 1000, 300, 100, 10, 0, -5])('fits into %i bytes', (bytes) => {
    const text = renderStepSummary(long, bytes);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(Math.max(0, bytes));
    if (bytes >= 1000) expect(text).toMatch(/\n[\d,]+ more parts of this summary had no room\.\n$/);
  });
});

/** As the runner of GitHub Actions reads its log: by the line, names before `::`, then undoing the escapes. */
function parseCommands(log: string) {
  const lines = log.trimEnd().split(/\r?\n/);
  return lines.map((line) => {
    const [, name, list, message] = /^::(\w+) (.*?)::(.*)$/.exec(line) ?? [];
    expect(name).toBeDefined();
    const properties = Object.fromEntries(
      list!.split(',').map((pair) => [pair.slice(0, pair.indexOf('=')), undo(pair.slice(pair.indexOf('=') + 1))]),
    );
    expect(Object.keys(properties).filter((key) => !['file', 'line', 'title'].includes(key))).toEqual([]);
    return { name: name!, properties, message: undo(message!) };
  });
}

function undo(text: string): string {
  return text
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%25', '%');
}
