/** What is wrong with the configuration files of a call by their schema. */
import type { LogscanError } from '../model/errors.js';
import { inOrder, MistakesError } from '../model/mistakes.js';
import type { Layer } from './raw-options.js';

export class WrongLayers extends MistakesError {
  /** The files without what is wrong, so that more can be looked for. */
  readonly layers: readonly Layer[];

  constructor(mistakes: readonly LogscanError[], layers: readonly Layer[]) {
    const { files } = inOrder(mistakes);
    super(`${files.length === 1 ? `${files[0]}: ` : ''}${mistakes.length} mistakes`, mistakes);
    this.layers = layers;
  }
}
