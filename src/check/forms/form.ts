/** What a form of the result is. The map of them all is `index.ts`. */
import type { CheckDocument } from '../document.js';

export interface FormOptions {
  /** Whether SGR colors are written; of the forms only `text` has any. */
  readonly color: boolean;
  /** The program's own. */
  readonly version: string;
  /**
   * A source as CI platforms want a file named: relative to the repository's root, with `/`. Null for standard input.
   */
  pathOf(source: string): string | null;
}

/** The whole text, ending with a newline. */
export type Form = (document: CheckDocument, options: FormOptions) => string;
