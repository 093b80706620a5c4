/** A watch file's content, as its schema has checked it. */
import type { ChannelEntry, JobDocument } from '../job/document.js';

export interface WatchDocument {
  readonly inputs?: readonly string[];
  /** Options of the command line that live in a section of their own, as in a job file. */
  readonly read?: JobDocument['read'];
  readonly alerts?: readonly AlertEntry[];
  readonly notify?: readonly ChannelEntry[];
  /** Other options of the command line, by their names. */
  readonly [option: string]: unknown;
}

export interface AlertEntry {
  readonly name: string;
  readonly level?: 'fail' | 'warn';
  readonly select?: string | number;
  readonly within?: string | number;
  readonly require?: string | number;
  readonly over?: string;
  readonly for?: string;
  readonly 'no-data'?: string;
  /** The limits of the kinds of rules, by their names. */
  readonly [limit: string]: unknown;
}
