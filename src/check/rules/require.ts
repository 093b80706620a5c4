/** `require`: at least one selected event, or so many. The limit's text is the selector, or `SELECTOR=COUNT`. */
import { thousands } from '../../text/numbers.js';
import type { RunLimit } from '../rule.js';
import { parseSelector } from '../selector.js';
import { ofEvents } from '../wording.js';
import type { RuleKind, RuleText } from './kind.js';
import { parseCount } from './max-count.js';

export const required: RuleKind<RunLimit> = {
  name: 'require',
  basis: 'run',
  option: { describe: 'SELECTOR, or SELECTOR=COUNT: must occur, at least so often', prefix: null, expected: null },
  fields: { select: 'none', within: 'none' },
  idNamesSelector: true,
  title: ({ what }) => `${what} must occur`,
  selector: ({ limit }, catalogue) => {
    const [selector] = halves(limit);
    return parseSelector(selector.text, selector.label, catalogue);
  },
  limit: (text) => {
    const [, count] = halves(text);
    const least = count === null ? 1 : Math.max(1, parseCount(count.text, count.label));
    const needed = `at least ${thousands(least)}`;
    return {
      kind: 'require',
      basis: 'run',
      text: needed,
      namesSelector: true,
      hasEvidence: false,
      holds: (count) => count >= least,
      seen: ofEvents,
      breach: (seen) => `${seen.replace(/^0 of /, 'none among ')}, ${needed} required`,
      checksEmptyWindows: true,
      compareWindows: (a, b) => a.count - b.count || b.events - a.events,
    };
  },
};

function halves({ text, label }: RuleText): [selector: RuleText, count: RuleText | null] {
  const at = text.lastIndexOf('=');
  if (at < 0) return [{ text, label }, null];
  return [
    { text: text.slice(0, at), label },
    { text: text.slice(at + 1), label },
  ];
}
