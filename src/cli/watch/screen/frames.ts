/** What is written to a terminal so that it shows a frame: only rows that differ from the frame before. */
import { plainMarks } from '../../../text/plain-marks.js';
import { width } from '../../../text/terminal.js';

/** A terminal that knows it shows what is written between these at once. */
const BEGIN = '\x1b[?2026h';
const END = '\x1b[?2026l';

export class Frames {
  readonly #isAscii: boolean;
  #shown: readonly string[] = [];

  /** @param isAscii whether the terminal may know ASCII only */
  constructor(isAscii: boolean) {
    this.#isAscii = isAscii;
  }

  /** The next frame is written whole. */
  forget(): void {
    this.#shown = [];
  }

  /** @returns what is to be written; empty where nothing differs */
  next(rows: readonly string[], columns: number): string {
    const frame = this.#isAscii ? rows.map((row) => plainMarks(row).replace(/[^\0-\x7f]/g, '?')) : rows;
    const isFirst = this.#shown.length !== frame.length;
    let text = isFirst ? '\x1b[H\x1b[2J' : '';
    for (const [i, row] of frame.entries()) {
      if (isFirst ? row === '' : row === this.#shown[i]) continue;
      // A full row has nothing to erase behind it, and some terminals would erase its last character.
      text += `\x1b[${i + 1};1H${row}${width(row) < columns ? '\x1b[K' : ''}`;
    }
    this.#shown = frame;
    return text === '' ? '' : BEGIN + text + END;
  }
}
