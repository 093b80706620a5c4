/** The rules for codes in words, in the order in which they decide, with examples that tests run. */

/** A line, and the codes that are taken from it. 107000 is known in these examples, 107999 is not. */
export interface RuleExample {
  readonly text: string;
  /** The header above it, where there is one. */
  readonly header?: string;
  /** With `--labelled`. */
  readonly labelled?: boolean;
  readonly accepted: readonly number[];
  readonly why: string;
}

export interface CodeRule {
  readonly number: 1 | 2 | 3 | 4 | 5 | 6 | 7;
  /** The doctor uses it too. */
  readonly title: string;
  readonly text: string;
  /** Single cases of the rule; may be empty. */
  readonly points: readonly string[];
  readonly examples: readonly RuleExample[];
}

const KNOWN = [107000];
const UNKNOWN = [107999];

// biome-ignore format: a table
export const CODE_RULES: readonly CodeRule[] = [
  {
    number: 1,
    title: 'Edges and prefixes',
    text: 'No ASCII letter, digit or `_` touches the number. One of `PTK`, `CODE`, `ERROR`, `ERR`, `STATUS` right before it, with one `-` or `_` between or none, labels it: rules 3 to 5 are not asked then.',
    points: [],
    examples: [
      { text: 'done: [107000]', accepted: KNOWN, why: 'brackets do not touch it' },
      { text: 'call A107000', accepted: [], why: 'a letter touches it' },
      { text: 'card 1107000', accepted: [], why: 'part of a longer number' },
      { text: 'ptk-107999', accepted: UNKNOWN, why: 'labelled by `PTK`' },
      { text: 'STATUS_107999 seen', accepted: UNKNOWN, why: 'labelled by `STATUS`' },
      { text: 'loaded err-107999.txt', accepted: [], why: 'the name of a file' },
    ],
  },
  {
    number: 2,
    title: 'Its own name',
    text: 'What the catalogue calls this very code stands right beside it: its name, in any case and with any `_`, `-` or blanks in it, alone or at an end of a longer identifier; or the last (before it: the first, behind it) 24 characters of its description. Blanks and up to eight marks of punctuation may stand between. That labels it: rules 3 to 5 are not asked.',
    points: [],
    examples: [
      { text: 'segment 108001 InvalidSegment', accepted: [108001], why: 'without its name, `segment` would refuse it' },
      { text: 'InvalidSegment (108001)', accepted: [108001], why: 'name, then code' },
      { text: 'PTK_COMMUNICATION_TIMEOUT: 109002', accepted: [109002], why: 'the end of a longer identifier' },
      { text: '<QueueIdNotFound>109016</QueueIdNotFound>', accepted: [109016], why: 'as an element' },
      { text: 'sessionId 108001', accepted: [], why: 'the name of something else' },
    ],
  },
  {
    number: 3,
    title: 'Part of something larger',
    text: 'A number that is part of a path, an address, a decimal number, a clock time or an identifier is none. It is, where there stands',
    points: [
      'right before it one of `.` `-` `/` `\\` `+` `@` `$` `~` (the arrow `->` is none of these), a `*` that begins a word, or a `#` behind a digit or another `#`',
      'right before it `:` behind a digit, or the `,` of a clock time’s fraction',
      'right behind it `@` or `%`, or one of `.` `:` `-` `/` `+` `#` and then a digit',
    ],
    examples: [
      { text: 'GET /tickets/107000', accepted: [], why: 'a path' },
      { text: 'code=107000.5', accepted: [], why: 'a decimal number' },
      { text: 'code=107000.', accepted: KNOWN, why: 'the end of a sentence' },
      { text: '09:15:00,107000 started', accepted: [], why: 'the fraction of a clock time' },
      { text: '09:15:00,107000,acme', accepted: KNOWN, why: 'a column behind a clock time' },
      { text: 'agent-107000 ready', accepted: [], why: 'an identifier' },
      { text: 'answer ->107000', accepted: KNOWN, why: 'an arrow' },
    ],
  },
  {
    number: 4,
    title: 'Named',
    text: 'What the nearest name says of its number decides. A name that refuses rejects the number, a strong one labels it, a weak one labels it unless a unit follows. Where the name says nothing, rule 5 decides. The name is the first of these that there is:',
    points: [
      'a key: the identifier before `=` `==` `:` `:=` `=>` `->`, with blanks, quotes and a bracket around it; or the first of a pair in brackets. A key `value`, `val`, `v` or `text` takes the name that stands before it',
      'an element, where its text begins with the number: its attribute `name`, `key`, `field` or `column`, its own name, or the text of the element right before it, the first that says something',
      'the word before it, with blanks, opening marks, `]` and `is`, `was`, `of` passed over',
      'numbers in a list have the name of the list',
    ],
    examples: [
      { text: '"statusCode": 107999', accepted: UNKNOWN, why: 'a strong key' },
      { text: 'Result => 107999', accepted: UNKNOWN, why: 'a strong key' },
      { text: 'sessionId=107000', accepted: [], why: 'a key that refuses' },
      { text: 'codes=[107000, 107999]', accepted: [107000, 107999], why: 'a list of codes' },
      { text: "('code', 107999)", accepted: UNKNOWN, why: 'a pair' },
      { text: '{"name":"StatusCode","value":107999}', accepted: UNKNOWN, why: '`value` takes the name before it' },
      { text: '<ns:StatusCode x="1">107999</ns:StatusCode>', accepted: UNKNOWN, why: 'an element' },
      { text: "<Data Name='SessionId'>107000</Data>", accepted: [], why: 'an element’s attribute' },
      { text: '<td>StatusCode</td><td>107999</td>', accepted: UNKNOWN, why: 'the element before it' },
      { text: 'port 107000', accepted: [], why: 'a word that refuses' },
      { text: 'the code was 107999', accepted: UNKNOWN, why: 'a strong word, `was` passed over' },
      { text: '[thread] 107000', accepted: [], why: 'a word in brackets that refuses' },
      { text: 'failed (107999)', accepted: UNKNOWN, why: 'a weak word' },
      { text: 'returned 107000 rows', accepted: [], why: 'a weak word, and a unit follows' },
    ],
  },
  {
    number: 5,
    title: 'Not named',
    text: 'A number that nothing names counts if the catalogue knows it, unless it stands where logs keep other numbers:',
    points: [
      'a unit follows, or `of` stands between it and another number',
      'it stands directly before the line’s timestamp, as sequence numbers do (not on a line of JSON)',
      'it stands where process and thread ids do: `name[107000]:`, between the timestamp and the level, in brackets behind the timestamp, and where glog, logcat, MySQL, Spring and syslog have them',
      'another number stands beside it, only blanks between, or commas in a list in brackets',
    ],
    examples: [
      { text: 'the platform said 107000', accepted: KNOWN, why: 'known' },
      { text: 'the platform said 107999', accepted: [], why: 'not known' },
      { text: 'value=107000', accepted: KNOWN, why: 'the key says nothing, but the code is known' },
      { text: 'sent 107000 bytes', accepted: [], why: 'a unit follows' },
      { text: 'batch, 107000 of 200000', accepted: [], why: '`of` a number' },
      { text: 'MainOutput|107000|2026-11-01 09:15:00|INFO|up', accepted: [], why: 'a sequence number' },
      { text: 'sshd[107000]: closed', accepted: [], why: 'a process id' },
      { text: '2026-11-01 09:15:00 107000 INFO up', accepted: [], why: 'between timestamp and level' },
      { text: '"GET /q HTTP/1.1" 200 107000', accepted: [], why: 'beside another number' },
    ],
  },
  {
    number: 6,
    title: 'Column under a header',
    text: 'Where a source begins with a header, the header names the values below it, before anything of rule 4. A name that is strong or weak labels the number, every other one rejects it.',
    points: [
      'a header is the first line: at least three names between `,` `;` tab or `|`, one of them strong; or the `#Fields:` of a W3C extended log',
      'it counts for lines with as many columns, quotes respected, and for numbers that are a whole value',
    ],
    examples: [
      { header: 'time,tenant,code,ms', text: '2026-11-01 09:15:00,acme,107999,12', accepted: UNKNOWN, why: 'the column `code`' },
      { header: 'time,tenant,code,ms', text: '2026-11-01 09:15:00,acme,107000,108001', accepted: KNOWN, why: 'the column `ms` holds no codes' },
      { header: 'time;agent;status', text: '09:15;"107000";107999', accepted: UNKNOWN, why: 'nor does `agent`, in quotes or not' },
      { header: 'time,tenant,code,ms', text: 'restarted, code=107999', accepted: UNKNOWN, why: 'fewer columns: read as any line' },
      { header: '#Fields: date time sc-status time-taken', text: '2026-11-01 09:15:00 107999 107000', accepted: UNKNOWN, why: 'a W3C extended log' },
    ],
  },
  {
    number: 7,
    title: 'Labelled',
    text: 'A labelled number counts whether the catalogue knows it or not. With `--labelled` nothing else does: no number that rests on the catalogue alone.',
    points: [],
    examples: [
      { text: 'code=107999', accepted: UNKNOWN, why: 'labelled, unknown' },
      { text: 'code=107000 code=107000', accepted: KNOWN, why: 'once a line' },
      { text: 'code=107999', labelled: true, accepted: UNKNOWN, why: 'labelled' },
      { text: 'the platform said 107000', labelled: true, accepted: [], why: 'known, but not labelled' },
    ],
  },
];
