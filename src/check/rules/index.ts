/**
 * The kinds of rules. Options, the fields of configuration files and the help have them in this order. Adding a kind is
 * adding its file and its line here; its field goes into `settings/config/schema.json`, its row into `docs/check.md`.
 */
import type { RuleKind } from './kind.js';
import { maxCount } from './max-count.js';
import { maxErrorRate } from './max-error-rate.js';
import { maxRate } from './max-rate.js';
import { maxRise } from './max-rise.js';
import { minRate } from './min-rate.js';
import { noNewCodes } from './no-new-codes.js';
import { required } from './require.js';

export const RULE_KINDS: readonly RuleKind[] = [
  maxErrorRate,
  maxRate,
  minRate,
  maxCount,
  required,
  maxRise,
  noNewCodes,
];
