/** Whole values by a pattern: `*` is any text, `?` any one character, and nothing else is special. */

/**
 * Only the last `*` has to be tried again: what an earlier one has matched can stay as short as it is. So the time is at
 * most the product of both lengths, which no regular expression made of the pattern would promise.
 */
export function matchesPattern(value: string, pattern: string): boolean {
  const [text, wanted] = [Array.from(value), Array.from(pattern)];
  let [at, next] = [0, 0];
  /** Behind the last `*`, and where the text that it does not take begins. */
  let [behindStar, taken] = [-1, 0];
  while (at < text.length) {
    if (wanted[next] === '*') {
      next += 1;
      [behindStar, taken] = [next, at];
    } else if (next < wanted.length && (wanted[next] === '?' || wanted[next] === text[at])) {
      at += 1;
      next += 1;
    } else if (behindStar >= 0) {
      taken += 1;
      [at, next] = [taken, behindStar];
    } else {
      return false;
    }
  }
  return wanted.slice(next).every((each) => each === '*');
}
