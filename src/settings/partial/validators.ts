/** Functions that hold a value to the schemas of documents: see `src/settings/config/validators.ts`. */
import type { Validator } from '../config/validators.js';

/** Of `schema.json` beside this file. */
export declare const partial: Validator;
/** Of `src/settings/plan/schema.json`. */
export declare const plan: Validator;
