/** A comment on a pull request: what stands in it, and that it fits and marks up nothing of a log. */
import { describe, expect, test } from 'vitest';
import { COMMENT_LENGTH, renderMarkdown } from '../../../src/check/forms/markdown.js';
import { forPeople } from '../../../src/text/for-people.js';
import { linked, markup, tables } from '../../report/markdown-reading.js';
import { rule } from '../run-of.js';
import { crowded, documentOf, empty, HOSTILE, hostile, ordinary, passing } from './a-document.js';

const OWN_TAGS = /^<(?:br|\/?details|\/?summary)>$/;

test('the verdict, then what is broken with its first line, the rest folded', () => {
  const document = documentOf([
    rule('max-error-rate', '2%', { perWindow: true, name: 'Each hour', level: 'warn' }),
    rule('max-error-rate', '2%'),
  ]);
  expect(renderMarkdown(document)).toMatchInlineSnapshot(`
    "## Check ❌ failed

    1 of 3 rules broken, 2 warnings. Looked at 95 events, 13 errors, in 285 lines of 2 sources; 2026-11-01 09:01 to 10:01 UTC.

    ### ❌ broken: error rate

    Errors: 13.7% (13 of 95 events), at most 2% allowed

    | Code | Severity | Events | First at |
    | --- | --- | ---: | --- |
    | 109004 PlatformUnavailable | critical | 9 | logs/app.log:13 |
    | 109002 CommunicationTimeout | error | 4 | logs/app.log:11 |

    - logs/app.log:13, 109004 PlatformUnavailable<br>\`log line 13\`

    <details><summary>2 more log lines</summary>

    - logs/app.log:11, 109002 CommunicationTimeout<br>\`log line 11\`
    - logs/app.log:14, 109004 PlatformUnavailable<br>\`log line 14\`

    </details>

    ### ⚠️ warning: input read whole

    Could not be read whole: gone.log: no such file

    ### ⚠️ warning: Each hour

    Errors: 31.3% (10 of 32 events) in 2026-11-01 10:00 to 11:00, at most 2% allowed; 2 of 2 windows broke it

    - 31\\.3% (10 of 32 events) in 2026-11-01 10:00 to 11:00
    - 4\\.8% (3 of 63 events) in 2026-11-01 09:00 to 10:00

    | Code | Severity | Events | First at |
    | --- | --- | ---: | --- |
    | 109004 PlatformUnavailable | critical | 9 | logs/app.log:13 |
    | 109002 CommunicationTimeout | error | 4 | logs/app.log:11 |

    - logs/app.log:13, 109004 PlatformUnavailable<br>\`log line 13\`

    <details><summary>2 more log lines</summary>

    - logs/app.log:11, 109002 CommunicationTimeout<br>\`log line 11\`
    - logs/app.log:14, 109004 PlatformUnavailable<br>\`log line 14\`

    </details>

    <details><summary>All rules</summary>

    | | Rule | Limit | Seen |
    | --- | --- | --- | --- |
    | ⚠️ warning | input read whole | every source to its end | 1 of 2 sources not |
    | ⚠️ warning | Each hour | at most 2% in each window | 31\\.3% (10 of 32 events) in 2026-11-01 10:00 to 11:00, and 1 other window |
    | ❌ broken | error rate | at most 2% | 13\\.7% (13 of 95 events) |

    </details>
    "
  `);
});

test('all that a passing run has to say', () => {
  expect(renderMarkdown(passing())).toMatchInlineSnapshot(`
    "## Check ✅ passed

    2 of 2 rules hold. Looked at 5 events, 0 errors, in 15 lines of 1 source; 2026-11-01 09:01 to 09:01 UTC.

    <details><summary>All rules</summary>

    | | Rule | Limit | Seen |
    | --- | --- | --- | --- |
    | ✅ holds | error rate | at most 2% | 0% (0 of 5 events) |
    | ✅ holds | 107000 RequestCompleted must occur | at least 1 | 5 of 5 events |

    </details>
    "
  `);
  expect(renderMarkdown(empty())).toMatch(/^## Check ✅ passed\n\nno events to check, which is allowed/);
});

describe.each([
  ['ordinary', ordinary()],
  ['crowded', crowded()],
  ['hostile', hostile()],
])('%s', (_, document) => {
  const markdown = renderMarkdown(document);

  test('text of a log marks up nothing, links nowhere and tells nobody', () => {
    expect(markup(markdown).filter((tag) => !OWN_TAGS.test(tag))).toEqual([]);
    expect(linked(markdown)).toEqual([]);
    expect(tables(markdown).length).toBeGreaterThan(1);
    for (const cells of tables(markdown)) expect(new Set(cells).size).toBe(1);
    expect(markdown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e\p{Surrogate}]/u);
  });

  test('what is folded is closed, and is read as Markdown', () => {
    expect(markdown.match(/<details>/g)!.length).toBe(markdown.match(/^<\/details>$/gm)!.length);
    for (const [, behind] of markdown.matchAll(/<\/summary>([\s\S]{2})/g)) expect(behind).toBe('\n\n');
  });

  test('a build’s log takes no command from it', () => {
    expect(forPeople(markdown)).not.toMatch(/^\s*::|##[a-z]*\[/m);
  });
});

describe('it fits', () => {
  const many = (n: number, text: string, name = '') =>
    documentOf(
      Array.from({ length: n }, (_, i) => rule('max-count', '0', { select: '109004', name: `${name}${i}` })),
      'app.log',
      text,
    );

  test.each([
    ['many rules', many(1000, 'a line')],
    ['long names', many(300, 'a line', '@|'.repeat(150))],
    ['hostile lines', many(200, HOSTILE.repeat(9))],
    ['a rule that is too long by itself', many(2, 'a line', 'x'.repeat(70_000))],
  ])('%s', (_, document) => {
    const markdown = renderMarkdown(document);
    expect(markdown.length).toBeLessThanOrEqual(COMMENT_LENGTH);
    expect(markdown).toMatch(/^## Check ❌ failed\n/);
    const shown = markdown.match(/^### ❌/gm)?.length ?? 0;
    const left = Number(
      /characters: .*?([\d,]+) broken rules?\b/.exec(markdown.split('\n').at(-2)!)![1]!.replace(',', ''),
    );
    // The condition of the input warns beside them.
    expect(shown + left + (markdown.match(/^### ⚠️/gm)?.length ?? 0)).toBe(document.rules.length - 1);
    expect(markdown.match(/<details>/g)?.length).toBe(markdown.match(/^<\/details>$/gm)?.length);
  });

  test('what is folded gives way before a broken rule does', () => {
    const document = many(120, 'a line '.repeat(30));
    const markdown = renderMarkdown(document);
    expect(markdown.match(/^### ❌/gm)).toHaveLength(120);
    expect(markdown).toMatch(/characters: \d+ lists of log lines and the table of all rules\.\n$/);
  });

  test('exceptions and conditions without end', () => {
    const document = passing();
    document.where = Array.from({ length: 9000 }, (_, i) => `tenant!=t${i}`);
    document.ignored = [
      { code: 109004, name: 'x', until: '2026-12-31', reason: 'y'.repeat(70_000), events: 1, ended: false },
    ];
    const markdown = renderMarkdown(document);
    expect(markdown.length).toBeLessThanOrEqual(COMMENT_LENGTH);
    expect(markdown).toContain('characters: the list of known exceptions.');
  });
});
