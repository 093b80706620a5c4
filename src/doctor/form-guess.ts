/** Guesses custom formats for a time that no family reads: a date and a clock in either order. */

export interface FormGuess {
  readonly pattern: string;
  readonly timeFormat: string;
}

interface Shape {
  readonly source: string;
  readonly format: string;
}

const shape = (source: string, format: string): Shape => ({ source, format });

/** Where two fit, as with day and month first, the first one that reads all lines is taken. */
const DATES: readonly Shape[] = [
  shape('\\d{4}-\\d{1,2}-\\d{1,2}', '%Y-%m-%d'),
  shape('\\d{4}/\\d{1,2}/\\d{1,2}', '%Y/%m/%d'),
  shape('\\d{4}\\.\\d{1,2}\\.\\d{1,2}', '%Y.%m.%d'),
  shape('\\d{4} \\d{1,2} \\d{1,2}', '%Y %m %d'),
  shape('\\d{1,2}\\.\\d{1,2}\\.\\d{4}', '%d.%m.%Y'),
  shape('\\d{1,2}\\.\\d{1,2}\\.\\d{2}', '%d.%m.%y'),
  shape('\\d{1,2}-\\d{1,2}-\\d{4}', '%d-%m-%Y'),
  shape('\\d{1,2}-\\d{1,2}-\\d{2}', '%m-%d-%y'),
  shape('\\d{1,2}-\\d{1,2}-\\d{2}', '%d-%m-%y'),
  shape('\\d{1,2} \\d{1,2} \\d{4}', '%d %m %Y'),
  shape('\\d{1,2}/\\d{1,2}/\\d{4}', '%m/%d/%Y'),
  shape('\\d{1,2}/\\d{1,2}/\\d{4}', '%d/%m/%Y'),
  shape('\\d{1,2}/\\d{1,2}/\\d{2}', '%m/%d/%y'),
  shape('\\d{1,2}/\\d{1,2}/\\d{2}', '%d/%m/%y'),
  ...[' ', '-', '/', '\\.'].flatMap((mark) => {
    const plain = mark.replace('\\', '');
    return [
      shape(`\\d{1,2}${mark}[A-Za-z]{3,9}${mark}\\d{4}`, `%d${plain}%b${plain}%Y`),
      shape(`[A-Za-z]{3,9}${mark}\\d{1,2}${mark}\\d{4}`, `%b${plain}%d${plain}%Y`),
      shape(`\\d{4}${mark}[A-Za-z]{3,9}${mark}\\d{1,2}`, `%Y${plain}%b${plain}%d`),
    ];
  }),
  shape('\\d{4}-\\d{3}', '%Y-%j'),
  shape('\\d{4}/\\d{3}', '%Y/%j'),
  shape('\\d{4}\\.\\d{3}', '%Y.%j'),
  shape('\\d{4} \\d{3}', '%Y %j'),
  shape('\\d{4}\\d{3}', '%Y%j'),
];
const CLOCKS: readonly Shape[] = [
  shape('\\d{1,2}:\\d\\d:\\d\\d\\.\\d{1,9}', '%H:%M:%S.%f'),
  shape('\\d{1,2}:\\d\\d:\\d\\d,\\d{1,9}', '%H:%M:%S,%f'),
  shape('\\d{1,2}:\\d\\d:\\d\\d', '%H:%M:%S'),
  shape('\\d{1,2}\\.\\d\\d\\.\\d\\d', '%H.%M.%S'),
];
/** What may stand between date and clock. */
const BETWEEN = '([^\\d"\'%]{1,12}?)';

/** @param line one that has such a time @returns all formats that fit it */
export function formsFor(line: string): FormGuess[] {
  return DATES.flatMap((date) => {
    for (const clock of CLOCKS) {
      for (const [first, second] of [
        [date, clock],
        [clock, date],
      ] as const) {
        const match = new RegExp(`(?<![\\w/.:-])${first.source}${BETWEEN}${second.source}(?![\\d/:-])`).exec(line);
        if (match === null) continue;
        const between = match[1]!;
        const time = `${first.source}${between.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')}${second.source}`;
        const start = match.index === 0 ? '^' : '';
        return [{ pattern: `${start}(?<time>${time})`, timeFormat: `${first.format}${between}${second.format}` }];
      }
    }
    return [];
  });
}
