/**
 * Codes of a line whose time is not known yet, in order of appearance: for each how often it was seen.
 *
 *     PENDING   4000 x 2 u32: the n-th code by its index (number - 106000), and how often the code with index n was seen
 */
import { PENDING } from './layout';

let kept: i32 = 0;
let taken: i32 = 0;

export function clearPending(): void {
  for (let n = 0; n < 4000; n++) store<u32>(PENDING + (<usize>n << 3), 0, 4);
  kept = 0;
  taken = 0;
}

export function keepPending(index: i32): void {
  const seen = PENDING + (<usize>index << 3);
  const count = load<u32>(seen, 4);
  if (count == 0) {
    store<u32>(PENDING + (<usize>kept << 3), <u32>index);
    kept++;
  }
  store<u32>(seen, count + 1, 4);
}

/** The index of the next code, or -1: there are no more. */
export function takePending(): i32 {
  while (taken < kept) {
    const index = load<u32>(PENDING + (<usize>taken << 3));
    const seen = PENDING + (<usize>index << 3);
    const count = load<u32>(seen, 4);
    if (count > 0) {
      store<u32>(seen, count - 1, 4);
      return <i32>index;
    }
    taken++;
  }
  kept = 0;
  taken = 0;
  return -1;
}
