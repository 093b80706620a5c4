/** The time of a JSON line: the value of a top-level key, wherever it stands on the line. */
import { JSON_OBJECT_KEYS, JSON_TIME_KEYS, NANOS_KEYS, SECONDS_KEYS } from '../../model/timestamp-forms.js';
import { readFixedForm } from './fixed-forms.js';
import { type JsonMember, jsonMembers } from './json-members.js';
import { objectStart } from './json-start.js';
import { jsonMilliseconds, numberStamp } from './numbers.js';
import type { ReadContext, Stamp } from './stamp.js';
import { readWritten } from './written.js';

/** The leftmost top-level key for times whose value is a time as a whole; else one whose value is an object. */
export function readJsonTime(line: string, textStart: number, context: ReadContext): Stamp | null {
  const start = objectStart(line, textStart);
  if (start === null) return null;
  let object: Stamp | null = null;
  for (const member of jsonMembers(line, start)) {
    const key = member.key.toLowerCase();
    const read = JSON_TIME_KEYS.includes(key) ? readValue(line, member, context) : null;
    if (read !== null) return read;
    if (object === null && line[member.start] === '{' && JSON_OBJECT_KEYS.includes(key))
      object = readObject(line, member);
  }
  return object;
}

function readValue(line: string, { start, end }: JsonMember, context: ReadContext): Stamp | null {
  if (line[start] !== '"') {
    const text = line.slice(start, end).replace(/[ \t\r]+$/, '');
    const local = jsonMilliseconds(text);
    return local === null ? null : numberStamp(local, start, start + text.length, 'json');
  }
  const [from, to] = [start + 1, end - 1];
  const read = readWritten(line, from, context) ?? readFixedForm(line, from, context);
  if (read !== null && read.end === to) return { ...read, family: 'json' };
  const text = line.slice(from, to);
  const local = jsonMilliseconds(text);
  if (local !== null) return numberStamp(local, from, to, 'json');
  return text.includes('\\') && text.length <= LONGEST ? readEscaped(text, from, to, context) : null;
}

/** Longer strings with escapes are not times. */
const LONGEST = 256;
/** An escape of two bytes, or of six. */
const ESCAPE = /\\(?:u([0-9A-Fa-f]{4})|[\s\S])/g;

/** Reads a string with escapes: `11\/1\/2026`, `\u002B02:00`. */
function readEscaped(text: string, start: number, end: number, context: ReadContext): Stamp | null {
  const readable = text.replace(ESCAPE, (written, hex: string | undefined) => {
    if (written === '\\/') return '/';
    if (/^\\[tnr]$/.test(written)) return ' ';
    const character = String.fromCharCode(Number.parseInt(hex ?? '0', 16));
    if (character === '\u00a0' || character === '\u202f') return Buffer.from(character).toString('latin1');
    return /[ -~]/.test(character) && !/["\\]/.test(character) ? character : written;
  });
  const line = `${readable}"`;
  const read = readWritten(line, 0, context) ?? readFixedForm(line, 0, context);
  return read !== null && read.end === readable.length ? { ...read, family: 'json', start, end } : null;
}

/** `{"epochSecond":1793524500,"nanoOfSecond":123000000}`, as log4j writes it. */
function readObject(line: string, { start, end }: JsonMember): Stamp | null {
  let seconds: string | null = null;
  let nanos = 0;
  for (const member of jsonMembers(line, start + 1)) {
    const text = line.slice(member.start, member.end).replace(/[ \t\r]+$/, '');
    const key = member.key.toLowerCase();
    if (seconds === null && SECONDS_KEYS.includes(key) && /^1\d{9}$/.test(text)) seconds = text;
    else if (NANOS_KEYS.includes(key) && /^\d{1,9}$/.test(text)) nanos = Number(text);
  }
  if (seconds === null) return null;
  return numberStamp(Number(seconds) * 1000 + Math.floor(nanos / 1e6), start, end, 'json');
}
