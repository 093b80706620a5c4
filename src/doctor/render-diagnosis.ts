/** Renders a diagnosis for people: what was understood of each source, what to look at, and what to run. */
import { byteSize, counted, percent, thousands } from '../text/numbers.js';
import { formatInZone } from '../time/instants.js';
import { zoneOf } from '../time/zone.js';
import { readWith } from './date-stats.js';
import type { Diagnosis, Excerpt, SourceDiagnosis } from './diagnosis.js';
import { Page } from './page.js';

export interface TextOptions {
  /** Columns of the terminal; less than 40 counts as 40. */
  readonly width: number;
  readonly color: boolean;
}

/** At most this many codes are listed; the others are counted. */
const CODES = 8;
/** Refused numbers that are shown for each rule. */
const EXAMPLES = 2;
/** Reasons why times are not the line's own, and contexts of codes that only the catalogue makes codes. */
const REASONS = 2;
const CONTEXTS = 5;
/** Keys that are listed, of those that `--by` takes. */
const KEYS = 12;
/** Names of columns that are listed. */
const COLUMNS = 12;

export function renderDiagnosis(diagnosis: Diagnosis, { width, color }: TextOptions): string {
  const page = new Page(width, color);
  const { sources, command } = diagnosis;
  const together = sources.length > 1 && command !== null;
  for (const source of sources) {
    page.heading(source.name === '-' ? 'standard input' : source.name);
    if (source.error !== null) page.entry('Error', source.error, 'error');
    if (source.sample.lines > 0) {
      readEntry(source, page);
      headerEntries(source, page);
      timeEntries(source, diagnosis.timeZone, page);
      codeEntries(source, page);
      keyEntries(source, page);
      contextEntries(source, page);
      refusedEntries(source, page);
    }
    for (const [i, finding] of source.findings.entries())
      page.entry(i === 0 ? 'Look at' : '', `! ${finding}`, 'warning');
    if (!together && source.sample.lines > 0) page.verbatim('Run', source.command);
  }
  if (together) {
    page.heading('All of them');
    page.verbatim('Run', command);
  }
  if (!diagnosis.whole) {
    page.heading('And more');
    page.entry('Look at', `! There are more sources, which were not looked at: name those that matter.`, 'warning');
  }
  return page.toString();
}

const ENCODINGS: Readonly<Record<SourceDiagnosis['text']['encoding'], string>> = {
  ascii: 'ASCII',
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16, little-endian',
  'utf-16be': 'UTF-16, big-endian',
  other: 'some 8-bit encoding',
};
const LINE_ENDS = { lf: 'LF line ends', crlf: 'CRLF line ends', mixed: 'LF and CRLF line ends' } as const;

function readEntry({ text, sample }: SourceDiagnosis, page: Page): void {
  const what = [
    ...(text.archive === null ? [] : [`a member of a ${text.archive} archive`]),
    ...(text.compression === null ? [] : [text.compression]),
    `${ENCODINGS[text.encoding]}${text.byteOrderMark ? ' with a byte order mark' : ''}`,
    ...(text.lineEnds === null ? [] : [LINE_ENDS[text.lineEnds]]),
  ];
  const size = `${counted(sample.lines, 'line')}, ${byteSize(sample.bytes)}`;
  const of = sample.totalBytes === null ? '' : ` of ${byteSize(sample.totalBytes)}`;
  const where = sample.parts.length > 1 ? 'from the start, the middle and the end' : 'from the start';
  page.entry('Read', what.join(', '));
  page.entry('', sample.whole ? `all of it: ${size}` : `a sample: ${size}${of}, ${where}`);
}

const SEPARATORS: Readonly<Record<string, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '|': 'bars',
  '\t': 'tabs',
  blank: 'blanks',
};

function headerEntries({ header }: SourceDiagnosis, page: Page): void {
  if (header === null) return;
  const { columns, separator, rows, otherLines, line } = header;
  const others = otherLines === 0 ? '' : `; ${counted(otherLines, 'line has', 'lines have')} other columns`;
  page.entry(
    'Header',
    `line ${line}: ${columns.length} columns between ${SEPARATORS[separator]}, ${counted(rows, 'line')} below${others}`,
  );
  const shown = columns.slice(0, COLUMNS).map(({ name, is }) => (is === null ? name : `${name} (${is})`));
  const more = columns.length > COLUMNS ? [`${columns.length - COLUMNS} more`] : [];
  page.entry('', [...shown, ...more].join(', '));
  const codes = columns.slice(COLUMNS).filter(({ is }) => is === 'code');
  if (codes.length > 0) page.entry('', `among them ${codes.map(({ name }) => `${name} (code)`).join(', ')}`);
}

function timeEntries({ times }: SourceDiagnosis, timeZone: string, page: Page): void {
  const all = times.lines + times.without;
  let label = 'Times';
  for (const { family, title, lines, example } of times.families) {
    page.row(label, percent(lines, all), `${title} (${family})`, counted(lines, 'line'));
    page.quote(example.text, placeText(example));
    label = '';
  }
  if (times.without > 0) {
    page.row(label, percent(times.without, all), 'none of their own', counted(times.without, 'line'));
    if (times.withoutExample !== null) page.quote(times.withoutExample.text, placeText(times.withoutExample));
  }
  if (times.first !== null && times.last !== null) {
    const zone = zoneOf(timeZone);
    const [first, last] = [times.first, times.last].map((at) =>
      formatInZone(Date.parse(at), zone).slice(0, 19).replace('T', ' '),
    );
    page.entry('', `from ${first} to ${last} (${timeZone})`);
    const { missing, written, assumed, because } = times.zone;
    const zones = [
      ...(written > 0 ? [`${thousands(written)} with a zone`] : []),
      ...(missing > 0
        ? [
            `${thousands(missing)} without, read in ${assumed}${because === 'declared by the file' ? ' as the file declares' : ''}`,
          ]
        : []),
    ];
    page.entry('Zone', zones.join(', '));
  }
  for (const { name, offset, because, count } of times.zoneNames) {
    const as = offset ?? `${timeZone}'s own time`;
    page.entry(
      '',
      `${thousands(count)} as ${name}, read as ${as}${because === 'report zone' ? ', as the report zone uses it' : ''}`,
    );
  }
  if (times.year.missing > 0) {
    const { missing, assumed, because } = times.year;
    page.entry(
      'Year',
      `${thousands(missing)} without, taken as ${assumed.join(' and ')} by the ${because === 'now' ? 'present time' : because}`,
    );
  }
  dateEntries(times, page);
  passedOverEntries(times, page);
}

function dateEntries({ dateOrder }: SourceDiagnosis['times'], page: Page): void {
  const { either, monthFirst, dayFirst, unread } = dateOrder;
  if (either + monthFirst + dayFirst + unread === 0) return;
  const counts = [
    ...(either > 0 ? [`${thousands(either)} in either order, read ${readWith(dateOrder)} first`] : []),
    ...(monthFirst > 0 ? [`${thousands(monthFirst)} only month first`] : []),
    ...(dayFirst > 0 ? [`${thousands(dayFirst)} only day first`] : []),
    ...(unread > 0 ? [`${thousands(unread)} only month first and not read`] : []),
  ];
  page.entry('Dates', counts.join('; '));
}

/** Only the most frequent reasons: a log may have one for each key. */
function passedOverEntries({ passedOver }: SourceDiagnosis['times'], page: Page): void {
  let label = 'Other';
  for (const { reason, count, example } of passedOver.slice(0, REASONS)) {
    page.row(label, thousands(count), `not the line’s time: ${reason}`);
    page.quote(example.text, placeText(example));
    label = '';
  }
}

function codeEntries({ codes, sample }: SourceDiagnosis, page: Page): void {
  const { seen } = codes;
  page.entry(
    'Codes',
    `on ${thousands(codes.lines)} of ${counted(sample.lines, 'line')} (${percent(codes.lines, sample.lines)})`,
  );
  if (codes.labelled + codes.catalogueOnly > 0) {
    const rest = codes.catalogueOnly === 0 ? 'none' : thousands(codes.catalogueOnly);
    page.entry('', `${counted(codes.labelled, 'event')} labelled by the log, ${rest} by the catalogue alone`);
  }
  // Codes that the catalogue does not have are the doubtful ones, so they come first.
  const listed = [...seen.filter(({ known }) => !known), ...seen.filter(({ known }) => known)];
  for (const { code, name, severity, count, example, known } of listed.slice(0, CODES)) {
    page.row('', thousands(count), `${code} ${name}`, known ? severity : 'not in the catalogue');
    if (!known) page.quote(example.text, placeText(example));
  }
  if (listed.length > CODES) {
    const rest = listed.slice(CODES);
    page.row('', thousands(rest.reduce((sum, { count }) => sum + count, 0)), `of ${rest.length} more`);
  }
}

function keyEntries({ keys: { keys, lines } }: SourceDiagnosis, page: Page): void {
  let label = 'Keys';
  for (const key of keys.slice(0, KEYS)) {
    const where = key.lines === lines ? '' : `on ${percent(key.lines, lines)}`;
    page.row(label, thousands(key.values), `${key.values === 1 ? 'value' : 'values'} of ${key.name}`, where);
    label = '';
  }
  if (keys.length > KEYS) page.entry('', `and ${counted(keys.length - KEYS, 'more key')}; --by KEY groups by one`);
}

function contextEntries({ codes }: SourceDiagnosis, page: Page): void {
  let label = 'Catalogue';
  for (const { text, count, unknown, example } of codes.contexts.slice(0, CONTEXTS)) {
    const others = unknown === 0 ? '' : `${thousands(unknown)} not in it`;
    page.row(label, thousands(count), `in ${text}`, others);
    page.quote(example.text, placeText(example));
    label = '';
  }
}

function refusedEntries({ codes }: SourceDiagnosis, page: Page): void {
  let label = 'Refused';
  for (const { rule, title, count, examples } of codes.refused) {
    page.row(label, thousands(count), `by rule ${rule}: ${title.toLowerCase()}`);
    label = '';
    for (const example of examples.slice(0, EXAMPLES)) {
      page.note(`${example.code}: ${example.reason}`);
      page.quote(example.text, placeText(example));
    }
  }
}

function placeText({ line, offset }: Excerpt): string {
  return line === null ? `byte ${thousands(offset)}` : `line ${thousands(line)}`;
}
