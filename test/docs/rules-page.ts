/** docs/rules.md, from what the reference says of itself. */
import {
  BETWEEN_FORMS,
  DATE_FORMS,
  type DateForm,
  JSON_TIME_KEYS,
  TIME_FORMS,
} from '../../src/model/timestamp-forms.js';
import { ZONE_NAMES, zoneNamesIn } from '../../src/model/zone-abbreviations.js';
import { type CodeRule, describeRules, type RuleExample, type WordList } from '../../src/reference/describe.js';
import type { Family } from '../../src/reference/timestamps/families.js';
import { DIRECTIVES, SHORT_FORMS } from '../../src/time/directives.js';

export function rulesPage(): string {
  return [
    '# How lines are read',
    '',
    '<!-- Made from src/reference by `npm run docs`; a test fails where it is not what that says. -->',
    '',
    'Every example on this page is run by the tests. `ptk-logscan doctor --line TEXT` explains one line by these rules, `ptk-logscan doctor FILE` a whole file.',
    '',
    '1. [Which numbers are codes](#which-numbers-are-codes): [names](#names), [how text is read](#how-text-is-read)',
    '2. [The time of a line](#the-time-of-a-line): [whose time it is](#whose-time-it-is), [forms](#forms-of-times), [who prints what](#who-prints-what)',
    '3. [What no rule can know](#what-no-rule-can-know)',
    '4. [Forms of your own](#forms-of-your-own)',
    '',
    ...codes(),
    ...times(),
    ...limits(),
    ...ownForms(),
    '',
  ].join('\n');
}

function codes(): string[] {
  const { codeRules, names, codeWords, text } = describeRules();
  return [
    '## Which numbers are codes',
    '',
    'A candidate is six digits from 106000 to 109999. A number is what the nearest name says it is; where nothing names it, it counts only if the catalogue knows it and it does not stand where logs keep other numbers. The rules in the order in which they decide (a column under a header, where there is one, is asked in place of rule 4):',
    '',
    'In the examples 107000 is a known code and 107999 an unknown one.',
    ...codeRules.flatMap(ruleSection),
    '',
    '### Names',
    '',
    'A name is read as words, split at `_`, `-`, `.` and where small letters meet capitals: `segmentStatus` is *segment*, *status*. What it says, by the first of these that fits:',
    '',
    ...names.notes.map((note, i) => `${i + 1}. ${note}`),
    '',
    '| name | says | why |',
    '| --- | --- | --- |',
    ...names.examples.map(({ name, says, why }) => `| ${code(name)} | ${says} | ${why} |`),
    '',
    ...wordTable(codeWords),
    '',
    '### How text is read',
    '',
    'What stands around a number is read as a person reads it.',
    '',
    ...text.notes.map((note) => `- ${note}`),
    '',
    ...exampleTable(text.examples),
    '',
  ];
}

function times(): string[] {
  const { timePlaces, owners, timeWords, timeNotes, families } = describeRules();
  return [
    '## The time of a line',
    '',
    ...timePlaces.map((note) => `- ${note}`),
    '',
    '### Whose time it is',
    '',
    'A log is full of times that are not when the line was written: of appointments, of expiry, of calls to come. These are passed over, and the next time of the line is looked at:',
    '',
    ...owners.notes.map((note) => `- ${note}`),
    '',
    '| line | its time | why |',
    '| --- | --- | --- |',
    ...owners.examples.map(({ text, time, why }) => `| ${code(text)} | ${time ?? 'none'} | ${why} |`),
    '',
    ...wordTable(timeWords),
    '',
    '### Forms of times',
    '',
    ...timeNotes.map((note) => `- ${note}`),
    '',
    '| date | family | |',
    '| --- | --- | --- |',
    ...DATE_FORMS.map((form) => `| ${code(form.example)} | ${titleOf(form)} | ${remark(form)} |`),
    '',
    '| between | |',
    '| --- | --- |',
    ...BETWEEN_FORMS.map((between) => `| ${code(between)} | ${code(betweenExample(between))} |`),
    '',
    '| time | |',
    '| --- | --- |',
    ...TIME_FORMS.map(
      ({ example, isShort }) => `| ${code(example)} | ${isShort ? 'where none with seconds reads' : ''} |`,
    ),
    '',
    'A blank between may be two. Between a date and a time without separators (`20261101`, `091500`) nothing need stand.',
    '',
    '### Zones by name',
    '',
    `${ZONE_NAMES.map(([name, minutes]) => `${name} ${offset(minutes ?? 0)}`).join(', ')}.`,
    '',
    `Where the report zone uses such a name itself, it means that zone’s time: with \`--tz Asia/Shanghai\`, \`CST\` is ${offset(minutesIn('Asia/Shanghai', 'CST'))}; with \`--tz Asia/Jerusalem\`, \`IST\` is ${offset(minutesIn('Asia/Jerusalem', 'IST'))}.`,
    '',
    '### Keys of JSON lines',
    '',
    `In any case: ${JSON_TIME_KEYS.map(code).join(', ')}; and \`instant\` or \`timestamp\` with an object of seconds and nanoseconds.`,
    '',
    '### Who prints what',
    '',
    ...families.flatMap(familySection),
  ];
}

function limits(): string[] {
  const { limits } = describeRules();
  return [
    '## What no rule can know',
    '',
    ...limits.notes.map((note) => `- ${note}`),
    '',
    ...exampleTable(limits.examples),
    '',
  ];
}

function ownForms(): string[] {
  return [
    '## Forms of your own',
    '',
    '`--pattern REGEX` reads lines by a JavaScript regular expression: the group `(?<time>…)` is the time, `(?<code>…)` the code (six digits, `PTK` may stand before them), every other named group becomes a field of the event. `--json-code` and `--json-time` take paths into JSON lines: `reply.status.code`, `errors[0].code`, `errors[].code` for each element, `["a.b"]` for a name with a dot. What a form does not give is read by the rules above, and so are lines that it does not fit.',
    '',
    'A pattern gets the first 16,384 characters of a line, without a word that would be cut there; how many lines are longer is said. Where it tries too many ways to match, V8 goes on with an engine whose time is proportional to the line. That one does not know lookaround (`(?=…)`, `(?<!…)`), references to groups (`\\1`) and repetitions of more than 16 (`{20}`): a line that takes such a pattern more than 0.75 s, by the clock, is read by the rules above. How many do is said, and their source has an error: exit status 3. With ten of them it is not read on.',
    '',
    'The time is read as any of the forms above, or as `--time-format` says: blanks stand for any blanks or none, other characters for themselves, and',
    '',
    '| | reads |',
    '| --- | --- |',
    ...DIRECTIVES.map(
      ({ letters, meaning }) => `| ${[...letters].map((letter) => code(`%${letter}`)).join(' ')} | ${meaning} |`,
    ),
    ...Object.entries(SHORT_FORMS).map(([letter, long]) => `| ${code(`%${letter}`)} | ${code(long)} |`),
    '| `%%` | a percent sign |',
  ];
}

function ruleSection({ number, title, text, points, examples }: CodeRule): string[] {
  return [
    '',
    `### ${number}. ${title}`,
    '',
    text,
    '',
    ...points.map((point) => `- ${point}`),
    ...(points.length > 0 ? [''] : []),
    ...exampleTable(examples),
  ];
}

function exampleTable(examples: readonly RuleExample[]): string[] {
  return [
    '| text | codes | why |',
    '| --- | --- | --- |',
    ...examples.map(({ text, header, labelled, accepted, why }) => {
      const above = header === undefined ? '' : `${code(header)}<br>`;
      const option = labelled ? ', with `--labelled`' : '';
      return `| ${above}${code(text)}${option} | ${accepted.join(', ') || 'none'} | ${why} |`;
    }),
  ];
}

function wordTable(lists: readonly WordList[]): string[] {
  return [
    '| list | says | words |',
    '| --- | --- | --- |',
    ...lists.map(({ title, text, words }) => `| *${title}* | ${text} | ${words.join(', ')} |`),
  ];
}

function familySection({ name, title, description, examples }: Family): string[] {
  return [
    `#### ${title} (\`${name}\`)`,
    '',
    description,
    '',
    '| printed by | line | read as |',
    '| --- | --- | --- |',
    ...examples.map((example) => {
      const date = example.yearless ? example.local.replace(/^2000-/, '') : example.local;
      const notes = [
        ...(example.dateOrder === undefined ? [] : [`with \`--date-order ${example.dateOrder}\``]),
        ...(example.family === undefined ? [] : [`by \`${example.family}\``]),
      ];
      const zone = example.zone === null ? '' : offset(example.zone);
      return `| ${example.by} | ${code(example.text)} | ${date.replace('T', ' ')}${zone}${notes.map((note) => `, ${note}`).join('')} |`;
    }),
    '',
  ];
}

function titleOf({ family }: DateForm): string {
  return describeRules().families.find(({ name }) => name === family)!.title;
}

function remark({ first, order, isCompact, mayEndWithYear, pattern }: DateForm): string {
  const other = first === 'month' ? 'dmy' : 'mdy';
  return [
    ...(order === 'given' ? ['only with `--date-order`'] : []),
    ...(order === 'not given' ? ['not with `--date-order`'] : []),
    ...(first === undefined ? [] : [`${first} first${order === 'given' ? '' : `, unless \`--date-order ${other}\``}`]),
    ...(!isCompact && /MM/.test(pattern) ? ['month and day of two digits'] : []),
    ...(isCompact ? ['`091500` may follow directly'] : []),
    ...(mayEndWithYear ? ['the year may stand behind the time'] : []),
    ...(pattern === 'N D' ? ['`*` or `.` may stand before it (Cisco)'] : []),
  ].join('; ');
}

function betweenExample(between: string): string {
  const quote = between.includes('"') ? '"' : '';
  return `${quote}2026-11-01${between}09:15:00${quote}`;
}

function minutesIn(zone: string, name: string): number {
  return zoneNamesIn(zone).find(([each]) => each === name)![1]!;
}

function offset(minutes: number): string {
  if (minutes === 0) return 'Z';
  const two = (n: number) => String(n).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** Text as it is, within a table's cell: characters that can't be seen are named. */
function code(text: string): string {
  const shown = text
    .replace(/\t/g, '⇥')
    .replace(/\x1b/g, '␛')
    .replace(/\u202f/g, '⍽')
    .replaceAll('|', '\\|');
  const fence = shown.includes('`') ? '``' : '`';
  const space = /^[` ]|[` ]$/.test(shown) && fence === '``' ? ' ' : '';
  return shown === ' ' ? 'a blank' : `${fence}${space}${shown}${space}${fence}`;
}
