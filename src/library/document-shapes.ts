/** The shapes of the documents that the library takes: `src/schemas` says what each member means. */
import { LEVELS } from '../check/document.js';
import { CATEGORIES, FAULTS, FIRST_CODE, LAST_CODE, RETRIES, SEVERITIES } from '../model/code.js';
import { FINDING_KINDS } from '../model/finding.js';
import {
  COUNT,
  INSTANT,
  kind,
  listOf,
  NUMBER,
  objectOf,
  optional,
  orNull,
  recordOf,
  type Shape,
  SWITCH,
  TEXT,
  wordOf,
} from './shape.js';

const TIME = orNull(INSTANT);
const RATE = orNull(NUMBER);
const CODE = kind(`a code from ${FIRST_CODE} to ${LAST_CODE}`, isCode);
const COUNTS = recordOf(COUNT);
const [SEVERITY, CATEGORY, FAULT, RETRY] = [SEVERITIES, CATEGORIES, FAULTS, RETRIES].map(wordOf) as [
  Shape,
  Shape,
  Shape,
  Shape,
];
const CLASS = { category: CATEGORY, severity: SEVERITY, fault: FAULT, retry: RETRY };
const SEVERITY_COUNTS = objectOf(Object.fromEntries(SEVERITIES.map((severity) => [severity, COUNT])));

function isCode(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= FIRST_CODE && (value as number) <= LAST_CODE;
}

const INPUT = objectOf({ sources: COUNT, bytes: COUNT, lines: COUNT, matchedLines: COUNT });
const TOTALS = objectOf({
  ...{ events: COUNT, errors: COUNT, errorRate: RATE, unknown: COUNT, untimed: COUNT, inherited: COUNT },
  ...{ filtered: COUNT, first: TIME, last: TIME },
});
const SOURCE = objectOf({ name: TEXT, bytes: COUNT, lines: COUNT, events: COUNT, error: orNull(TEXT) });

const TALLIED = { events: COUNT, errors: COUNT, errorRate: RATE, severities: SEVERITY_COUNTS, codes: COUNTS };

const FINDING = objectOf({
  ...{ kind: wordOf(FINDING_KINDS), severity: SEVERITY, fault: FAULT, retry: RETRY, since: INSTANT, until: TIME },
  ...{ events: COUNT, errors: COUNT, rate: RATE, rateBefore: RATE, pValue: RATE, codes: listOf(CODE), text: TEXT },
  groups: listOf(objectOf({ values: listOf(TEXT), events: COUNT, errors: COUNT })),
});

const TEXTS = listOf(TEXT);
const OPTIONS = objectOf({
  ...{ since: TIME, until: TIME, codes: orNull(listOf(CODE)), categories: orNull(TEXTS), severities: orNull(TEXTS) },
  ...{ where: orNull(TEXTS), by: TEXTS, maxGroups: COUNT, count: TEXT, labelled: SWITCH },
  ...{ codeKeys: TEXTS, ignoreKeys: TEXTS, dateOrder: orNull(TEXT), year: orNull(COUNT), pattern: orNull(TEXT) },
  ...{ jsonCode: orNull(TEXT), jsonTime: orNull(TEXT), timeFormat: orNull(TEXT) },
});

export const SUMMARY_SHAPE = objectOf({
  producer: objectOf({ version: TEXT, rules: COUNT, catalogue: TEXT }),
  ...{ timeZone: TEXT, window: TEXT, options: OPTIONS, input: INPUT, totals: TOTALS, findings: listOf(FINDING) },
  ...{ severities: SEVERITY_COUNTS, categories: COUNTS, faults: COUNTS },
  codes: listOf(objectOf({ code: CODE, name: TEXT, ...CLASS, count: COUNT, first: TIME, last: TIME })),
  groups: optional(
    objectOf({
      by: TEXTS,
      rows: listOf(objectOf({ values: TEXTS, ...TALLIED })),
      other: orNull(objectOf({ groups: COUNT, ...TALLIED })),
      sampled: SWITCH,
    }),
  ),
  windows: listOf(objectOf({ start: INSTANT, end: INSTANT, categories: COUNTS, ...TALLIED })),
  sources: listOf(SOURCE),
});

const LINE = objectOf({
  ...{ source: TEXT, line: COUNT, offset: COUNT, time: TIME, code: CODE, name: TEXT, text: orNull(TEXT) },
});
const STATES = ['pass', 'warn', 'fail', 'skipped'] as const;

const RULE = objectOf({
  ...{ id: TEXT, name: TEXT, kind: TEXT, level: wordOf(LEVELS), state: wordOf(STATES) },
  ...{ select: orNull(TEXT), within: orNull(TEXT), limit: TEXT, seen: TEXT, reason: orNull(TEXT) },
  ...{ count: orNull(COUNT), events: orNull(COUNT), moreCodes: COUNT, lines: listOf(LINE) },
  windows: orNull(objectOf({ checked: COUNT, excused: COUNT, broken: COUNT })),
  rows: orNull(listOf(objectOf({ start: INSTANT, end: INSTANT, windows: COUNT }))),
  values: orNull(
    objectOf({
      ...{ checked: COUNT, excused: COUNT, broken: COUNT },
      worst: listOf(objectOf({ value: TEXT, count: COUNT, events: COUNT })),
    }),
  ),
  worst: listOf(objectOf({ start: TIME, end: TIME, count: COUNT, events: COUNT })),
  codes: listOf(objectOf({ code: CODE, name: TEXT, severity: SEVERITY, count: COUNT, first: orNull(LINE) })),
  comparison: orNull(objectOf({ count: COUNT, events: COUNT, p: NUMBER, adjusted: NUMBER })),
});

export const CHECK_SHAPE = objectOf({
  ...{ verdict: wordOf(['pass', 'fail', 'incomplete']), exitStatus: COUNT, timeZone: TEXT, window: TEXT },
  ...{ states: objectOf(Object.fromEntries(STATES.map((state) => [state, COUNT]))), where: orNull(TEXTS) },
  ...{ input: INPUT, totals: TOTALS, rules: listOf(RULE), sources: listOf(SOURCE) },
  baseline: orNull(
    objectOf({
      ...{ file: TEXT, events: orNull(COUNT), errors: orNull(COUNT), update: orNull(TEXT) },
      ...{ test: TEXT, significance: TEXT, comparisons: COUNT, weak: TEXTS },
    }),
  ),
  ignored: listOf(objectOf({ code: CODE, name: TEXT, until: TEXT, reason: TEXT, events: COUNT, ended: SWITCH })),
});

const CHANGE = objectOf({ before: COUNT, now: COUNT, difference: NUMBER, relative: RATE });
const SHARE = objectOf({ before: RATE, now: RATE, difference: RATE, p: RATE, verdict: TEXT });
const SIDE = objectOf({
  ...{ label: TEXT, timeZone: TEXT, window: TEXT, first: TIME, last: TIME, events: COUNT, errors: COUNT },
});
const CHANGED = { presence: wordOf(['new', 'vanished', 'both']), count: CHANGE, share: SHARE };

export const COMPARISON_SHAPE = objectOf({
  ...{ before: SIDE, now: SIDE, notes: TEXTS, events: CHANGE, errors: CHANGE, errorRate: SHARE },
  codes: listOf(objectOf({ code: CODE, name: TEXT, ...CLASS, ...CHANGED })),
  categories: listOf(objectOf({ category: CATEGORY, ...CHANGED })),
  windows: listOf(
    objectOf({ position: COUNT, before: TIME, now: TIME, events: CHANGE, errors: CHANGE, errorRate: SHARE }),
  ),
});
