/** The forms that are JSON: the document itself, SARIF by its schema, GitLab's report by its documentation. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import type { CheckDocument } from '../../../src/check/document.js';
import { renderGitlab } from '../../../src/check/forms/gitlab.js';
import { renderJson } from '../../../src/check/forms/json.js';
import { renderSarif } from '../../../src/check/forms/sarif.js';
import { rule } from '../run-of.js';
import { crowded, documentOf, empty, hostile, OPTIONS, ordinary, passing } from './a-document.js';

const DOCUMENTS = [
  ['an ordinary run', ordinary()],
  ['a run that passes', passing()],
  ['an empty run', empty()],
  ['many rules', crowded()],
  ['hostile text', hostile()],
] as const;

describe('JSON', () => {
  test.each(DOCUMENTS)('%s is the document, in safe characters', (_name, document) => {
    const text = renderJson(document);
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(document)));
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e\u2028\p{Surrogate}]/u);
    expect(text.endsWith('}\n')).toBe(true);
  });

  test('the keys stand in their order', () => {
    const { rules, ...document } = JSON.parse(renderJson(ordinary()));
    // biome-ignore format: one line a level
    expect(Object.keys(document)).toEqual([
      'schema', 'verdict', 'exitStatus', 'states', 'timeZone', 'window', 'where', 'input', 'totals', 'baseline', 'ignored', 'sources',
    ]);
    for (const finding of rules) {
      // biome-ignore format: one line a level
      expect(Object.keys(finding)).toEqual([
        'id', 'name', 'kind', 'level', 'state', 'select', 'within', 'limit', 'seen', 'reason', 'count', 'events',
        'windows', 'rows', 'values', 'worst', 'codes', 'moreCodes', 'lines', 'comparison',
      ]);
    }
  });
});

describe('SARIF 2.1.0', () => {
  const validate = sarifValidator();

  test.each(DOCUMENTS)('%s is valid', (_name, document) => {
    validate(JSON.parse(renderSarif(document, OPTIONS)));
    expect(validate.errors ?? []).toEqual([]);
  });

  test('the schema does refuse', () => {
    const log = JSON.parse(renderSarif(ordinary(), OPTIONS));
    log.runs[0].results[0].level = 'fatal';
    expect(validate(log)).toBe(false);
  });

  test('each result names its rule and a place relative to the root', () => {
    const [run] = JSON.parse(renderSarif(ordinary(), OPTIONS)).runs;
    const ids = run.tool.driver.rules.map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(ordinary().rules.map(({ id }) => id));
    for (const { ruleId, ruleIndex, locations, message } of run.results) {
      expect(ids[ruleIndex]).toBe(ruleId);
      expect(message.text).not.toBe('');
      const { uri, uriBaseId } = locations[0].physicalLocation.artifactLocation;
      expect([uri, uriBaseId]).toEqual(['logs/app.log', '%SRCROOT%']);
    }
    expect(run.results.map(({ level }: { level: string }) => level)).toContain('warning');
  });

  test('a path is encoded: it can be no scheme, host or parent of another', () => {
    const source = 'c:/a b/ü#?%.log';
    const document = documentOf([rule('max-count', '0', { select: '109004' })], source);
    const [run] = JSON.parse(renderSarif(document, OPTIONS)).runs;
    const { uri } = run.results.at(-1).locations[0].physicalLocation.artifactLocation;
    expect(uri).toBe('c%3A/a%20b/%C3%BC%23%3F%25.log');
    expect(decodeURIComponent(uri)).toBe(source);
  });

  test('standard input has no place', () => {
    const document = documentOf([rule('max-count', '0', { select: '109004' })], '-');
    document.sources = document.sources.filter(({ name }) => name === '-');
    expect(JSON.parse(renderSarif(document, OPTIONS)).runs[0].results.at(-1).locations).toEqual([]);
  });

  test('a fingerprint stays when the line moves, and is of one rule, code and file', () => {
    const prints = (document: CheckDocument): string[] =>
      JSON.parse(renderSarif(document, OPTIONS)).runs[0].results.map(
        ({ partialFingerprints }: { partialFingerprints: Record<string, string> }) =>
          partialFingerprints.primaryLocationLineHash,
      );
    const moved = ordinary();
    for (const { codes } of moved.rules) {
      for (const code of codes) if (code.first !== null) code.first = { ...code.first, line: code.first.line + 5 };
    }
    expect(prints(moved)).toEqual(prints(ordinary()));
    expect(new Set(prints(ordinary())).size).toBe(prints(ordinary()).length);
  });
});

describe("GitLab's code quality report", () => {
  test.each(DOCUMENTS)('%s has what the documentation asks for', (_name, document) => {
    const issues = JSON.parse(renderGitlab(document, OPTIONS));
    for (const issue of issues) {
      expect(issue).toEqual({
        description: expect.stringMatching(/\S/),
        check_name: expect.stringMatching(/\S/),
        fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
        severity: expect.stringMatching(/^(info|minor|major|critical|blocker)$/),
        location: { path: expect.stringMatching(/^(?!\.?\/)/), lines: { begin: expect.any(Number) } },
      });
      expect(issue.location.lines.begin).toBeGreaterThan(0);
    }
    const prints = issues.map(({ fingerprint }: { fingerprint: string }) => fingerprint);
    expect(new Set(prints).size).toBe(prints.length);
    expect(issues.length === 0).toBe(document.states.fail + document.states.warn === 0);
  });

  test('a warning is minor, a critical code critical', () => {
    const issues = JSON.parse(renderGitlab(ordinary(), OPTIONS));
    const severity = (rule: string, code: string) =>
      issues.find(
        (issue: { check_name: string; description: string }) =>
          issue.check_name === rule && issue.description.includes(`${code} `),
      ).severity;
    expect(severity('each-hour', '109004')).toBe('minor');
    expect(severity('platform-reachable', '109004')).toBe('critical');
    expect(severity('max-error-rate', '109002')).toBe('major');
  });
});

/** The schema is of draft 4; what it uses of it means the same in draft 7, but for the name of its id. */
function sarifValidator() {
  const file = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  const { $schema, id: _id, ...schema } = JSON.parse(readFileSync(file, 'utf8'));
  expect($schema).toBe('http://json-schema.org/draft-04/schema#');
  const isReference = (text: string) => URL.canParse(text, 'http://root/');
  const ajv = new Ajv({
    strict: false,
    // Its patterns are not written for the u flag.
    unicodeRegExp: false,
    formats: { uri: (text) => URL.canParse(text), 'uri-reference': isReference, 'date-time': true },
  });
  return ajv.compile(schema);
}
