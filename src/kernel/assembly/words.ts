/**
 * What the words of a name say. Each word is copied to WORD_AT in lower case, and looked up in `word-table` with its
 * endings.
 */
import { kind as byteKind } from './classes';
import { DIGIT, LETTER } from './layout';
import {
  BODY_TIME, CATALOGUE_NAME, CODE_NAME, COUNTING, EPOCH, FAILURE_FIRST, FAILURE_LAST, FOUND, IGNORED, LINE_KEY, NOT,
  NOT_REFUSED, NOT_STRONG, NUMBER, OTHER_TIME, OTHER_TIME_BEGINNING, PROGRAM_PART, REFUSE, REFUSE_ENDING,
  SAYS_NOTHING, SAYS_REFUSE, SAYS_STRONG, SAYS_WEAK, STRONG, STRONG_ENDING, TIME, TIME_ENDING, WEAK,
} from './word-flags';
import {
  LONGEST, LONGEST_WHOLE, WORD_AT, flagsOf, hasUserNames, hashOf, lower, nameFlags, pushed, wholeFlags,
} from './word-table';

/** The beginning of a word that is too long to be kept whole. */
const BEGINNING_AT: usize = WORD_AT + 32;
const LONGEST_BEGINNING: i32 = 11;
/** All words of a name, joined. */
const WHOLE_AT: usize = WORD_AT + 64;

/** The flags of the word that ends at WORD_AT + length: with those of its endings. */
function wordFlags(length: i32): u32 {
  if (length > LONGEST) return endingFlags(LONGEST);
  const own = flagsOf(WORD_AT, length, hashOf(WORD_AT, length));
  return (own & ~ENDINGS) | endingFlags(length);
}

const ENDINGS: u32 = STRONG_ENDING | REFUSE_ENDING | TIME_ENDING;
const LONGEST_ENDING: i32 = 10;

/** The flags of the word's endings. Only endings of `strong` and of times may be the whole word. */
function endingFlags(length: i32): u32 {
  let flags: u32 = 0;
  let hash: u32 = 0;
  const most = length < LONGEST_ENDING ? length : LONGEST_ENDING;
  for (let n = 1; n <= most; n++) {
    const from = WORD_AT + length - n;
    hash = pushed(hash, <i32>load<u8>(from));
    if (n < 2) continue;
    const found = flagsOf(from, n, hash) & ENDINGS;
    flags |= n == length ? found & ~REFUSE_ENDING : found;
  }
  return flags;
}

/** What is left of the name whose words `nextWord` answers one by one, and the length of the words so far. */
let next: usize = 0;
let end: usize = 0;
let whole: i32 = 0;

export function beginWords(from: usize, to: usize): void {
  next = from;
  end = to;
  whole = 0;
}

@inline
function isPart(b: i32): bool {
  return (byteKind(b) & (LETTER | DIGIT)) != 0 || b >= 0x80;
}

@inline
function isUpper(b: i32): bool {
  return <u32>(b - 0x41) < 26;
}

/**
 * Copies the next word of the name to WORD_AT and answers its length; 0: no more. Of a word longer than 32 bytes only
 * the last 32 are there.
 */
export function nextWord(): i32 {
  while (next < end && !isPart(<i32>load<u8>(next))) next++;
  const start = next;
  let before = 0;
  while (next < end) {
    const b = <i32>load<u8>(next);
    if (!isPart(b)) break;
    if (next > start && isUpper(b)) {
      const isAfterSmall = <u32>(before - 0x61) < 26 || <u32>(before - 0x30) < 10;
      const behind = next + 1 < end ? <i32>load<u8>(next, 1) : 0;
      if (isAfterSmall || (isUpper(before) && <u32>(behind - 0x61) < 26)) break;
    }
    if (whole < 256) store<u8>(WHOLE_AT + whole, <u8>lower(b));
    whole++;
    before = b;
    next++;
  }
  const length = <i32>(next - start);
  const kept = length > LONGEST ? next - LONGEST : start;
  for (let i = 0; kept + i < next; i++) store<u8>(WORD_AT + i, <u8>lower(<i32>load<u8>(kept + i)));
  if (kept > start) {
    for (let i = 0; i < LONGEST_BEGINNING; i++) store<u8>(BEGINNING_AT + i, <u8>lower(<i32>load<u8>(start + i)));
  }
  return length;
}

/** What one word with these flags says. */
@inline
function kindOf(flags: u32): i32 {
  if (flags & STRONG) return SAYS_STRONG;
  if (flags & WEAK) return SAYS_WEAK;
  if (flags & REFUSE) return SAYS_REFUSE;
  if (flags & STRONG_ENDING && !(flags & NOT_STRONG)) return SAYS_STRONG;
  return flags & REFUSE_ENDING && !(flags & NOT_REFUSED) ? SAYS_REFUSE : SAYS_NOTHING;
}

/** Whether the last word of the name so far is not strong together with the one before, as in `postal code`. */
function isNotStrong(length: i32, lengthBefore: i32): bool {
  const both = length + lengthBefore;
  if (both > LONGEST || whole > LONGEST_WHOLE) return false;
  const from = WHOLE_AT + (whole - both);
  return (flagsOf(from, both, hashOf(from, both)) & NOT_STRONG) != 0;
}

/** Set by `judge`: the name is only a word such as `number`, which says nothing behind a strong word. */
export let isNumberWord: bool = false;

/** What the name in [from, to) says. */
export function judge(from: usize, to: usize): i32 {
  beginWords(from, to);
  isNumberWord = false;
  let count = 0;
  let verdict = SAYS_NOTHING;
  let before = SAYS_NOTHING;
  let isCounting: bool = false;
  let isFailure: bool = false;
  let userFlags: u32 = 0;
  let lengthBefore = 0;
  let flags: u32 = 0;
  let previous: u32 = 0;
  while (true) {
    const length = nextWord();
    if (length == 0) break;
    previous = flags;
    flags = wordFlags(length);
    if (hasUserNames) {
      if (length <= LONGEST) userFlags |= nameFlags(WORD_AT, length);
      else if (whole <= LONGEST_WHOLE) userFlags |= nameFlags(WHOLE_AT + (whole - length), length);
    }
    if (count == 0 && flags & FAILURE_FIRST) isFailure = true;
    if (flags & COUNTING) isCounting = true;
    count++;
    const maySayStrong = (flags & (STRONG | STRONG_ENDING)) != 0;
    const kind = maySayStrong && length < whole && isNotStrong(length, lengthBefore) ? SAYS_NOTHING : kindOf(flags);
    lengthBefore = length;
    if (kind != SAYS_NOTHING && !(flags & NUMBER && before == SAYS_STRONG)) verdict = kind;
    before = kind;
  }
  if (count == 0) return SAYS_NOTHING;
  const wholeIs = nameFlags(WHOLE_AT, whole);
  if (wholeIs & IGNORED) return SAYS_REFUSE;
  if (wholeIs & CODE_NAME) return SAYS_STRONG;
  if (userFlags & IGNORED) return SAYS_REFUSE;
  if (userFlags & CODE_NAME) return SAYS_STRONG;
  if (wholeIs & CATALOGUE_NAME || flags & PROGRAM_PART) return SAYS_NOTHING;
  if (count > 1 && !isCounting) {
    if (isFailure || flags & FAILURE_LAST || (flags & FOUND && previous & NOT)) return SAYS_WEAK;
  }
  isNumberWord = count == 1 && (flags & NUMBER) != 0;
  return verdict;
}

/** What the name of a time says, as flags: TIME, BODY_TIME, EPOCH where it is that, OTHER_TIME, and LINE_KEY. */
export function judgeTime(from: usize, to: usize): u32 {
  beginWords(from, to);
  let says: u32 = wholeFlags(from, to) & LINE_KEY;
  while (true) {
    const length = nextWord();
    if (length == 0) break;
    const flags = wordFlags(length);
    if (flags & (TIME | TIME_ENDING)) says |= TIME;
    // `time` is one of these only as the whole name.
    if (flags & BODY_TIME && !(length == 4 && load<u32>(WORD_AT) == 0x656d6974)) says |= BODY_TIME;
    if (flags & EPOCH) says |= EPOCH;
    if (isOtherTime(flags, length)) says |= OTHER_TIME;
  }
  if (whole > 0 && whole <= LONGEST && flagsOf(WHOLE_AT, whole, hashOf(WHOLE_AT, whole)) & BODY_TIME) says |= BODY_TIME;
  return says & OTHER_TIME ? says & (OTHER_TIME | LINE_KEY) : says;
}

/** Whether one of the words in [from, to) says that a time is another one than the line's. */
export function hasOtherTime(from: usize, to: usize): bool {
  beginWords(from, to);
  while (true) {
    const length = nextWord();
    if (length == 0) return false;
    if (isOtherTime(wordFlags(length), length)) return true;
  }
}

function isOtherTime(flags: u32, length: i32): bool {
  if (flags & OTHER_TIME) return true;
  const from = length > LONGEST ? BEGINNING_AT : WORD_AT;
  for (let n = 5; n <= LONGEST_BEGINNING && n <= length; n++) {
    if (flagsOf(from, n, hashOf(from, n)) & OTHER_TIME_BEGINNING) return true;
  }
  return false;
}
