/** The screen of a live run: what there is now, redrawn when it changes, and the keys that go through it. */
import { HOUR_MS } from '../../../model/calendar.js';
import type { LiveView } from '../../../watch/view.js';
import type { CliContext, Terminal } from '../../context.js';
import type { Key } from '../../terminal-keys.js';
import type { LiveOptions, View } from '../asked.js';
import { Frames } from './frames.js';
import { drawPage, type Look, type Page } from './page.js';
import { BEGIN, press, type ScreenState } from './place.js';
import type { Snapshot } from './snapshot.js';
import { Snapshots } from './snapshots.js';

/** Milliseconds between two frames, at least; and at most, for what changes by the clock alone. */
const FRAME_MS = 100;
const IDLE_MS = 1000;

export function screen({ options, context }: LiveOptions, terminal: Terminal): View {
  let running: Running | null = null;
  const end = () => running?.end();
  return {
    begin: (view) => {
      running = new Running(view, terminal, { ...options, hasKeys: true, span: HOUR_MS }, context);
      // At once, before the last lines are read: a second signal ends the process as it is.
      context.signal.addEventListener('abort', end, { once: true });
    },
    end: async () => end(),
  };
}

class Running {
  readonly #view: LiveView;
  readonly #terminal: Terminal;
  readonly #context: CliContext;
  readonly #look: Look;
  readonly #frames: Frames;
  readonly #snapshots: Snapshots;
  readonly #ends: (() => void)[] = [];
  #state: ScreenState = BEGIN;
  /** What was shown when the reader paused; null: it goes on. */
  #paused: Snapshot | null = null;
  #page: Page = { rows: [], items: [] };
  /** Of the next frame, and when it is due. */
  #timer: NodeJS.Timeout | null = null;
  #due = Number.POSITIVE_INFINITY;
  #drawn = Number.NEGATIVE_INFINITY;

  constructor(view: LiveView, terminal: Terminal, look: Look, context: CliContext) {
    this.#view = view;
    this.#terminal = terminal;
    this.#context = context;
    this.#frames = new Frames(context.stdout.isAscii);
    this.#snapshots = new Snapshots(view, look.span, context.now);
    this.#ends.push(terminal.enter(() => this.#drawWhole()));
    const keys = terminal.keys((key) => this.#press(key));
    this.#look = { ...look, hasKeys: keys !== null };
    if (keys !== null) this.#ends.push(keys);
    this.#ends.push(view.onChange(() => this.#soon(this.#snapshots.wait)));
    const tick = setInterval(() => this.#soon(), IDLE_MS);
    this.#ends.push(() => clearInterval(tick));
    this.#draw();
  }

  /** Leaves the terminal as it was found. */
  end(): void {
    for (const each of this.#ends.splice(0).reverse()) each();
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#drawn = Number.POSITIVE_INFINITY;
  }

  #press(key: Key): void {
    const size = this.#size();
    const next = press(this.#state, key, this.#page.items, Math.max(1, size.rows >> 1));
    if (next === null) {
      this.#terminal.interrupt();
      return;
    }
    if (next.isPaused !== this.#state.isPaused) this.#paused = next.isPaused ? this.#snapshots.get() : null;
    this.#state = next;
    if (key.name === 'ctrl+l') this.#drawWhole();
    else this.#soon();
  }

  #size() {
    return { columns: this.#terminal.columns, rows: this.#terminal.rows };
  }

  /** A frame, at once where the last one is long enough ago. @param least milliseconds to wait at least */
  #soon(least = 0): void {
    if (this.#drawn === Number.POSITIVE_INFINITY) return;
    const now = this.#context.now();
    const due = Math.max(now + least, this.#drawn + FRAME_MS);
    if (this.#timer !== null && this.#due <= due) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#due = due;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#draw();
    }, due - now);
  }

  #drawWhole(): void {
    this.#frames.forget();
    this.#soon();
  }

  #draw(): void {
    // A terminal that is slow gets fewer frames.
    if (!this.#terminal.isReady) return;
    this.#drawn = this.#context.now();
    const shown = this.#paused === null ? this.#snapshots.get() : this.#whilePaused(this.#paused);
    const size = this.#size();
    this.#page = drawPage(shown, this.#state, size, this.#look);
    const text = this.#frames.next(this.#page.rows, size.columns);
    if (text !== '') this.#terminal.write(text);
    const { wait } = this.#snapshots;
    if (this.#paused === null && wait > 0) this.#soon(wait);
  }

  #whilePaused(paused: Snapshot): Snapshot {
    return { ...paused, missed: this.#view.totals.events - paused.totals.events };
  }
}
