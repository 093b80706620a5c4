/** How a summary without any option was made, as it says itself. */
import { BUILT_IN } from '../../src/catalogue/catalogue.js';
import { RULES_EDITION } from '../../src/model/rules-edition.js';

const options = {
  ...{
    since: null,
    until: null,
    codes: null,
    categories: null,
    severities: null,
    where: null,
    by: [],
    maxGroups: 1000,
  },
  ...{ count: 'lines', labelled: false, codeKeys: [], ignoreKeys: [], dateOrder: null, year: null, pattern: null },
  ...{ jsonCode: null, jsonTime: null, timeFormat: null },
};
const producer = { version: '0.0.1', rules: RULES_EDITION, catalogue: BUILT_IN.digest };

export const MADE = { producer, options };
