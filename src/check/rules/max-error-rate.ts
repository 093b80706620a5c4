/** `max-error-rate`: `max-rate` of errors, as the rule that most gates have. Documents call it `max-rate` too. */
import type { RunLimit } from '../rule.js';
import { errorsOf } from '../selector.js';
import type { RuleKind } from './kind.js';
import { rateLimit } from './max-rate.js';

export const maxErrorRate: RuleKind<RunLimit> = {
  name: 'max-error-rate',
  basis: 'run',
  option: {
    describe: 'RATE: errors among all events; SELECTOR=RATE: among those',
    prefix: 'within',
    expected: null,
  },
  fields: { select: 'none', within: 'optional' },
  idNamesSelector: false,
  title: (_, among) => `error rate${among}`,
  selector: (_, catalogue) => errorsOf(catalogue),
  limit: rateLimit,
};
