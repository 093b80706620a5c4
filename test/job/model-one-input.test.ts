/** As `model/model.ts` says, for a job that names only the files that are written to. `npm run soak` plays more sequences. */
import { describe, test } from 'vitest';
import { checkModel, modelOptions } from './model/model.js';
import { LOGS } from './model/platform.js';

const { alone, together } = modelOptions(process.env);

// The search for a shorter sequence ends by itself: there is no limit of time.
describe('a job that names only the files that are written to', () => {
  test('with one folder', () => checkModel({ ...alone, inputs: LOGS }), 0);
  test('with several folders', () => checkModel({ ...together, inputs: LOGS }), 0);
});
