/**
 * Puts events and the text of the log together while both pass, so that it works for a pipe as well: an event waits until
 * its line is whole, and lines behind it follow when they have come. Memory is bounded by `TextWindow`.
 */
import type { PtkEvent } from '../model/event.js';
import type { EventContext, EventItem } from '../model/event-line.js';
import type { TextFeed } from './text-feed.js';
import { TextWindow } from './text-window.js';

const NOWHERE = -1;

export class EventLines implements TextFeed {
  readonly #context: EventContext;
  readonly #window = new TextWindow();
  /** Events that are still wanted. */
  #wanted: number;
  /** Of the current source, whose lines may not be whole yet. */
  #waiting: PtkEvent[] = [];
  #items: EventItem[] = [];
  /** Where the last line that was given out starts and ends in the current source. */
  #last = NOWHERE;
  #given = NOWHERE;
  /** Lines that are still to be given out behind it. */
  #behind = 0;
  #hasGiven = false;

  /** @param most how many events are wanted */
  constructor(context: EventContext, most: number) {
    this.#context = context;
    this.#wanted = most;
  }

  begin(offset: number): void {
    this.end();
    this.#window.begin(offset);
  }

  bytes(chunk: Uint8Array): void {
    this.#window.add(chunk);
  }

  /** The next events of the current source, in the order of the log. */
  add(events: readonly PtkEvent[]): void {
    this.#waiting.push(...events);
  }

  end(): void {
    this.#settle(true);
    this.#waiting = [];
    this.#last = NOWHERE;
    this.#given = NOWHERE;
    this.#behind = 0;
  }

  /** Takes out what is complete. */
  take(): EventItem[] {
    this.#settle(false);
    const first = this.#waiting[0]?.offset ?? this.#window.end;
    this.#window.trim(this.#behind > 0 ? Math.min(first, this.#given) : first, this.#context.before);
    const items = this.#items;
    this.#items = [];
    return items;
  }

  /** Whether all that is wanted was given out. */
  get isEnough(): boolean {
    return this.#wanted === 0 && this.#behind === 0;
  }

  #settle(isOver: boolean): void {
    let done = 0;
    for (const event of this.#waiting) {
      if (this.#wanted > 0) {
        const line = this.#window.line(event.offset, isOver);
        if (line === null) break;
        if (event.offset !== this.#last) this.#lead(event.offset);
        this.#items.push({ kind: 'event', event, text: line.text });
        this.#last = event.offset;
        this.#given = line.next;
        this.#behind = this.#context.after;
        this.#hasGiven = true;
        this.#wanted -= 1;
      }
      done += 1;
    }
    this.#waiting.splice(0, done);
    this.#follow(this.#waiting[0]?.offset ?? Number.POSITIVE_INFINITY, isOver);
  }

  /** The lines before that of an event: those still to follow the last one, and its own. */
  #lead(offset: number): void {
    const { before, after } = this.#context;
    this.#follow(offset, false);
    const start = this.#window.before(offset, before, Math.max(this.#given, this.#window.start));
    if (before + after > 0 && this.#hasGiven && start !== this.#given) this.#items.push({ kind: 'gap' });
    for (let at = start; at < offset; ) at = this.#give(at, false) ?? offset;
  }

  /** The lines behind the last event, as far as they have come and stand before `to`. */
  #follow(to: number, isOver: boolean): void {
    while (this.#behind > 0 && this.#given < Math.min(to, this.#window.end)) {
      if (this.#give(this.#given, isOver) === null) return;
      this.#behind -= 1;
    }
  }

  /** @returns where the next line starts; null where this one is not whole yet */
  #give(at: number, isOver: boolean): number | null {
    const line = this.#window.line(at, isOver);
    if (line === null || line.next <= at) return null;
    this.#items.push({ kind: 'context', text: line.text });
    this.#given = line.next;
    return line.next;
  }
}
