/**
 * The rule words, and whole names, as exact hash tables. A slot of a word is: length u8, flags u32 at 4, up to 32 bytes
 * at 8. Hashes are made from a word's last byte to its first, so that endings are found on the way.
 */
import { NAMES, WORDS } from './layout';
import { CATALOGUE_NAME } from './word-flags';

export const LONGEST: i32 = 32;
const SLOT: usize = 40;
const SLOTS: u32 = 1024;
/** The word that is looked at, in lower case. */
export const WORD_AT: usize = WORDS + SLOT * SLOTS;
export const LONGEST_WHOLE: i32 = 255;

const NAME_SLOTS: u32 = 8192;
/** Whether the user gave names: only then are single words looked up among them. */
export let hasUserNames: bool = false;
let pool: usize = 0;

export function clearWords(poolAt: usize): void {
  memory.fill(WORDS, 0, SLOT * SLOTS);
  memory.fill(NAMES, 0, 16 * NAME_SLOTS);
  hasUserNames = false;
  pool = poolAt;
}

/** Takes bytes of the pool that the wrapper has made room for. */
export function takePool(size: usize): usize {
  const taken = pool;
  pool += size;
  return taken;
}

@inline
function mixed(hash: u32): u32 {
  return hash ^ (hash >> 15);
}

@inline
export function pushed(hash: u32, b: i32): u32 {
  return (hash ^ <u32>b) * 0x9e3779b1;
}

export function hashOf(from: usize, length: i32): u32 {
  let hash: u32 = 0;
  for (let p = from + length; p > from; ) hash = pushed(hash, <i32>load<u8>(--p));
  return hash;
}

/** The flags of the word of `length` bytes at `from` with this hash. */
export function flagsOf(from: usize, length: i32, hash: u32): u32 {
  let slot = mixed(hash) & (SLOTS - 1);
  while (true) {
    const entry = WORDS + <usize>slot * SLOT;
    const size = <i32>load<u8>(entry);
    if (size == 0) return 0;
    if (size == length && memory.compare(entry + 8, from, length) == 0) return load<u32>(entry, 4);
    slot = (slot + 1) & (SLOTS - 1);
  }
}

/** Adds the word of `length` bytes at `from`, in lower case, to lists. */
export function addWord(from: usize, length: i32, flags: u32): void {
  let slot = mixed(hashOf(from, length)) & (SLOTS - 1);
  while (true) {
    const entry = WORDS + <usize>slot * SLOT;
    const size = <i32>load<u8>(entry);
    if (size == 0) {
      store<u8>(entry, <u8>length);
      memory.copy(entry + 8, from, length);
    } else if (size != length || memory.compare(entry + 8, from, length) != 0) {
      slot = (slot + 1) & (SLOTS - 1);
      continue;
    }
    store<u32>(entry, load<u32>(entry, 4) | flags, 4);
    return;
  }
}

/** Adds a name of `length` bytes at `from`, its words in a row. */
export function addName(from: usize, length: i32, flags: u32): void {
  if (length == 0 || length > LONGEST_WHOLE) return;
  if (flags != CATALOGUE_NAME) hasUserNames = true;
  const hash = hashOf(from, length);
  let slot = mixed(hash) & (NAME_SLOTS - 1);
  while (true) {
    const entry = NAMES + (<usize>slot << 4);
    if (load<u32>(entry, 4) == 0) {
      const bytes = takePool(length);
      memory.copy(bytes, from, length);
      store<u32>(entry, hash);
      store<u32>(entry, <u32>bytes, 4);
      store<u32>(entry, <u32>length, 8);
    } else if (!isName(entry, from, length, hash)) {
      slot = (slot + 1) & (NAME_SLOTS - 1);
      continue;
    }
    store<u32>(entry, load<u32>(entry, 12) | flags, 12);
    return;
  }
}

function isName(entry: usize, from: usize, length: i32, hash: u32): bool {
  return (
    load<u32>(entry) == hash && load<i32>(entry, 8) == length &&
    memory.compare(<usize>load<u32>(entry, 4), from, length) == 0
  );
}

export function nameFlags(from: usize, length: i32): u32 {
  if (length == 0 || length > LONGEST_WHOLE) return 0;
  const hash = hashOf(from, length);
  let slot = mixed(hash) & (NAME_SLOTS - 1);
  while (true) {
    const entry = NAMES + (<usize>slot << 4);
    if (load<u32>(entry, 4) == 0) return 0;
    if (isName(entry, from, length, hash)) return load<u32>(entry, 12);
    slot = (slot + 1) & (NAME_SLOTS - 1);
  }
}

/** The flags of the bytes in [from, to), in any case, as one word. */
export function wholeFlags(from: usize, to: usize): u32 {
  const length = <i32>(to - from);
  if (length == 0 || length > LONGEST) return 0;
  let hash: u32 = 0;
  for (let i = length; i > 0; ) {
    i--;
    const b = lower(<i32>load<u8>(from + i));
    store<u8>(WORD_AT + i, <u8>b);
    hash = pushed(hash, b);
  }
  return flagsOf(WORD_AT, length, hash);
}

@inline
export function lower(b: i32): i32 {
  return <u32>(b - 0x41) < 26 ? b | 0x20 : b;
}
