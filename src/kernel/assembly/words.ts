/** The rule words as an exact hash table, and keys read as words. */
import { CLASSES, DIGIT, LETTER, WORDS } from './layout';

export const REFUSE: i32 = 1;
export const STATUS: i32 = 2;
export const UNIT: i32 = 4;
/** A word that a user added has its flags a second time, shifted by this: only those are looked for in joined keys. */
const JOINED: i32 = 3;

/** A slot is: length, flags, up to 30 letters or digits. Longer words are in no list. */
const LONGEST: i32 = 30;
const SLOT: usize = 32;
const SLOTS: u32 = 512;

/** The word being looked up, zero-padded so that two vector compares decide it. */
const WORD_AT: usize = WORDS + SLOT * SLOTS;
/** All words of the key in a row, for names of several words that a user gave. */
const JOINED_AT: usize = WORD_AT + SLOT;

let length: i32 = 0;
let hash: u32 = 0;
/** Set when some word was added by a user: only then are joined keys looked up. */
let joinedWords: bool = false;

@inline
function begin(at: usize): void {
  v128.store(at, i64x2.splat(0));
  v128.store(at, i64x2.splat(0), 16);
  length = 0;
  hash = 0;
}

@inline
function push(at: usize, lower: i32): void {
  if (length < LONGEST) store<u8>(at + 2 + length, <u8>lower);
  length++;
  hash = (hash ^ <u32>lower) * 0x9e3779b1;
}

function flagsAt(at: usize): i32 {
  if (length == 0 || length > LONGEST) return 0;
  let slot = (hash ^ (hash >> 15)) & (SLOTS - 1);
  while (true) {
    const entry = WORDS + <usize>slot * SLOT;
    const size = <i32>load<u8>(entry);
    if (size == 0) return 0;
    if (size == length && same(entry, at)) return <i32>load<u8>(entry, 1);
    slot = (slot + 1) & (SLOTS - 1);
  }
}

@inline
function same(entry: usize, at: usize): bool {
  // The first two bytes (length and flags) of the word looked up are zero: compare from the third on.
  return (
    load<u64>(entry, 2) == load<u64>(at, 2) &&
    load<u64>(entry, 10) == load<u64>(at, 10) &&
    load<u64>(entry, 18) == load<u64>(at, 18) &&
    load<u32>(entry, 26) == load<u32>(at, 26) &&
    load<u16>(entry, 30) == load<u16>(at, 30)
  );
}

export function clearWords(): void {
  memory.fill(WORDS, 0, SLOT * SLOTS);
  joinedWords = false;
}

/** Adds the lower-case word in [from, to) to `lists`. */
export function addWord(from: usize, to: usize, lists: i32, byUser: bool): void {
  const flags = byUser ? lists | (lists << JOINED) : lists;
  begin(WORD_AT);
  for (let p = from; p < to; p++) push(WORD_AT, load<u8>(p));
  if (length == 0 || length > LONGEST) return;
  if (byUser) joinedWords = true;
  let slot = (hash ^ (hash >> 15)) & (SLOTS - 1);
  while (true) {
    const entry = WORDS + <usize>slot * SLOT;
    const size = <i32>load<u8>(entry);
    if (size == length && same(entry, WORD_AT)) {
      store<u8>(entry, load<u8>(entry, 1) | <u8>flags, 1);
      return;
    }
    if (size == 0) {
      memory.copy(entry, WORD_AT, SLOT);
      store<u8>(entry, <u8>length);
      store<u8>(entry, <u8>flags, 1);
      return;
    }
    slot = (slot + 1) & (SLOTS - 1);
  }
}

/** The lists that any word of the identifier in [from, to) is in, as flags. */
export function keyFlags(from: usize, to: usize): i32 {
  let flags: i32 = 0;
  let joined: i32 = 0;
  let joinedHash: u32 = 0;
  if (joinedWords) begin(JOINED_AT);
  begin(WORD_AT);
  let before: i32 = 0;
  for (let p = from; p < to; p++) {
    const b = <i32>load<u8>(p);
    const kind = <i32>load<u8>(CLASSES + b);
    if ((kind & (LETTER | DIGIT)) == 0) {
      flags |= flagsAt(WORD_AT);
      begin(WORD_AT);
      before = 0;
      continue;
    }
    if (isUpper(b) && length > 0) {
      const next = p + 1 < to ? <i32>load<u8>(p + 1) : 0;
      if (!isUpper(before) || isLower(next)) {
        flags |= flagsAt(WORD_AT);
        begin(WORD_AT);
      }
    }
    const lower = (kind & LETTER) != 0 ? b | 0x20 : b;
    push(WORD_AT, lower);
    before = b;
    if (joinedWords) {
      if (joined < LONGEST) store<u8>(JOINED_AT + 2 + joined, <u8>lower);
      joined++;
      joinedHash = (joinedHash ^ <u32>lower) * 0x9e3779b1;
    }
  }
  flags |= flagsAt(WORD_AT);
  if (joinedWords) {
    length = joined;
    hash = joinedHash;
    flags |= flagsAt(JOINED_AT) >> JOINED;
  }
  return flags & (REFUSE | STATUS | UNIT);
}

/** The flags of one run of letters, in any case and without reading it as several words. */
export function runFlags(from: usize, to: usize): i32 {
  begin(WORD_AT);
  for (let p = from; p < to; p++) push(WORD_AT, <i32>load<u8>(p) | 0x20);
  return flagsAt(WORD_AT);
}

@inline
function isUpper(b: i32): bool {
  return <u32>(b - 0x41) < 26;
}

@inline
function isLower(b: i32): bool {
  return <u32>(b - 0x61) < 26;
}
