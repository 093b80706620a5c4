/**
 * Kernel and reference on hostile input: no crash, no hang, no disagreement. A short run by default; for a long one:
 * `PTK_LOGSCAN_FUZZ_MINUTES=10 npx vitest run test/kernel/fuzz.test.ts`, which begins with another seed each time.
 */
import { describe, expect, it } from 'vitest';
import { Dice, hostileText, realLines } from './mutations.js';
import { byReference, disagreement } from './oracle.js';
import { SOME_RULES } from './some-rules.js';

const MINUTES = Number(process.env.PTK_LOGSCAN_FUZZ_MINUTES ?? 0);
const ROUNDS = Number(process.env.PTK_LOGSCAN_FUZZ_ROUNDS ?? 200);

describe('on hostile input', () => {
  it(`kernel and reference agree${MINUTES > 0 ? ` for ${MINUTES} minutes` : ''}`, {
    timeout: (MINUTES + 10) * 60_000,
  }, () => {
    const lines = realLines();
    const firstSeed = MINUTES > 0 ? Date.now() : 1;
    const end = Date.now() + MINUTES * 60_000;
    let events = 0;
    for (let round = 0; MINUTES > 0 ? Date.now() < end : round < ROUNDS; round++) {
      const seed = firstSeed + round;
      const dice = new Dice(seed);
      const text = hostileText(lines, dice);
      const rules = dice.pick(SOME_RULES);
      const count = dice.below(4) === 0 ? 'occurrences' : 'lines';
      const cuts = Array.from({ length: dice.below(6) }, () => dice.below(text.length + 1)).sort((a, b) => a - b);
      expect(disagreement(text, rules, count, cuts), `seed ${seed}`).toBeNull();
      events += byReference(text, rules, count).events.length;
    }
    // Input that has been broken beyond all codes would prove nothing.
    expect(events).toBeGreaterThan(ROUNDS);
  });
});
