/**
 * Kernel and reference on hostile input: no crash, no hang, no disagreement. A short run by default; for a long one:
 * `PTK_LOGSCAN_FUZZ_MINUTES=10 npx vitest run test/kernel/fuzz.test.ts`, which begins with another seed each time.
 */
import { describe, expect, it } from 'vitest';
import { BUILT_IN } from '../../src/catalogue/catalogue.js';
import type { LineRules } from '../../src/model/rules.js';
import { Dice, hostileText, realLines } from './mutations.js';
import { byKernel, byReference } from './oracle.js';

const RULES: readonly LineRules[] = (
  [
    { codeKeys: [], ignoreKeys: [], dateOrder: 'mdy', year: null },
    { codeKeys: ['session', 'foobar'], ignoreKeys: ['status'], dateOrder: 'dmy', year: 2024 },
  ] as const
).map((rules) => ({ ...rules, known: BUILT_IN.known }));

const MINUTES = Number(process.env.PTK_LOGSCAN_FUZZ_MINUTES ?? 0);
const SHORT_ROUNDS = 1500;

describe('on hostile input', () => {
  it(`kernel and reference agree${MINUTES > 0 ? ` for ${MINUTES} minutes` : ''}`, {
    timeout: (MINUTES + 1) * 60_000,
  }, () => {
    const lines = realLines();
    const firstSeed = MINUTES > 0 ? Date.now() : 1;
    const end = Date.now() + MINUTES * 60_000;
    let events = 0;
    for (let round = 0; MINUTES > 0 ? Date.now() < end : round < SHORT_ROUNDS; round++) {
      const seed = firstSeed + round;
      const dice = new Dice(seed);
      const text = hostileText(lines, dice);
      const rules = dice.pick(RULES);
      const count = dice.below(4) === 0 ? 'occurrences' : 'lines';
      const cuts = Array.from({ length: dice.below(6) }, () => dice.below(text.length + 1)).sort((a, b) => a - b);
      const expected = byReference(text, rules, count);
      expect(byKernel(text, rules, count, cuts), `seed ${seed}`).toEqual(expected);
      events += expected.events.length;
    }
    // Input that has been broken beyond all codes would prove nothing.
    expect(events).toBeGreaterThan(SHORT_ROUNDS);
  });
});
