/**
 * The forms in which a gate tells what it found, by the name that `--report` takes. Each is a pure function in its own
 * file, loaded when it is asked for: adding one is adding its file and its line here.
 */
import type { CheckDocument } from '../document.js';

export interface FormOptions {
  readonly color: boolean;
  /** The program's. */
  readonly version: string;
  /**
   * A source as CI platforms want a file named: relative to the repository's root, with `/`. Null for standard input.
   */
  pathOf(source: string): string | null;
}

/** The whole text, ending with a newline. */
export type Form = (document: CheckDocument, options: FormOptions) => string;

export const FORMS = {
  text: async () => (await import('./text.js')).renderText,
  json: async () => (await import('./json.js')).renderJson,
  junit: async () => (await import('./junit.js')).renderJunit,
  github: async () => (await import('./github.js')).renderGithub,
  gitlab: async () => (await import('./gitlab.js')).renderGitlab,
  sarif: async () => (await import('./sarif.js')).renderSarif,
  tap: async () => (await import('./tap.js')).renderTap,
} as const satisfies Record<string, () => Promise<Form>>;

export type FormName = keyof typeof FORMS;
export const FORM_NAMES = Object.keys(FORMS) as FormName[];
