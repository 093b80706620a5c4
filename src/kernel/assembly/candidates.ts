/**
 * Section 3 of the specification: whether a candidate is a code. What stands before it is decided once and
 * remembered, because the bytes before a code repeat from line to line; what stands after it is two bytes and a unit.
 */
import { BEHIND, CLASSES, DIGIT, IDENTIFIER, KNOWN, LEADS, LETTER, LF, LOOKBACK, MASKS, VERDICTS, WORD } from './layout';
import { startOf } from './starts';
import { REFUSE, STATUS, UNIT, keyFlags, runFlags } from './words';

/** What the bytes before a candidate say. Behind PTK, the odd ones leave it to the catalogue. */
const REJECTED: i32 = 0;
/** `PTK` stands before it: accepted, nothing else is looked at. */
const PTK: i32 = 1;
/** A key of the status list: accepted unless what follows rejects it. */
const KEY_STATUS: i32 = 2;
/** Another key: accepted if the code is known. */
const KEY_OTHER: i32 = 3;
/** No key, a word of the status list: a unit behind it rejects, else accepted. */
const WORD_STATUS: i32 = 4;
/** No key, no telling word: a unit behind it rejects, else accepted if the code is known. */
const WORD_OTHER: i32 = 5;

const VERDICT_COUNT: i32 = 8;
const VERDICT_SIZE: usize = 80;
/** A verdict is remembered when it looked at no more than this many bytes. */
const REMEMBERED: usize = 32;

let nextVerdict: i32 = 0;
let lastVerdict: usize = VERDICTS;
/** The lowest address that the last call of `decideBefore` looked at. */
let lowest: usize = 0;

/** What the byte behind a candidate says: no code, nothing, or that what follows must be looked at. */
const BEHIND_REJECTS: i32 = 0;
const BEHIND_SILENT: i32 = 1;
const BEHIND_ASKS: i32 = 2;

/** Fills BEHIND; the classes come first. */
export function fillBehind(): void {
  for (let b = 0; b < 256; b++) store<u8>(BEHIND + b, <u8>behindOf(b));
}

function behindOf(b: i32): i32 {
  if (kindOf(b) & WORD) return BEHIND_REJECTS;
  // @ % . : - / + and a blank, which a unit may follow.
  const asks =
    b == 0x40 || b == 0x25 || b == 0x2e || b == 0x3a || b == 0x2d || b == 0x2f || b == 0x2b || b == 0x20;
  return asks ? BEHIND_ASKS : BEHIND_SILENT;
}

/** Whether the six digits at `p`, the code with this index (number - 106000), are a code; `p` only goes on in a block. */
@inline
export function isCode(p: usize, index: i32): bool {
  const behind = <i32>load<u8>(BEHIND + load<u8>(p, 6));
  if (behind == BEHIND_REJECTS) return false;
  const near = v128.load(p - 16);
  const far = v128.load(p - 32);
  const verdict = matches(lastVerdict, near, far) ? load<i32>(lastVerdict, 64) : beforeUnlikeLast(p, near, far);
  if (verdict <= PTK) return verdict == PTK;
  if (behind == BEHIND_ASKS && rejectedBehind(p, verdict)) return false;
  return (verdict & 1) == 0 || load<u8>(KNOWN + index) != 0;
}

function rejectedBehind(p: usize, verdict: i32): bool {
  const after = <i32>load<u8>(p, 6);
  if (after == 0x40 /* @ */ || after == 0x25 /* % */) return true;
  if (after == 0x20) return verdict >= WORD_STATUS && unitAt(p + 7);
  return (kindOf(<i32>load<u8>(p, 7)) & DIGIT) != 0;
}

function unitAt(from: usize): bool {
  let to = from;
  while (<i32>load<u8>(CLASSES + load<u8>(to)) & LETTER) {
    if (to - from == 12) return false; // milliseconds, the longest unit, has 12 letters
    to++;
  }
  if (to == from || <i32>load<u8>(CLASSES + load<u8>(to)) & WORD) return false;
  return (runFlags(from, to) & UNIT) != 0;
}

/** What stands before the candidate at `p`, where it is not as before the last one: from memory if it was decided once. */
function beforeUnlikeLast(p: usize, near: v128, far: v128): i32 {
  // A letter, a digit or `_` right before it: only PTK may end so.
  const previous = <i32>load<u8>(p - 1);
  if (kindOf(previous) & WORD && previous != 0x5f && (previous | 0x20) != 0x6b) return REJECTED;
  for (let i = 0; i < VERDICT_COUNT; i++) {
    const entry = VERDICTS + <usize>i * VERDICT_SIZE;
    if (matches(entry, near, far)) {
      lastVerdict = entry;
      return load<i32>(entry, 64);
    }
  }
  const lineStart = startOf(p);
  const floor = p - lineStart > LOOKBACK ? p - LOOKBACK : lineStart;
  lowest = p;
  const verdict = decideBefore(p, floor);
  const looked = p - lowest;
  if (looked <= REMEMBERED && lowest + 1 >= lineStart) {
    const entry = VERDICTS + <usize>nextVerdict * VERDICT_SIZE;
    const nearMask = v128.load(MASKS + (looked < 16 ? looked + 16 : 32));
    const farMask = v128.load(MASKS + (looked > 16 ? looked : 16));
    v128.store(entry, v128.and(near, nearMask));
    v128.store(entry, v128.and(far, farMask), 16);
    v128.store(entry, nearMask, 32);
    v128.store(entry, farMask, 48);
    store<i32>(entry, verdict, 64);
    lastVerdict = entry;
    nextVerdict = (nextVerdict + 1) & (VERDICT_COUNT - 1);
  }
  return verdict;
}

@inline
function matches(entry: usize, near: v128, far: v128): bool {
  const a = v128.xor(v128.and(near, v128.load(entry, 32)), v128.load(entry));
  const b = v128.xor(v128.and(far, v128.load(entry, 48)), v128.load(entry, 16));
  return !v128.any_true(v128.or(a, b));
}

/** Forgets every verdict: for new rules. */
export function clearVerdicts(): void {
  // An empty entry matches nothing: what is left of any bytes under its mask is 0, and it has others.
  memory.fill(VERDICTS, 0, VERDICT_SIZE * VERDICT_COUNT);
  for (let i = 0; i < VERDICT_COUNT; i++) memory.fill(VERDICTS + <usize>i * VERDICT_SIZE, 0xff, 32);
  // Byte n of MASKS + k is 0xff from 32 - k on: see `beforeUnlikeLast`.
  memory.fill(MASKS, 0, 32);
  memory.fill(MASKS + 32, 0xff, 32);
  memory.fill(MASKS + 64, 0, 32);
  lastVerdict = VERDICTS;
  nextVerdict = 0;
}

/** The byte at `q`, or a line end where the rules don't look; remembers how far they looked. */
@inline
function at(q: usize, floor: usize): i32 {
  if (q < lowest) lowest = q;
  return q < floor ? LF : <i32>load<u8>(q);
}

@inline
function kindOf(b: i32): i32 {
  return <i32>load<u8>(CLASSES + b);
}

@inline
function isQuote(b: i32): bool {
  return b == 0x22 || b == 0x27;
}

function decideBefore(p: usize, floor: usize): i32 {
  const b = at(p - 1, floor);
  if (isPtk(p, b, floor)) return PTK;
  // Rule 1: edges.
  if (kindOf(b) & WORD) return REJECTED;
  // Rule 2: part of something larger.
  if (b == 0x2e || b == 0x2d || b == 0x2f || b == 0x5c || b == 0x2b || b == 0x40 || b == 0x24 || b == 0x7e) {
    return REJECTED; // . - / \ + @ $ ~
  }
  if (b == 0x3a && kindOf(at(p - 2, floor)) & DIGIT) return REJECTED; // 12:107000
  if (b == 0x2c && isFraction(p, floor)) return REJECTED; // 09:15:00,107000
  // Rule 3: a key.
  const key = keyVerdict(p, floor);
  if (key >= 0) return key;
  // Rule 4: the word before.
  let q = p;
  while (kindOf(at(q - 1, floor)) & LEADS) q--;
  const to = q;
  while (kindOf(at(q - 1, floor)) & LETTER) q--;
  const flags = q == to ? 0 : keyFlags(q, to);
  if (flags & REFUSE) return REJECTED;
  return flags & STATUS ? WORD_STATUS : WORD_OTHER;
}

function isPtk(p: usize, b: i32, floor: usize): bool {
  const k = b == 0x2d || b == 0x5f ? p - 2 : p - 1; // PTK-107000, PTK_107000
  return (
    (at(k, floor) | 0x20) == 0x6b &&
    (at(k - 1, floor) | 0x20) == 0x74 &&
    (at(k - 2, floor) | 0x20) == 0x70 &&
    !(kindOf(at(k - 3, floor)) & WORD)
  );
}

function isFraction(p: usize, floor: usize): bool {
  return (
    (kindOf(at(p - 2, floor)) & DIGIT) != 0 &&
    (kindOf(at(p - 3, floor)) & DIGIT) != 0 &&
    at(p - 4, floor) == 0x3a
  );
}

/** What the key before the candidate says, or -1 where there is none. */
function keyVerdict(p: usize, floor: usize): i32 {
  const b = at(p - 1, floor);
  if (b == 0x3e && at(p - 2, floor) != 0x3d) return elementVerdict(p, floor);
  let q = skipToSeparator(p, floor);
  const separator = at(q - 1, floor);
  if (separator == 0x3e && at(q - 2, floor) == 0x3d) q -= 2;
  else if (separator == 0x3d || separator == 0x3a) q -= 1;
  else return -1;
  q = skipQuoted(q, floor);
  const to = q;
  while (kindOf(at(q - 1, floor)) & IDENTIFIER) q--;
  return q == to ? -1 : verdictOf(q, to);
}

@inline
function verdictOf(from: usize, to: usize): i32 {
  const flags = keyFlags(from, to);
  if (flags & REFUSE) return REJECTED;
  return flags & STATUS ? KEY_STATUS : KEY_OTHER;
}

/** Back over spaces, one quote and one opening bracket, in any order. */
function skipToSeparator(p: usize, floor: usize): usize {
  let quotes = 0;
  let brackets = 0;
  let q = p;
  while (true) {
    const b = at(q - 1, floor);
    if (b == 0x20) {
      q--;
    } else if (isQuote(b) && quotes == 0) {
      quotes = 1;
      q -= at(q - 2, floor) == 0x5c ? 2 : 1;
    } else if ((b == 0x28 || b == 0x5b || b == 0x7b || b == 0x3c) && brackets == 0) {
      brackets = 1;
      q--;
    } else return q;
  }
}

/** Back over spaces and one quote. */
function skipQuoted(p: usize, floor: usize): usize {
  let quotes = 0;
  let q = p;
  while (true) {
    const b = at(q - 1, floor);
    if (b == 0x20) {
      q--;
    } else if (isQuote(b) && quotes == 0) {
      quotes = 1;
      q -= at(q - 2, floor) == 0x5c ? 2 : 1;
    } else return q;
  }
}

/** The verdict on the element whose start tag ends right before the candidate, or -1. */
function elementVerdict(p: usize, floor: usize): i32 {
  const close = p - 1;
  let q = close;
  while (true) {
    const b = at(q - 1, floor);
    if (b == 0x3c) break;
    if (b == 0x3e || b == LF || q - 1 < floor) return -1;
    q--;
  }
  // [q, close) is what stands between < and >.
  let to = q;
  let from = q;
  while (to < close) {
    const b = <i32>load<u8>(to);
    if (b == 0x3a) from = to + 1;
    else if (!(kindOf(b) & IDENTIFIER)) break;
    to++;
  }
  if (to == q || from == to) return -1;
  const next = <i32>load<u8>(to);
  if (to != close && next != 0x20 && next != 0x09) return -1;
  if (<i32>load<u8>(close - 1) == 0x2f) return -1; // <empty/>
  return verdictOf(from, to);
}
