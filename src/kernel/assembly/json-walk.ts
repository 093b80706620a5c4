/**
 * The time of a JSON line that spans several blocks. Its top-level members are walked byte by byte, as `json` does on a
 * whole line, and values that may be its time are copied out, because their block is overwritten by the next.
 */
import { isJsonBlank, readInstant, readValue, valueFrom, valueTo } from './json';
import { LF, TEXT } from './layout';
import { setStamp } from './stamps';
import { JSON_OBJECT_KEY, JSON_TIME_KEY } from './word-flags';
import { wholeFlags } from './word-table';

const KEY: i32 = 0;
const IN_KEY: i32 = 1;
const COLON: i32 = 2;
const VALUE: i32 = 3;
const STRING: i32 = 4;
const NESTED: i32 = 5;
const SCALAR: i32 = 6;
const COMMA: i32 = 7;
const OVER: i32 = 8;

/** Where keys and values are copied to, at most MOST bytes of each. */
const COPY: usize = TEXT + 8192;
const MOST: usize = 512;
/** The object that may be the line's time. */
const INSTANT: usize = COPY + MOST + 64;

let state: i32 = OVER;
let copied: usize = 0;
let keyFlags: u32 = 0;
let depth: i32 = 0;
let inString: bool = false;
let escaped: bool = false;
let hasTime: bool = false;
let hasInstant: bool = false;
/** Where the value under way begins, or the last one: an address of this block, or what it would be before it. */
let valueAt: usize = 0;
/** The same of the object at INSTANT. */
let instantAt: usize = 0;

/** Begins behind the `{` of the line. */
export function beginWalk(): void {
  state = KEY;
  hasTime = false;
  hasInstant = false;
  escaped = false;
}

@inline
function copy(b: i32): void {
  if (copied < MOST) store<u8>(COPY + copied, <u8>b);
  copied++;
}

/** Walks over [from, to). True when the walk is over: the time was found, or the text is not JSON. */
export function walkOn(from: usize, to: usize): bool {
  for (let p = from; p < to; p++) {
    const b = <i32>load<u8>(p);
    if (state == KEY) {
      if (b == 0x22) {
        state = IN_KEY;
        copied = 0;
      } else if (!isJsonBlank(b)) state = OVER;
    } else if (state == IN_KEY) {
      if (isStringEnd(b)) {
        keyFlags = copied < MOST ? wholeFlags(COPY, COPY + copied) : 0;
        state = COLON;
      } else copy(b);
    } else if (state == COLON) {
      if (b == 0x3a) state = VALUE;
      else if (!isJsonBlank(b)) state = OVER;
    } else if (state == VALUE) {
      if (!isJsonBlank(b)) {
        copied = 0;
        valueAt = p;
        copy(b);
        state = b == 0x22 ? STRING : b == 0x7b || b == 0x5b ? NESTED : SCALAR;
        depth = 1;
        inString = false;
        if (b == 0x2c || b == 0x7d) endOfValue(b);
      }
    } else if (state == STRING) {
      copy(b);
      if (isStringEnd(b)) endOfValue(0);
    } else if (state == NESTED) {
      copy(b);
      if (inString) inString = !isStringEnd(b);
      else if (b == 0x22) inString = true;
      else if (b == 0x7b || b == 0x5b) depth++;
      else if (b == 0x7d || b == 0x5d) {
        depth--;
        if (depth == 0) endOfValue(0);
      }
    } else if (state == SCALAR) {
      if (b == 0x2c || b == 0x7d) {
        copied = copied < MOST ? copied : MOST;
        endOfValue(b);
      } else copy(b);
    } else if (state == COMMA) {
      if (b == 0x2c) state = KEY;
      else if (!isJsonBlank(b)) state = OVER;
    }
    if (state == OVER) return true;
  }
  return false;
}

/** Whether the byte is the quote that ends a string. */
function isStringEnd(b: i32): bool {
  if (escaped) {
    escaped = false;
    return false;
  }
  escaped = b == 0x5c;
  return b == 0x22;
}

/** A value has ended; `next` is the byte that ended it, where it is not the value's own. */
function endOfValue(next: i32): void {
  state = next == 0x2c ? KEY : next == 0x7d ? OVER : COMMA;
  if (copied > MOST || !(keyFlags & (JSON_TIME_KEY | JSON_OBJECT_KEY))) return;
  store<u8>(COPY + copied, 0x2c);
  store<u8>(COPY + copied + 1, <u8>LF);
  const first = <i32>load<u8>(COPY);
  if (keyFlags & JSON_TIME_KEY && readValue(COPY)) {
    hasTime = true;
    state = OVER;
  } else if (keyFlags & JSON_OBJECT_KEY && !hasInstant && first == 0x7b && readInstant(COPY)) {
    memory.copy(INSTANT, COPY, copied + 2);
    instantAt = valueAt;
    hasInstant = true;
  }
}

/** Whether the walk has found the line's time: then `datetime-parts` has it, and `stamps` where it stands. */
export function walkEnded(): bool {
  if (hasTime) return readValue(COPY) && hasStampAt(valueAt - COPY);
  return hasInstant && readInstant(INSTANT) && hasStampAt(instantAt - INSTANT);
}

/** @param offset from the copy that was read to where it stands */
function hasStampAt(offset: usize): bool {
  setStamp(valueFrom + offset, valueTo + offset, false);
  return true;
}

/** Ends the block: its addresses become those of the next one, `length` bytes later. */
export function leaveWalk(length: usize): void {
  valueAt -= length;
  instantAt -= length;
}
