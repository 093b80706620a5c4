/** As `model/model.ts` says, for a job that names all files. `npm run soak` plays more sequences. */
import { test } from 'vitest';
import { checkModel, modelOptions } from './model/model.js';

test(
  'a job that names all files',
  () => checkModel({ ...modelOptions(process.env) }),
  // The search for a shorter sequence ends by itself.
  0,
);
