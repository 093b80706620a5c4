/** What the sentences of advice are made from, and what they are added to. */
import type { GivenOption } from './command.js';
import type { SourceDiagnosis } from './diagnosis.js';

export type Facts = Omit<SourceDiagnosis, 'findings' | 'command'>;

export interface Advice {
  readonly findings: string[];
  /** Options to add to the given ones: only those that change how the sample is read, or that fix what was assumed. */
  readonly options: GivenOption[];
}
