/** The families of timestamps, with their texts for the documentation. */
import { FAMILY_NAMES, type FamilyName } from '../../model/timestamp-forms.js';
import { EXAMPLES, type Example } from './examples.js';

export interface Family {
  readonly name: FamilyName;
  readonly title: string;
  /** One or two sentences for the documentation. */
  readonly description: string;
  readonly examples: readonly Example[];
}

const TEXTS: Readonly<Record<FamilyName, readonly [title: string, description: string]>> = {
  'year-first': [
    'Year first',
    'Year, month, day, as ISO 8601 and RFC 3339 have it, and others with `/`, `.` or nothing.',
  ],
  'month-name': [
    'Month by name',
    'The month’s name, short or whole, before or behind the day. Where the year is missing, it may stand behind the time.',
  ],
  'year-last': [
    'Year last',
    'With `/` the month stands first, with `-` and `.` the day; `--date-order` says otherwise for `/` and `-`. A first number over 12 is a day.',
  ],
  'short-year': [
    'Two digits of year',
    'The year stands first with `/` and in six digits, last with `.`, and last with `/` where `--date-order` is given. 00 to 68 are 2000 to 2068.',
  ],
  'no-year': ['Without a year', 'Month and day as two digits each.'],
  glog: ['glog', 'The letter of a level, month and day, the time. Since version 0.5 with the year.'],
  epoch: [
    'Epoch',
    'Seconds (10 digits, with or without a fraction), milliseconds (13), microseconds (16) or nanoseconds (19) since 1970 in UTC, from 2001-09-09 to 2033-05-18: as the first token of a line without a written time, or the second behind a number or `-`, and as the value of a key such as `ts`.',
  ],
  json: [
    'JSON lines',
    'The leftmost top-level key for times whose value is a timestamp from quote to quote, a number told apart by its size, or an object of seconds and nanoseconds; wherever on the line it stands.',
  ],
  cmtrace: [
    'CMTrace',
    'The time, then the date with the month first, each in quotes; what is to be added to get UTC is in minutes.',
  ],
  audit: ['Linux audit', 'Seconds since 1970 with milliseconds, and the number of the event.'],
  dotnet: ['.NET', 'Milliseconds since 1970 as .NET writes them into JSON.'],
};

export const FAMILIES: readonly Family[] = FAMILY_NAMES.map((name) => {
  const [title, description] = TEXTS[name];
  return { name, title, description, examples: EXAMPLES[name] };
});
