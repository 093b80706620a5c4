/** `max-count`: at most N selected events. */
import { usageError } from '../../model/errors.js';
import { thousands } from '../../text/numbers.js';
import type { RunLimit } from '../rule.js';
import { ofEvents } from '../wording.js';
import { type RuleKind, writtenSelector } from './kind.js';

export const maxCount: RuleKind<RunLimit> = {
  name: 'max-count',
  basis: 'run',
  option: {
    describe: 'SELECTOR=NUMBER: at most N of those',
    prefix: 'select',
    expected: 'SELECTOR=NUMBER, such as 109004=0',
  },
  fields: { select: 'required', within: 'optional' },
  idNamesSelector: true,
  title: ({ what }, among) => `count of ${what}${among}`,
  selector: writtenSelector,
  limit: ({ text, label }) => {
    const most = parseCount(text, label);
    const limit = `at most ${thousands(most)}`;
    return {
      kind: 'max-count',
      basis: 'run',
      text: limit,
      namesSelector: true,
      hasEvidence: true,
      holds: (count) => count <= most,
      seen: ofEvents,
      breach: (seen) => (most === 0 ? `${seen}, none allowed` : `${seen}, ${limit} allowed`),
      checksEmptyWindows: false,
      compareWindows: (a, b) => b.count - a.count,
    };
  },
};

/** @throws LogscanError `usage` that starts with `label` */
export function parseCount(text: string, label: string): number {
  if (/^\d{1,15}$/.test(text.trim())) return Number(text);
  throw usageError(`${label}: expected a whole number from 0 on; got ${JSON.stringify(text)}`);
}
