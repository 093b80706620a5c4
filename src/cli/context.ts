import type { Key } from './terminal-keys.js';

/** What a command needs of its process. `main.ts` makes the real one; tests make their own. */
export interface CliContext {
  /** Without the program and the script. */
  readonly args: readonly string[];
  /** What runs: the interpreter and the script, or the executable alone, with their whole paths. */
  readonly program: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The process's id. */
  readonly pid: number;
  /** Whether a process with this id runs on this machine. */
  isRunning(pid: number): boolean;
  readonly stdin: {
    readonly isTerminal: boolean;
    /** Opened at the first call. */
    open(): AsyncIterable<Uint8Array>;
  };
  readonly stdout: {
    readonly isTerminal: boolean;
    /** Null where there is no terminal. */
    readonly columns: number | null;
    readonly rows: number | null;
    /** Whether what shows it may know ASCII only: see `text/plain-marks.ts`. */
    readonly isAscii: boolean;
    /** Whether the caller closed it: what is written goes nowhere. */
    readonly isClosed: boolean;
    /** Resolves when there is room for more. Commands write through `print.ts`. */
    write(text: string | Uint8Array): Promise<void>;
  };
  readonly stderr: {
    readonly isTerminal: boolean;
    /** Overwrites the line that the last call wrote; an empty text erases it. */
    line(text: string): void;
  };
  /** The terminal that standard output is, for a screen. Absent in tests that have none. */
  terminal?(): Promise<Terminal>;
  /** One message on standard error: one line, whatever it quotes, and further lines, which are indented. */
  warn(message: string, more?: readonly string[]): void;
  /** Aborted by Ctrl-C, SIGTERM or SIGHUP, with an `Interruption` as the reason. */
  readonly signal: AbortSignal;
  /** From now on SIGHUP calls it, and does not end the run, unless its terminal was closed; null: it ends it again. Not on Windows. */
  onHangup?(listener: (() => void) | null): void;
  /** Keeps Node's pool to one thread, if none has run yet: each keeps memory of its own for what runs on it. */
  keepPoolSmall?(): void;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
}

/** What a screen needs of its terminal. */
export interface Terminal {
  readonly columns: number;
  readonly rows: number;
  /** Whether it has shown what was written. */
  readonly isReady: boolean;
  /** As it is: escape sequences too. */
  write(text: string): void;
  /** Shows another screen, without a cursor; messages wait. @param redraw called when its size has changed @returns leaves it, as does whatever ends the process */
  enter(redraw: () => void): () => void;
  /** Calls `listener` with each key. @returns ends it; null: there is no terminal to read keys from */
  keys(listener: (key: Key) => void): (() => void) | null;
  /** Ends the run, as Ctrl-C does, which is a key like others while keys are read. */
  interrupt(): void;
}
