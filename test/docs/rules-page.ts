/** docs/rules.md, from what the reference says of itself. */
import { describeRules, type RuleText } from '../../src/reference/describe.js';
import type { Family } from '../../src/reference/timestamps/index.js';
import { DIRECTIVES, SHORT_FORMS } from '../../src/time/strptime.js';

export function rulesPage(): string {
  const { codeRules, words, families, timestampNotes, zones, timeKeys } = describeRules();
  return [
    '# How lines are read',
    '',
    '<!-- Made from src/reference by `npm run docs`; a test fails where it is not what that says. -->',
    '',
    '`ptk-logscan doctor --line TEXT` explains one line by these rules, `ptk-logscan doctor FILE` a whole file.',
    '',
    '## Which numbers are codes',
    '',
    'A candidate is six digits from 106000 to 109999. The first rule that says something decides. In the examples 107000 is a known code, 107999 an unknown one.',
    ...codeRules.flatMap(ruleSection),
    '',
    '### Words',
    '',
    `- *status*: ${words.status.join(', ')}`,
    `- *refused*: ${words.refuse.join(', ')}`,
    `- *units*: ${words.unit.join(', ')}`,
    '',
    '`--code-key` adds to the first list, `--ignore-key` to the second.',
    '',
    '## Timestamps',
    '',
    ...timestampNotes.map((note) => `- ${note}`),
    `- Names of zones: ${[...zones].map(([name, minutes]) => `${name} ${offset(minutes)}`).join(', ')}.`,
    `- Keys that are looked at for the time of a JSON line, in any case: ${timeKeys.map(code).join(', ')}.`,
    '',
    'A line without a timestamp takes that of the nearest line before it. A missing year is the one that puts the time at most a day after the file’s modification time (of a pipe: now), as late as possible.',
    '',
    ...families.flatMap(familySection),
    '## Forms of your own',
    '',
    '`--pattern REGEX` reads lines by a JavaScript regular expression: the group `(?<time>…)` is the time, `(?<code>…)` the code (six digits, `PTK` may stand before them), every other named group becomes a field of the event. `--json-code` and `--json-time` take paths into JSON lines: `reply.status.code`, `errors[0].code`, `errors[].code` for each element, `["a.b"]` for a name with a dot. What a form does not give is read by the rules above, and so are lines that it does not fit.',
    '',
    'The time is read as any of the families above, or as `--time-format` says: blanks stand for any blanks or none, other characters for themselves, and',
    '',
    '| | reads |',
    '| --- | --- |',
    ...DIRECTIVES.map(
      ({ letters, does }) => `| ${[...letters].map((letter) => code(`%${letter}`)).join(' ')} | ${does} |`,
    ),
    ...Object.entries(SHORT_FORMS).map(([letter, long]) => `| ${code(`%${letter}`)} | ${code(long)} |`),
    '| `%%` | a percent sign |',
    '',
  ].join('\n');
}

function ruleSection({ number, title, text, examples }: RuleText): string[] {
  return [
    '',
    `### ${number}. ${title}`,
    '',
    text,
    '',
    '| text | codes | why |',
    '| --- | --- | --- |',
    ...examples.map(({ text, accepted, why }) => `| ${code(text)} | ${accepted.join(', ') || 'none'} | ${why} |`),
  ];
}

function familySection({ name, title, description, examples }: Omit<Family, 'read'>): string[] {
  return [
    `### ${title} (\`${name}\`)`,
    '',
    description,
    '',
    '| printed by | line | read as |',
    '| --- | --- | --- |',
    ...examples.map((example) => {
      const date = example.yearless ? example.local.replace(/^2000-/, '') : example.local;
      const notes = [
        ...(example.dateOrder === 'dmy' ? ['with `--date-order dmy`'] : []),
        ...(example.family === undefined ? [] : [`by \`${example.family}\``]),
      ];
      const zone = example.zone === null ? '' : offset(example.zone);
      return `| ${example.by} | ${code(example.text)} | ${date.replace('T', ' ')}${zone}${notes.map((note) => `, ${note}`).join('')} |`;
    }),
    '',
  ];
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
    .replace(/\u202f/g, '⍽')
    .replaceAll('|', '\\|');
  const fence = shown.includes('`') ? '``' : '`';
  const space = /^[` ]|[` ]$/.test(shown) && fence === '``' ? ' ' : '';
  return `${fence}${space}${shown}${space}${fence}`;
}
