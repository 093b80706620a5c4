/** As `model/model.ts` says, for a job that names all files. `npm run soak` plays more sequences. */
import { describe, test } from 'vitest';
import { checkModel, modelOptions } from './model/model.js';

const { alone, together } = modelOptions(process.env);

// The search for a shorter sequence ends by itself: there is no limit of time.
describe('a job that names all files', () => {
  test('with one folder', () => checkModel({ ...alone }), 0);
  test('with several folders', () => checkModel({ ...together }), 0);
});
