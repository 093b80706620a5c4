/**
 * The script of a live page: that of the report, run anew with each report that comes, and what hears the server. The
 * strip follows every message; the report is fetched at most once a second, and waits while somebody types, has a list
 * open, selects text or looks at a bar: at most half a minute.
 */
import { REPORT } from '../script/index.js';
import { KEPT } from './kept.js';
import { STREAM } from './stream.js';

export const LIVE_SCRIPT = `
'use strict';
(() => {
const runReport = () => {
${REPORT}${KEPT}};
${STREAM}})();
`;
