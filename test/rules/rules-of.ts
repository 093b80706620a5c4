import { BUILT_IN } from '../../src/catalogue/catalogue.js';
import type { LineRules } from '../../src/model/rules.js';
import { zoneNamesIn } from '../../src/model/zone-abbreviations.js';

/** The rules where nothing was set, but for what is given. */
export function rulesOf(given: Partial<LineRules> = {}): LineRules {
  return {
    codeKeys: [],
    ignoreKeys: [],
    labelled: false,
    dateOrder: null,
    year: null,
    known: BUILT_IN.known,
    texts: BUILT_IN.all(),
    zones: zoneNamesIn('UTC'),
    ...given,
  };
}
