/** What the sentences of advice are made from, and what they add to. */
import type { GivenOption } from './command.js';
import type { SourceDiagnosis } from './diagnosis.js';

export type Facts = Omit<SourceDiagnosis, 'findings' | 'command'>;

export interface Advice {
  readonly findings: string[];
  /** Options to add to those that were given: only such as change what is read of the sample, or fix what was assumed. */
  readonly options: GivenOption[];
}
