/**
 * The forms in which the result of a check is written, by the name that `--report` takes. Each is a pure function in
 * its own file and is loaded when it is asked for. Adding one is adding its file and its line here.
 */
import type { Form } from './form.js';

export const FORMS = {
  text: async () => (await import('./text.js')).renderText,
  json: async () => (await import('./json.js')).renderJson,
  junit: async () => (await import('./junit.js')).renderJunit,
  github: async () => (await import('./github.js')).renderGithub,
  teamcity: async () => (await import('./teamcity.js')).renderTeamcity,
  gitlab: async () => (await import('./gitlab.js')).renderGitlab,
  markdown: async () => (await import('./markdown.js')).renderMarkdown,
  sarif: async () => (await import('./sarif.js')).renderSarif,
  tap: async () => (await import('./tap.js')).renderTap,
} as const satisfies Record<string, () => Promise<Form>>;

/** Forms that are no documents: commands that a CI system takes from between the lines of a build's log. */
export const COMMAND_FORMS: readonly FormName[] = ['github', 'teamcity'];

export type FormName = keyof typeof FORMS;
export const FORM_NAMES = Object.keys(FORMS) as FormName[];
