/** What holds for all timestamps, in words, with examples that tests run. */

/** A line, and the time that it takes as its own: `YYYY-MM-DD HH:MM:SS`, or null where it has none. */
export interface TimeExample {
  readonly text: string;
  readonly time: string | null;
  readonly why: string;
}

export const PLACE_NOTES: readonly string[] = [
  'A timestamp begins at the line’s start, or behind a blank, an escape or one of `[ ( { < > | " \' = , ; : * . # -`, within the first 512 bytes. The leftmost that reads whole and is the line’s own wins.',
  'A line of JSON is read by its keys, wherever on it they stand; where none of them reads, as text.',
  'A line without a time of its own takes that of the nearest line before it.',
];

/** Which times are not when the line was written. */
export const OWNER_NOTES: readonly string[] = [
  'The value of a key or the text of an element, unless its name has a time word; never where it has an other word. Keys such as `msg` and `log`, whose value is a line of its own, are no names of the time that the value begins with.',
  'Where the key or the element begins its line, as in a body over several lines, only body words are time words. A column under a header has the name that the header gives it, but for a time at the line’s start that is not the whole of it.',
  'What stands behind `word:` where this word, or the one before it, is an other word.',
  'What stands behind something else on a line that begins with a blank.',
  'What stands alone on a line that begins with a blank, as in a list that is printed over several lines.',
  'What stands right behind one of the words before other times.',
];

// biome-ignore format: a table
export const OWNER_EXAMPLES: readonly TimeExample[] = [
  { text: 'time=2026-11-01T09:15:00 expires=2026-12-09T10:00:00', time: '2026-11-01 09:15:00', why: 'the first is the line’s' },
  { text: 'expires=2026-12-09T10:00:00 time=2026-11-01T09:15:00', time: '2026-11-01 09:15:00', why: '`expires` is an other word' },
  { text: '      <AppointmentTime>2026-12-09T10:00:00Z</AppointmentTime>', time: null, why: 'an appointment' },
  { text: '  "requestedTime": "2026-12-09T10:00:00Z",', time: null, why: 'a wish' },
  { text: '  "timestamp": "2026-11-01T09:15:00Z",', time: '2026-11-01 09:15:00', why: 'a body word' },
  { text: '  <StartTime>2026-12-09T10:00:00Z</StartTime>', time: null, why: 'no body word' },
  { text: 'Appointment time: 2026-12-09 10:00', time: null, why: '`Appointment` is an other word' },
  { text: '    at 12/31/2026 09:00:00 for contact 7', time: null, why: 'behind something else, on a line that begins with a blank' },
  { text: 'moved to 2026-12-31 09:00:00', time: null, why: 'behind `to`' },
  { text: '{"appointment":"2026-12-09T10:00:00Z","time":"2026-11-01T09:15:00Z"}', time: '2026-11-01 09:15:00', why: 'by its keys' },
  { text: '      "2026-12-09T10:00:00Z",', time: null, why: 'it stands alone on a line that begins with a blank' },
  { text: '    Arrival Time: Nov 11, 2026 09:15:00', time: null, why: 'no body word' },
];

export const TIME_NOTES: readonly string[] = [
  'A date, what may stand between, and a time: every combination of the three tables reads. A weekday’s name may stand before the date.',
  'A fraction has 1 to 9 digits after `.` or `,`, or is a number of milliseconds after `:` (`:6` is 6 ms). Times are kept to the millisecond; finer digits are cut off.',
  'AM and PM, also `a.m.` and `p.m.`, may follow every time.',
  'A zone may follow, directly or after one blank, also in brackets: `Z`, `UTC`, `GMT`, `±hhmm`, `±hh:mm`, `UTC±h`, or a name; `±hh` only directly. The plus may be escaped (`\\u002B02:00`, `%2B0200`). A time without one is read in the zone of `--tz`.',
  'A file that says of itself that it is a W3C extended log (`#Software: Microsoft Internet Information Services`) is in UTC.',
  'The year may stand behind the time: `Nov  1 09:15:00 2026`, `Nov  1 09:15:00 PDT 2026`.',
  'A missing year is the one that puts the time at most a day after the file’s modification time (of a pipe: now), as late as possible; `--year` sets it.',
  'The second 60 reads as 59.999, 24:00:00 as the next midnight. Dates and times that don’t exist are no timestamps.',
];
