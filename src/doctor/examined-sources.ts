/** What was said of sources, in order, as long as it is not too much: of very many sources only the first are looked at. */
import type { GivenOption } from './command.js';
import type { SourceDiagnosis } from './diagnosis.js';
import type { KeptLines } from './kept-lines.js';

const MOST_SOURCES = 1000;
/** Characters of JSON that may be said of all sources together. */
const MOST_SAID = 8 << 20;
/** Bytes of lines that all sources together keep. */
const MOST_KEPT = 4 << 20;

export interface ExaminedSource {
  readonly source: SourceDiagnosis;
  /** What it is advised. */
  readonly options: readonly GivenOption[];
  /** How much is said of it, in characters of JSON. */
  readonly size: number;
  /** Some of its lines; null where other sources have kept enough. */
  readonly lines: KeptLines | null;
  /** Its only line, one character a byte, where it has a single one; null also where there are other sources. */
  readonly onlyLine: string | null;
}

export class ExaminedSources {
  readonly all: ExaminedSource[] = [];
  /** Whether none was left out. */
  isWhole = true;
  #said = 0;
  #kept = 0;

  add(examined: ExaminedSource): void {
    this.#said += examined.size;
    if (this.all.length === MOST_SOURCES || (this.#said > MOST_SAID && this.all.length > 0)) this.isWhole = false;
    if (!this.isWhole) return;
    this.#kept += examined.lines?.bytes ?? 0;
    const lines = this.#kept > MOST_KEPT ? null : examined.lines;
    const onlyLine = this.all.length > 0 ? null : examined.onlyLine;
    this.all.push({ ...examined, lines, onlyLine });
  }
}
