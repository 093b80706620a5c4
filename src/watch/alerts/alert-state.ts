/**
 * When an alert fires and when it is over. Both need the same number of looks in a row that say so, so that a value that
 * goes up and down around its limit makes it neither fire nor end: it changes at most once in so many looks.
 */

/** `unknown`: there were too few events to say, which neither counts nor begins the row anew. */
export type Look = 'well' | 'broken' | 'unknown';

export interface AlertState {
  readonly isFiring: boolean;
  /** Looks in a row, up to the last one, that say the contrary. */
  readonly against: number;
}

export const AT_FIRST: AlertState = { isFiring: false, against: 0 };

/** @param needed looks in a row, from 1 */
export function after(state: AlertState, look: Look, needed: number): AlertState {
  if (look === 'unknown') return state;
  const { isFiring } = state;
  if ((look === 'broken') === isFiring) return { isFiring, against: 0 };
  const against = state.against + 1;
  return against >= needed ? { isFiring: !isFiring, against: 0 } : { isFiring, against };
}
