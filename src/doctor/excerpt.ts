/** Excerpts of a line for people: decoded, not cut within a character, and short. */
import type { Excerpt } from './diagnosis.js';
import type { SampleLine } from './sample-lines.js';

/** Bytes of a line that are shown at most. */
const MOST = 160;
/** Bytes that are shown before the place in question. */
const BEFORE = 24;

export function textOf(bytes: string, from = 0, to = bytes.length): string {
  let [start, end] = [Math.max(0, from), Math.min(to, bytes.length)];
  while (start > 0 && start < end && isContinuation(bytes, start)) start += 1;
  while (end < bytes.length && end > start && isContinuation(bytes, end)) end -= 1;
  return Buffer.from(bytes.slice(start, end), 'latin1').toString('utf8');
}

function isContinuation(bytes: string, at: number): boolean {
  return (bytes.charCodeAt(at) & 0xc0) === 0x80;
}

/** The text around a byte of the line, with `…` where something is left out. */
export function around(bytes: string, at: number): string {
  const from = at <= BEFORE ? 0 : at - BEFORE;
  const to = Math.min(bytes.length, from + MOST);
  return `${from > 0 ? '…' : ''}${textOf(bytes, from, to)}${to < bytes.length ? '…' : ''}`;
}

export function excerptOf({ number, offset }: SampleLine, text: string): Excerpt {
  return { line: number, offset, text };
}

/** An example within a sentence. */
export function quotedExcerpt(place: { text: string } | null): string {
  return place === null ? 'these' : JSON.stringify(place.text.length > 40 ? `${place.text.slice(0, 40)}…` : place.text);
}
