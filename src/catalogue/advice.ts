/** Advice on a code in words: who has to act, and whether a retry can help. */
import type { Fault, Retry } from '../model/code.js';

export interface Advice {
  /** `caller: change the request`. */
  readonly long: string;
  /** At most 18 columns: `caller: change`. */
  readonly short: string;
}

const WHO: Readonly<Record<Fault, readonly [long: string, short: string]>> = {
  none: ['nobody', 'nobody'],
  policy: ['policy', 'policy'],
  caller: ['caller', 'caller'],
  configuration: ['configuration', 'set-up'],
  platform: ['platform', 'platform'],
  unknown: ['unknown', 'unknown'],
};

const WHAT: Readonly<Record<Retry, readonly [long: string, short: string]>> = {
  none: ['a retry is no use', 'no retry'],
  changed: ['change the request', 'change'],
  later: ['retry later', 'later'],
  unknown: ['look into it', 'look'],
};

/** For `configuration` faults instead of `change the request`, which would only be a workaround. */
const CORRECT: readonly [long: string, short: string] = ['correct the set-up', 'correct'];

export function advice(fault: Fault, retry: Retry): Advice {
  if (fault === 'none' && retry === 'none') return { long: '–', short: '–' };
  const who = WHO[fault];
  const what = fault === 'configuration' && retry !== 'later' ? CORRECT : WHAT[retry];
  return { long: `${who[0]}: ${what[0]}`, short: `${who[1]}: ${what[1]}` };
}

/** Who has to act on a fault, in one word. */
export function whoActs(fault: Fault): string {
  return WHO[fault][0];
}
