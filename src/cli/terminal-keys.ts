/** Keys of a terminal, by the names that `readline` gives them. */
import { emitKeypressEvents, type Interface } from 'node:readline';
import type { ReadStream } from 'node:tty';
import { printable } from '../text/terminal.js';

export interface Key {
  /** `up`, `enter`, `escape`, `ctrl+c`; of a character, the character. */
  readonly name: string;
  /** What it writes; empty for a key that writes nothing. */
  readonly text: string;
}

interface Pressed {
  readonly name?: string;
  readonly ctrl?: boolean;
  readonly meta?: boolean;
}

/** Milliseconds after which Escape is a key of its own, and not the start of another one's bytes. Without it: 500. */
const ESCAPE_MS = 50;

/** @returns ends it, and leaves the terminal as it was found */
export function readKeys(input: ReadStream, listener: (key: Key) => void): () => void {
  // Of a `readline` interface, only that is read.
  emitKeypressEvents(input, { escapeCodeTimeout: ESCAPE_MS } as unknown as Interface);
  const pressed = (text: string | undefined, key: Pressed) => listener(keyOf(text ?? '', key));
  input.on('keypress', pressed);
  input.on('error', () => {});
  input.setRawMode(true);
  input.resume();
  return () => {
    input.off('keypress', pressed);
    input.setRawMode(false);
    input.pause();
  };
}

function keyOf(text: string, { name = '', ctrl, meta }: Pressed): Key {
  if (name === 'return' || name === 'enter') return { name: 'enter', text: '' };
  if (ctrl) return { name: `ctrl+${name}`, text: '' };
  // Names of one character are those of characters, in small letters; Escape comes as itself with `meta`.
  if (name.length > 1 && name !== 'space') return { name, text: '' };
  const written = meta ? '' : printable(text);
  return { name: written, text: written };
}
