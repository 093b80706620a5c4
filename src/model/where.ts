/** Conditions on the values that keys have on an event's line (`--where`). */

/** Conditions may be about this many keys. They come on top of those that events are grouped by. */
export const MAX_WHERE_KEYS = 4;

export interface Condition {
  /** Lower case: keys are found in any case. */
  readonly key: string;
  /** `has`: the key has a value, whatever it is. */
  readonly kind: 'is' | 'not' | 'like' | 'has';
  /** A value as `--by` shows it; with `like` a pattern with `*` and `?`; empty with `has`. */
  readonly value: string;
  /** As it was given. */
  readonly text: string;
}

/** The keys that conditions are about, each once. */
export function keysOfConditions(conditions: readonly Condition[]): string[] {
  return [...new Set(conditions.map(({ key }) => key))];
}
