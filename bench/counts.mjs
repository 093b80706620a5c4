/**
 * What a program printed, read as counts, and held against the truth. A reading has those of these that the program
 * tells: `bytes`, `lines`, `matchedLines`, `codes` (events by code), `hours` (the same by hour, as `2026-11-02 09`).
 */

/** For each way to read an output: what the program counts, in words, and the reading. */
export const READINGS = {
  bytes: { counts: 'bytes', read: (text) => ({ bytes: sum(text) }) },
  lines: { counts: 'lines', read: (text) => ({ lines: sum(text) }) },
  matched: { counts: 'lines with a code', read: (text) => ({ matchedLines: sum(text) }) },
  /** Rows of `count code`. */
  codes: { counts: 'codes', read: (text) => ({ codes: rows(text).codes }) },
  /** Rows of `count date hour code`, where a `T` may stand between date and hour. */
  hours: { counts: 'codes by hour', read: rows },
  /** A summary document in JSON. */
  summary: { counts: 'codes by hour', read: summary },
  /** An array of objects with `_count`, `code` and perhaps `hour`. */
  objects: { counts: 'codes by hour', read: objects },
  /** Nothing to hold against anything. */
  nothing: { counts: '–', read: () => ({}) },
};

/** The first difference in words, or null where everything that was told is true. */
export function differenceOf(reading, truth) {
  for (const [what, found] of Object.entries(reading)) {
    const expected = truth[what];
    if (typeof expected === 'number') {
      if (found !== expected) return `${what}: ${found} instead of ${expected}`;
      continue;
    }
    const [a, b] = [flat(found), flat(expected)];
    for (const key of new Set([...a.keys(), ...b.keys()])) {
      if (a.get(key) !== b.get(key)) return `${key}: ${a.get(key) ?? 0} instead of ${b.get(key) ?? 0}`;
    }
  }
  return null;
}

function flat(counts, prefix = '', into = new Map()) {
  for (const [key, value] of Object.entries(counts)) {
    if (typeof value === 'object') flat(value, `${prefix}${key} `, into);
    else into.set(prefix + key, value);
  }
  return into;
}

/** Of the first number of each line: a program that was given several files tells a count a file. */
function sum(text) {
  return text.split('\n').reduce((total, line) => total + (Number.parseInt(line, 10) || 0), 0);
}

function rows(text) {
  const entries = [];
  for (const line of text.replaceAll('T', ' ').split('\n')) {
    const fields = line.trim().split(/\s+/);
    if (fields.length >= 2) entries.push([fields.slice(1, -1).join(' '), fields.at(-1), Number(fields[0])]);
  }
  return gather(entries);
}

function objects(text) {
  const rowsOf = JSON.parse(text || '[]');
  return gather(rowsOf.map(({ hour, code, _count }) => [hour.replace('T', ' '), code, _count]));
}

function summary(text) {
  const { input, windows } = JSON.parse(text);
  const entries = windows.flatMap(({ start, codes }) =>
    Object.entries(codes).map(([code, n]) => [start.slice(0, 13).replace('T', ' '), code, n]),
  );
  const { bytes, lines, matchedLines } = input;
  return { bytes, lines, matchedLines, ...gather(entries) };
}

function gather(entries) {
  const [codes, hours] = [{}, {}];
  for (const [hour, code, n] of entries) {
    codes[code] = (codes[code] ?? 0) + n;
    hours[hour] ??= {};
    hours[hour][code] = (hours[hour][code] ?? 0) + n;
  }
  return { codes, hours };
}
