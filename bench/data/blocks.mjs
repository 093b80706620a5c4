/** A log as blocks of whole entries, and the true counts of what is in it, known because it was written so. */
import { randomFrom } from '../../samples/random.mjs';
import { shapeOf } from './shapes.mjs';

/** The first instant of every log; its times are written as UTC. */
const START = Date.UTC(2026, 10, 2);
/** Milliseconds between two entries: from 0 up to this. A gigabyte of text is about a week. */
const LONGEST_STEP = 200;
const HOUR = 3_600_000;
const TWO = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'));
const THREE = Array.from({ length: 1000 }, (_, n) => String(n).padStart(3, '0'));

export function emptyTruth() {
  return { bytes: 0, lines: 0, matchedLines: 0, codes: {}, hours: {} };
}

/**
 * Yields strings of ASCII, each whole entries of at least `blockSize` bytes (but for the last), until there are `size`
 * bytes. `truth` is filled on the way: `codes` is events by code, `hours` the same by hour, such as `2026-11-02 09`.
 */
export function* blocks(name, size, blockSize, seed, truth) {
  const random = randomFrom(seed);
  const { every, separator, coded, plain } = shapeOf(name, random);
  let at = START;
  let hourEnd = START;
  let hour = '';
  let counts = {};
  let parts = [];
  let length = 0;
  for (let left = every; truth.bytes < size; ) {
    at += random.int(0, LONGEST_STEP - 1);
    if (at >= hourEnd) {
      hourEnd = at - (at % HOUR) + HOUR;
      const [day, time] = new Date(at).toISOString().split('T');
      hour = `${day}${separator}${time.slice(0, 2)}:`;
      counts = {};
      truth.hours[`${day} ${time.slice(0, 2)}`] = counts;
    }
    const has = --left === 0;
    if (has) left = every;
    const entry = has ? random.pick(coded) : random.pick(plain);
    const within = at % HOUR;
    const clock = `${TWO[Math.floor(within / 60_000)]}:${TWO[Math.floor(within / 1000) % 60]}.${THREE[within % 1000]}`;
    const text = entry.before + hour + clock + entry.after;
    parts.push(text);
    length += text.length;
    truth.bytes += text.length;
    truth.lines += entry.lines;
    if (has) counts[entry.code] = (counts[entry.code] ?? 0) + 1;
    if (length >= blockSize || truth.bytes >= size) {
      yield parts.join('');
      parts = [];
      length = 0;
    }
  }
  sumUp(truth);
}

/** Hours without events leave; the rest makes the totals. One code a line, so events are matched lines. */
function sumUp(truth) {
  for (const [hour, counts] of Object.entries(truth.hours)) {
    if (Object.keys(counts).length === 0) delete truth.hours[hour];
    for (const [code, n] of Object.entries(counts)) {
      truth.codes[code] = (truth.codes[code] ?? 0) + n;
      truth.matchedLines += n;
    }
  }
}
