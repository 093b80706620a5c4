import { BASE } from './styles/base.js';
import { CHARTS } from './styles/charts.js';
import { PRINT } from './styles/print.js';
import { SCOPE_STYLE } from './styles/scope.js';
import { TABLES } from './styles/tables.js';

/** The whole style sheet, whose hash the content security policy has. */
export const STYLE = BASE + TABLES + CHARTS + SCOPE_STYLE + PRINT;
