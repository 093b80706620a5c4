/** The three letters that names of months and weekdays begin with, and what else a timestamp may begin with. */
import { NAMED } from './layout';
import { threeLetters } from './datetime-parts';

/**
 * What the three letters at `p` begin: 1 to 12 for a month, 16 times 1 to 7 for a weekday, 128 for another form; 0:
 * nothing.
 */
export function namedAt(p: usize): i32 {
  const letters = threeLetters(p);
  if (letters == 0) return 0;
  let slot = NAMED + (<usize>((letters * 0x9e3779b1) >> 26) << 2);
  while (load<u32>(slot) != 0) {
    if ((load<u32>(slot) & 0xffffff) == letters) return <i32>(load<u32>(slot) >> 24);
    slot = slot + 4 < NAMED + 256 ? slot + 4 : NAMED;
  }
  return 0;
}

/** Adds three letters in lower case, and what they begin. */
export function addNamed(letters: u32, what: i32): void {
  let slot = NAMED + (<usize>((letters * 0x9e3779b1) >> 26) << 2);
  while (load<u32>(slot) != 0) slot = slot + 4 < NAMED + 256 ? slot + 4 : NAMED;
  store<u32>(slot, letters | (<u32>what << 24));
}

export function clearNamed(): void {
  memory.fill(NAMED, 0, 256);
}
