/** Plurals and lists for sentences. */

/** `event` for one, `events` for none and several. */
export function plural(n: number, singular: string, many = `${singular}s`): string {
  return n === 1 ? singular : many;
}

/** `a, b and c`, or with another word before the last one: `a, b or c`. */
export function listed(words: readonly string[], before: 'and' | 'or' = 'and'): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${before} ${words.at(-1)}`;
}
