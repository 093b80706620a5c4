import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BUILT_IN, Catalogue } from '../../src/catalogue/catalogue.js';
import { CODES } from '../../src/catalogue/codes.js';
import { CATEGORIES, CODE_COUNT, FAULTS, FIRST_CODE, LAST_CODE, RETRIES, SEVERITIES } from '../../src/model/code.js';
import { LogscanError } from '../../src/model/errors.js';

function failure(run: () => unknown): LogscanError {
  try {
    run();
  } catch (error) {
    if (error instanceof LogscanError) return error;
    throw error;
  }
  throw new Error('expected a LogscanError; nothing was thrown');
}

const numbers = (query: string[], catalogue = BUILT_IN) => catalogue.search(query).map((info) => info.code);

describe('lookup', () => {
  test('every number of the range has an entry, and the tables say the same', () => {
    const known = new Set(CODES.map((info) => info.code));
    for (let code = FIRST_CODE; code <= LAST_CODE; code++) {
      const info = BUILT_IN.get(code);
      const index = code - FIRST_CODE;
      expect(info.code).toBe(code);
      expect(BUILT_IN.has(code)).toBe(known.has(code));
      expect(BUILT_IN.known[index]).toBe(known.has(code) ? 1 : 0);
      expect(BUILT_IN.errorCodes[index]).toBe(['error', 'critical'].includes(info.severity) ? 1 : 0);
    }
    expect(BUILT_IN.known).toHaveLength(CODE_COUNT);
  });

  test('a known code', () => {
    expect(BUILT_IN.get(109004)).toMatchObject({
      name: 'PlatformUnavailable',
      severity: 'critical',
      fault: 'platform',
    });
  });

  test('an unknown code is a warning', () => {
    expect(BUILT_IN.get(107999)).toEqual({
      code: 107999,
      name: 'Unknown',
      category: 'unknown',
      severity: 'warning',
      fault: 'unknown',
      retry: 'unknown',
      description: '',
    });
  });

  test.each([105999, 110000, 107000.5, Number.NaN])('%s is no code', (code) => {
    expect(BUILT_IN.has(code)).toBe(false);
    const error = failure(() => BUILT_IN.get(code));
    expect(error.code).toBe('usage');
    expect(error.message).toBe(`${code}: not a PTK code: expected a whole number from 106000 to 109999`);
  });

  test('all() ascends whatever order the entries came in; the last of a number counts', () => {
    const changed = { ...CODES[3]!, name: 'Changed' };
    const catalogue = new Catalogue([...CODES, changed].reverse());
    expect(catalogue.all()).toEqual(CODES);
    expect(new Catalogue([...CODES, changed]).get(changed.code).name).toBe('Changed');
  });
});

describe('search', () => {
  test('nothing asked for is everything', () => {
    expect(BUILT_IN.search([])).toEqual(CODES);
    expect(BUILT_IN.search([' '])).toEqual(CODES);
  });

  test.each([
    [['107000'], [107000]],
    [['PTK-107000'], [107000]],
    [['ptk107000'], [107000]],
    [['106'], [106000]],
    [['10710'], [107100]],
    [
      ['109004', '107000'],
      [107000, 109004],
    ],
    [['PlatformUnavailable'], [109004]],
    [['platformun'], [109004]],
    [['critical'], [109003, 109004, 109005, 109011, 109032, 109034]],
    [['licensing'], [109005, 109032, 109033, 109034, 109035]],
    [
      ['licensing', 'critical', 'later'],
      [109005, 109032],
    ],
    [['licensing critical later'], [109005, 109032]],
    [['107', '109', 'notice', 'contact'], [107009]],
    [['InteractionIDOrExternalTrackingID Required'], [108046]],
  ])('%j', (query, expected) => {
    expect(numbers(query)).toEqual(expected);
  });

  test('a class finds all of it, beside the names with that word', () => {
    for (const word of [...SEVERITIES, ...FAULTS, ...RETRIES, ...CATEGORIES].filter((word) => word !== 'unknown')) {
      const expected = CODES.filter(
        ({ name, category, severity, fault, retry }) =>
          [category, severity, fault, retry].some((given) => given === word) || name.toLowerCase().includes(word),
      );
      expect(BUILT_IN.search([word])).toEqual(expected);
    }
  });

  test.each([
    [['109999'], '109999: not in the catalogue (87 codes from 106000 to 109035)'],
    [['107000', '106999'], '106999: not in the catalogue (87 codes from 106000 to 109035)'],
    [['110000'], '110000: not a PTK code: they run from 106000 to 109999'],
    [
      ['105'],
      '105: no code starts so: expected a code of six digits or a family (106, 107, 108, 109; 87 codes from 106000 to 109035)',
    ],
    [['zebra'], 'no code matches "zebra" (87 codes from 106000 to 109035)'],
    [['licensing', 'notice'], 'no code matches "licensing notice" (87 codes from 106000 to 109035)'],
  ])('%j finds nothing, and says so', (query, message) => {
    const error = failure(() => BUILT_IN.search(query));
    expect(error.code).toBe('not-found');
    expect(error.message).toBe(message);
  });

  test.each([
    ['critcal', 'did you mean critical?'],
    ['tennant', 'did you mean tenant?'],
    ['PlatformUnavialable', 'did you mean PlatformUnavailable?'],
    ['zebra', null],
    ['zz', null],
  ])('%s gets a tip only where it is sure', (word, tip) => {
    expect(failure(() => BUILT_IN.search([word])).tip).toBe(tip);
  });

  test('an empty catalogue answers too', () => {
    expect(new Catalogue([]).search([])).toEqual([]);
    expect(failure(() => new Catalogue([]).search(['ok'])).message).toBe('no code matches "ok" (no codes)');
  });

  test('any query gives known codes, ascending, or a not-found error of one line', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom('107', 'ok', 'error', 'none', 'Tenant'))), (query) => {
        try {
          const found = numbers(query);
          expect(found).toEqual(CODES.map((info) => info.code).filter((code) => found.includes(code)));
        } catch (error) {
          expect(error).toMatchObject({ code: 'not-found', message: expect.stringMatching(/^.+$/) });
        }
      }),
    );
  });
});
