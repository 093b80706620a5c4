/**
 * Codes of a line whose time is not known yet, in order of appearance: for each how often it was seen. Whether a number is
 * a process id depends on where the line's time stands, so there are two lists. One has the codes of the line if a member
 * of its object that is still to come has the time, or nothing has; the other if the time is that of its text.
 *
 *     PENDING, PENDING_TEXT   4000 x 2 u32: the n-th code by its index (number - 106000), and how often the code with
 *                             index n was seen
 */
import { PENDING, PENDING_TEXT } from './layout';

let kept: i32 = 0;
let keptText: i32 = 0;
/** Of the list that is taken from. */
let taken: i32 = 0;

@inline
function listOf(asText: bool): usize {
  return asText ? PENDING_TEXT : PENDING;
}

@inline
function lengthOf(asText: bool): i32 {
  return asText ? keptText : kept;
}

/** No code waits any more. */
export function clearPending(): void {
  for (let n: usize = 0; n < 4000; n++) {
    store<u32>(PENDING + (n << 3), 0, 4);
    store<u32>(PENDING_TEXT + (n << 3), 0, 4);
  }
  kept = 0;
  keptText = 0;
  taken = 0;
}

/** @param everyTime whether a code that waits already is one more */
export function keepPending(index: i32, asText: bool, everyTime: bool): void {
  const list = listOf(asText);
  const seen = list + (<usize>index << 3);
  const count = load<u32>(seen, 4);
  if (count == 0) {
    store<u32>(list + (<usize>lengthOf(asText) << 3), <u32>index);
    if (asText) keptText++;
    else kept++;
  } else if (!everyTime) return;
  store<u32>(seen, count + 1, 4);
}

/** The index of the list's next code, or -1: there are no more, in neither list. */
export function takePending(asText: bool): i32 {
  const list = listOf(asText);
  while (taken < lengthOf(asText)) {
    const index = load<u32>(list + (<usize>taken << 3));
    const seen = list + (<usize>index << 3);
    const count = load<u32>(seen, 4);
    if (count > 0) {
      store<u32>(seen, count - 1, 4);
      return <i32>index;
    }
    taken++;
  }
  if (kept + keptText > 0) clearPending();
  return -1;
}
