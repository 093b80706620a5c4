/** Events together with lines of the log around them, as they are shown to people. */
import type { PtkEvent } from './event.js';

/**
 * - `event`: an event and the text of its line; events of one line follow each other
 * - `context`: a line before or behind it, that has no event which is shown
 * - `gap`: what follows does not stand right behind what came before
 */
export type EventItem =
  | { readonly kind: 'event'; readonly event: PtkEvent; readonly text: string }
  | { readonly kind: 'context'; readonly text: string }
  | { readonly kind: 'gap' };

/** Which lines come with the events. */
export interface EventContext {
  /** Lines before each event, and behind it. */
  readonly before: number;
  readonly after: number;
}
