/** Documents for the tests of the forms: an ordinary broken run, and one in which every text is hostile. */

import { Evidence } from '../../../src/aggregate/evidence.js';
import { mergeEvidence } from '../../../src/aggregate/locations.js';
import { BUILT_IN } from '../../../src/catalogue/catalogue.js';
import type { CheckDocument } from '../../../src/check/document.js';
import { evidencePlan } from '../../../src/check/evidence-plan.js';
import type { FormOptions } from '../../../src/check/forms/form.js';
import type { Rule } from '../../../src/check/rule.js';
import { aSummary } from '../../report/a-summary.js';
import { baselineOf, check, hours, rule, runOf } from '../run-of.js';

export const OPTIONS: FormOptions = {
  color: false,
  version: '1.2.3',
  pathOf: (source) => (source === '-' ? null : source),
};

/** What a log, a file name or a rule can hold that means something to who reads a form. */
export const HOSTILE = [
  '\u001b[31mred\u001b[0m\u009b2J\u0000\u0007',
  ']]><script>alert(1)</script>&amp;"\'',
  '\n::error::from the log\r\n::set-output name=x::y\n##[error]old ##vso[task.complete]x',
  '%0A%25,:=|`**b**_i_[a](http://x.y)![i](//z) www.example.com @all #1 <img src=x onerror=1>',
  '\u202egnirts\u2066\u200b\ufeff\u2028\u{e0041}',
  '\ud800 lone \udc00 \ufffe\uffff',
  '# SKIP \\# TODO\n  ...\nok 1 - x\nBail out!',
  '=cmd|/c calc',
].join(' ');

export function documentOf(rules: readonly Rule[], source = 'logs/app.log', text: string | null = null): CheckDocument {
  const run = aSummary(hours({ 107000: 60, 109002: 3 }, { 107000: 20, 109002: 1, 109004: 9, 106999: 2 }), {
    sources: [
      { name: source, bytes: 100, lines: 200, events: 95, error: null },
      { name: 'gone.log', bytes: 0, lines: 0, events: 0, error: text ?? 'no such file' },
    ],
  });
  const plan = evidencePlan(rules, { since: null, until: null, lines: 3, windowMs: null });
  const evidence = new Evidence(plan);
  const codes = [107000, 109002, 109002, 109004, 109004, 106999];
  const start = Date.parse('2026-11-01T09:01:00Z');
  evidence.add({
    source,
    count: codes.length,
    codes: Int32Array.from(codes),
    times: Float64Array.from(codes, (_, i) => start + (i < 3 ? i * 60_000 : 3_600_000 + i * 60_000)),
    inherited: new Uint8Array(codes.length),
    lines: Float64Array.from(codes, (_, i) => 10 + i),
    offsets: Float64Array.from(codes, (_, i) => 100 * i),
    groups: [],
  });
  const more = { baseline: baselineOf(runOf({ 107000: 500, 109002: 1 })), allowPartial: true, minEvents: 1 };
  const document = check(rules, run, more, mergeEvidence(plan, [evidence.data()]));
  for (const finding of document.rules) for (const line of finding.lines) line.text = text ?? `log line ${line.line}`;
  return document;
}

export function ordinary(): CheckDocument {
  return documentOf([
    rule('max-error-rate', '2%'),
    rule('max-error-rate', '2%', { perWindow: true, name: 'Each hour', level: 'warn' }),
    rule('max-count', '0', { select: '109004', name: 'Platform reachable' }),
    rule('require', '107000'),
    rule('max-rate', '50%', { select: 'licensing', within: 'licensing', name: 'Licences' }),
    rule('max-rise', '0.5pp'),
    rule('no-new-codes', ''),
  ]);
}

export function hostile(): CheckDocument {
  const rules = [
    rule('max-error-rate', '2%', { name: HOSTILE }),
    rule('max-count', '0', { select: 'critical', name: `b ${HOSTILE}`, level: 'warn', perWindow: true }),
    rule('require', '107000', { name: `c ${HOSTILE}` }),
  ];
  const document = documentOf(rules, HOSTILE, HOSTILE);
  for (const finding of document.rules) for (const code of finding.codes) code.name = HOSTILE;
  return document;
}

export function passing(): CheckDocument {
  return check([rule('max-error-rate', '2%'), rule('require', '107000')], runOf({ 107000: 5 }));
}

export function empty(): CheckDocument {
  return check([rule('max-error-rate', '2%')], runOf({}), { allowEmpty: true });
}

/** More broken rules and codes than a platform shows. */
export function crowded(): CheckDocument {
  const codes = BUILT_IN.all().filter(({ severity }) => severity === 'error' || severity === 'critical');
  const run = runOf(Object.fromEntries(codes.map(({ code }) => [code, 2])));
  const rules = codes.slice(0, 14).map(({ code }) => rule('max-count', '0', { select: String(code) }));
  return check(
    [rule('max-error-rate', '2%'), ...rules, rule('max-error-rate', '1%', { name: 'w', level: 'warn' })],
    run,
  );
}
