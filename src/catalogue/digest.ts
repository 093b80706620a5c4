import type { CodeInfo } from '../model/code.js';
import { hash53 } from '../text/hash.js';

/**
 * Differs for catalogues that differ in more than descriptions. 14 hexadecimal digits.
 * @param all ascending
 */
export function digestOf(all: readonly CodeInfo[]): string {
  const texts = all.map(({ code, name, category, severity, fault, retry }) =>
    [code, name, category, severity, fault, retry].join('\t'),
  );
  return hash53(texts.join('\n')).toString(16).padStart(14, '0');
}
