/** A rule as it is checked: everything in it is decided. */
import type { Allowance, Rate } from './ratio.js';
import type { Selector } from './selector.js';

/** What a broken rule does to the gate: stop it, or only be told. */
export const LEVELS = ['fail', 'warn'] as const;
export type Level = (typeof LEVELS)[number];

export type Limit =
  /** selected / within is at most the rate. */
  | { readonly kind: 'max-rate'; readonly rate: Rate }
  /** At most so many selected events. */
  | { readonly kind: 'max-count'; readonly count: number }
  /** At least one selected event. */
  | { readonly kind: 'require' }
  /** The rate is no more above the baseline's than allowed, or no more than by chance. */
  | { readonly kind: 'max-rise'; readonly allowance: Allowance }
  /** No error and no unknown code that the baseline does not have. */
  | { readonly kind: 'no-new-codes' };

export interface Rule {
  /** Unique among the rules; the same from run to run, whatever the limit. */
  readonly id: string;
  /** For people. */
  readonly name: string;
  readonly level: Level;
  readonly select: Selector;
  /** Rates are of these events; null: of all. */
  readonly within: Selector | null;
  readonly limit: Limit;
  /** Each time window must hold by itself. */
  readonly perWindow: boolean;
  /** Windows with fewer events (of those within) are excused. */
  readonly minWindowEvents: number;
}

/** Ids of the two conditions that every run is held to. */
export const COMPLETE_ID = 'input-complete';
export const EVENTS_ID = 'min-events';

/** The keys whose values the rules look at, lower case, in order of first mention. */
export function keysOf(rules: readonly Rule[]): string[] {
  const keys = new Set<string>();
  for (const { select, within } of rules) {
    for (const selector of [select, within]) if (selector?.group) keys.add(selector.group.key.toLowerCase());
  }
  return [...keys];
}

/** `Too many "after hours"` as `too-many-after-hours`; empty where nothing is left. */
export function slug(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}
