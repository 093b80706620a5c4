import type { Catalogue } from '../catalogue/catalogue.js';

/** How partial results are merged; all optional. */
export interface MergeOptions {
  /** Count logs of the same size and content each, not refuse them as one log under two names. Default: false. */
  readonly allowSame?: boolean | undefined;
  /** Says what codes mean. Default: the built-in one, by which the partials must have been counted then. */
  readonly catalogue?: Catalogue | undefined;
}
