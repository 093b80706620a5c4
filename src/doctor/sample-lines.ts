/** The lines of a sample's parts. */
import type { SamplePart } from './sample.js';

export interface SampleLine {
  /** One character a byte, without its end. */
  readonly bytes: string;
  readonly end: 'lf' | 'crlf' | 'none';
  /** From 1; null where the lines before it were not read. */
  readonly number: number | null;
  /** Byte of its start in the text. */
  readonly offset: number;
}

const LF = 10;

/** A line that a part cuts at its start or end is left out, but not at the beginning of the source. */
export function* linesOf({ bytes, offset, startsLine, endsText }: SamplePart): Generator<SampleLine> {
  const firstEnd = bytes.indexOf(LF);
  // All of it is the middle of one line.
  if (!startsLine && firstEnd < 0) return;
  let at = startsLine ? 0 : firstEnd + 1;
  let number: number | null = startsLine ? 1 : null;
  while (at < bytes.length) {
    const lf = bytes.indexOf(LF, at);
    if (lf < 0 && !endsText && firstEnd >= 0) return;
    const stop = lf < 0 ? bytes.length : lf;
    const isCrLf = lf > at && bytes[lf - 1] === 13;
    const end = lf < 0 ? 'none' : isCrLf ? 'crlf' : 'lf';
    yield { bytes: bytes.toString('latin1', at, isCrLf ? stop - 1 : stop), end, number, offset: offset + at };
    if (number !== null) number += 1;
    at = stop + 1;
  }
}
