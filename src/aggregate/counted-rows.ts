/**
 * The windows and groups of a summary, made from packed counts whenever they are looked at. There may be 262,144 of each,
 * and as objects with all their fields they would take some 700 bytes apiece.
 */
import type { Category, Severity } from '../model/code.js';
import { type Counts, type GroupSummary, NO_VALUE, type WindowSummary } from '../model/summary.js';
import { formatInZone } from '../time/instants.js';
import type { Cutter } from '../time/windows.js';
import type { Zone } from '../time/zone.js';
import { type Breakdown, byCode, type CodeBreakdown } from './breakdown.js';
import type { GroupNames } from './group-names.js';
import type { PackedCounts } from './packed-counts.js';

/** The counts of all rows of a table. */
interface CountedTable {
  readonly counts: PackedCounts;
  readonly breakdown: CodeBreakdown;
}

abstract class CountedRow<T extends CountedTable> {
  readonly #table: T;
  readonly #part: number;

  constructor(table: T, part: number) {
    this.#table = table;
    this.#part = part;
  }

  protected get table(): T {
    return this.#table;
  }

  protected get part(): number {
    return this.#part;
  }

  protected get whole(): Breakdown {
    return this.table.breakdown.of(this.table.counts.of(this.part));
  }

  get events(): number {
    return this.table.counts.sum(this.part);
  }

  get errors(): number {
    return this.whole.errors;
  }

  get errorRate(): number | null {
    return this.whole.errorRate;
  }

  get severities(): Record<Severity, number> {
    return this.whole.severities;
  }

  get codes(): Record<string, number> {
    return byCode(this.table.counts.of(this.part));
  }
}

export interface WindowTable extends CountedTable {
  /** In epoch milliseconds. */
  readonly starts: Float64Array;
  readonly cutter: Cutter;
  readonly zone: Zone;
}

export class CountedWindow extends CountedRow<WindowTable> implements WindowSummary {
  get start(): string {
    return formatInZone(this.table.starts[this.part]!, this.table.zone);
  }

  get end(): string {
    const { cutter, starts, zone } = this.table;
    return formatInZone(cutter.at(starts[this.part]!).end, zone);
  }

  get categories(): Counts<Category> {
    return this.whole.categories;
  }

  /** In the order of the document. */
  toJSON(): WindowSummary {
    const { start, end, codes, whole } = this;
    const { events, errors, errorRate, severities, categories } = whole;
    return { start, end, events, errors, errorRate, severities, categories, codes };
  }
}

export interface GroupTable extends CountedTable {
  readonly names: GroupNames;
}

export class CountedGroup extends CountedRow<GroupTable> implements GroupSummary {
  get values(): string[] {
    return this.table.names.name(this.part).map((value) => value ?? NO_VALUE);
  }

  toJSON(): GroupSummary {
    const { values, codes, whole } = this;
    const { events, errors, errorRate, severities } = whole;
    return { values, events, errors, errorRate, severities, codes };
  }
}
