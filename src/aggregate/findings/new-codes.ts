/** Error codes that were not there before. */
import { CODE_COUNT, FIRST_CODE } from '../../model/code.js';
import { counted } from '../../text/numbers.js';
import { usedCodes } from '../used-codes.js';
import { type FindingsView, type Found, NONE_IN_ALL, rounded } from './view.js';

const LEAST_EVENTS = 5;
/**
 * A code that is there all along in small numbers is rarely seen in the first window. It is new only where, spread over
 * all events by chance, it would begin so late with at most this probability.
 */
const LEVEL = 0.05;

export function newCodes({ windows, catalogue, events }: FindingsView): Found[] {
  const { counts, starts } = windows;
  const firsts = new Int32Array(CODE_COUNT).fill(-1);
  const totals = new Float64Array(CODE_COUNT);
  let all = 0;
  const before = new Float64Array(counts.length);
  for (let window = 0; window < counts.length; window++) {
    before[window] = all;
    all += events[window]!;
    const { codes, counts: numbers } = counts.of(window);
    for (let i = 0; i < codes.length; i++) {
      if (firsts[codes[i]!] === -1) firsts[codes[i]!] = window;
      totals[codes[i]!]! += numbers[i]!;
    }
  }
  const found: Found[] = [];
  for (const code of usedCodes(totals, 0)) {
    const n = totals[code]!;
    const first = firsts[code]!;
    if (catalogue.errorCodes[code] !== 1 || n < LEAST_EVENTS || first <= 0) continue;
    const p = (1 - before[first]! / all) ** n;
    if (p > LEVEL) continue;
    found.push({
      kind: 'new-code',
      from: starts[first]!,
      to: null,
      events: n,
      errors: n,
      rate: null,
      rateBefore: null,
      codes: [code + FIRST_CODE],
      groups: [],
      pValue: rounded(p),
      what: `new ${code + FIRST_CODE} ${catalogue.get(code + FIRST_CODE).name}, ${counted(n, 'time')}`,
      inAll: { ...NONE_IN_ALL, codes: 1 },
    });
  }
  return found;
}
