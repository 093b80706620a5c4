/** A terminal as a screen uses it: all of it for a while, and left as it was found. */
import { closeSync, openSync } from 'node:fs';
import { ReadStream, type WriteStream } from 'node:tty';
import type { Terminal } from './context.js';
import { type Key, readKeys } from './terminal-keys.js';

/** The other screen of the terminal, without cursor, and without lines that go on in the next row; and back. */
const ENTER = '\x1b[?1049h\x1b[?25l\x1b[?7l';
const LEAVE = '\x1b[?7h\x1b[?25h\x1b[?1049l';

/** What it needs of the process. */
export interface TerminalProcess {
  readonly output: WriteStream;
  /** Standard input, where that is a terminal. */
  readonly input: ReadStream | null;
  /** As Ctrl-C does. */
  interrupt(): void;
  /** As Ctrl-Z does; goes on when the process does. */
  suspend(): void;
  /** Called when the process ends, also by an error that nobody caught, and when it goes on after Ctrl-Z. @returns ends it */
  on(event: 'end' | 'resumed', listener: () => void): () => void;
  /** Keeps messages back, which would stand in the screen, and writes them when it is left. */
  holdMessages(isHeld: boolean): void;
}

export function screenTerminal(its: TerminalProcess): Terminal {
  const { output } = its;
  let isReady = true;
  let isEntered = false;
  let pauseKeys: (() => void) | null = null;
  let resumeKeys: (() => void) | null = null;
  const write = (text: string) => {
    if (output.write(text)) return;
    isReady = false;
    output.once('drain', () => {
      isReady = true;
    });
  };
  const enter = () => {
    if (!isEntered) write(ENTER);
    isEntered = true;
    its.holdMessages(true);
  };
  const leave = () => {
    if (isEntered) output.write(LEAVE);
    isEntered = false;
    its.holdMessages(false);
  };
  const suspend = () => {
    pauseKeys?.();
    leave();
    its.suspend();
  };
  return {
    get columns() {
      return output.columns ?? 80;
    },
    get rows() {
      return output.rows ?? 24;
    },
    get isReady() {
      return isReady;
    },
    write,
    interrupt: its.interrupt,
    enter: (redraw) => {
      enter();
      output.on('resize', redraw);
      const ends = [
        its.on('end', leave),
        its.on('resumed', () => {
          resumeKeys?.();
          enter();
          redraw();
        }),
      ];
      return () => {
        for (const end of ends) end();
        output.off('resize', redraw);
        leave();
      };
    },
    keys: (listener) => {
      const input = its.input ?? controlling();
      if (input === null) return null;
      const pressed = (key: Key) => (key.name === 'ctrl+z' ? suspend() : listener(key));
      let end = readKeys(input, pressed);
      pauseKeys = () => end();
      resumeKeys = () => {
        end();
        end = readKeys(input, pressed);
      };
      return () => {
        end();
        pauseKeys = null;
        resumeKeys = null;
        if (input !== its.input) input.destroy();
      };
    },
  };
}

/** The terminal that the program was started from, where standard input is something else; null: there is none. */
function controlling(): ReadStream | null {
  let fd: number;
  try {
    fd = openSync('/dev/tty', 'r');
  } catch {
    return null;
  }
  try {
    return new ReadStream(fd);
  } catch {
    closeSync(fd);
    return null;
  }
}
