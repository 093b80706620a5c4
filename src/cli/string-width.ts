/**
 * Stands in for the package `string-width` in the built command line (`rolldown.config.mjs`): help texts are measured by the
 * same code as reports, and the 60 ms that the package takes to load are saved at every start.
 */
export { width as default } from '../text/terminal.js';
