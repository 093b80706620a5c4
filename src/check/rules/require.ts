/** `require`: at least one selected event. The limit's text is the selector. */
import type { RunLimit } from '../rule.js';
import { parseSelector } from '../selector.js';
import { ofEvents } from '../wording.js';
import type { RuleKind } from './kind.js';

export const required: RuleKind<RunLimit> = {
  name: 'require',
  basis: 'run',
  option: { describe: 'SELECTOR: must occur', prefix: null, expected: null },
  fields: { select: 'none', within: 'none' },
  idNamesSelector: true,
  title: ({ what }) => `${what} must occur`,
  selector: ({ limit }, catalogue) => parseSelector(limit.text, limit.label, catalogue),
  limit: () => ({
    kind: 'require',
    basis: 'run',
    text: 'at least 1',
    namesSelector: true,
    hasEvidence: false,
    holds: (count) => count > 0,
    seen: ofEvents,
    // It is broken by 0 events alone.
    breach: (seen) => `none among ${seen.replace(/^0 of /, '')}, at least 1 required`,
    checksEmptyWindows: true,
    compareWindows: (a, b) => a.count - b.count || b.events - a.events,
  }),
};
