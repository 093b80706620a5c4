/** As `model/model.ts` says, for a job that names only the files that are written to. `npm run soak` plays more sequences. */
import { test } from 'vitest';
import { checkModel, modelOptions } from './model/model.js';
import { LOGS } from './model/platform.js';

test(
  'a job that names only the files that are written to',
  () => checkModel({ ...modelOptions(process.env), inputs: LOGS }),
  // The search for a shorter sequence ends by itself.
  0,
);
