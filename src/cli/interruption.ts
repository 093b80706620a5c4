import type { EndSignal } from '../model/exit-status.js';

/** Why a run is to end early: what its abort signal gives as the reason. */
export class Interruption extends Error {
  readonly signal: EndSignal;

  constructor(signal: EndSignal) {
    super(`ended by ${signal}`);
    this.name = 'Interruption';
    this.signal = signal;
  }
}
