/** The rules that generated lines are read by: each setting in more than one way. */
import type { LineRules } from '../../src/model/rules.js';
import { zoneNamesIn } from '../../src/model/zone-abbreviations.js';
import { rulesOf } from '../rules/rules-of.js';

export const PLAIN = rulesOf();
export const SOME_RULES: readonly LineRules[] = [
  PLAIN,
  rulesOf({ dateOrder: 'mdy', zones: zoneNamesIn('Asia/Shanghai') }),
  rulesOf({
    codeKeys: ['zulu', 'foobar2', 'httpstatus', 'session', 'no'],
    ignoreKeys: ['x', 'codereply', 'status', 'number'],
    dateOrder: 'dmy',
    year: 2023,
    zones: zoneNamesIn('Europe/Moscow'),
  }),
  rulesOf({ labelled: true, year: 2024 }),
];
