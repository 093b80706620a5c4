/** What is wrong with the configuration files of a call by their schema. */
import { MistakesError } from './mistakes.js';
import type { Layer } from './raw-options.js';

export class WrongLayers extends MistakesError {
  /** The files without what is wrong, so that more can be looked for. */
  readonly layers: readonly Layer[];

  constructor(lines: readonly string[], layers: readonly Layer[]) {
    const files = new Set(lines.map((line) => /^(.*?):\d+: /.exec(line)?.[1]));
    super(`${files.size === 1 ? `${[...files][0]}: ` : ''}${lines.length} mistakes`, lines);
    this.layers = layers;
  }
}
