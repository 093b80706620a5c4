/**
 * The only script of the page: sorts and filters tables, tells a bar's numbers at the pointer, and shows a span, a code or a
 * group alone. The page is complete without it. Plain JavaScript that current browsers run without a build step. The
 * content security policy has the script's hash, so nothing may be inserted into it.
 */
import { CHART } from './chart.js';
import { COUNTS } from './counts.js';
import { GROUPS } from './groups.js';
import { SCOPE } from './scope.js';
import { TABLES } from './tables.js';

/** Without what it runs in. */
export const REPORT = `${TABLES}${COUNTS}${CHART}${GROUPS}${SCOPE}`;

export const SCRIPT = `
'use strict';
(() => {
${REPORT}})();
`;
