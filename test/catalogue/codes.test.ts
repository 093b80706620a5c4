import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CODES } from '../../src/catalogue/codes.js';
import { CATEGORIES, FAULTS, RETRIES, SEVERITIES } from '../../src/model/code.js';

const table = readFileSync(new URL('../data/ptk-codes.tsv', import.meta.url), 'utf8');
const [header, ...rows] = table.trimEnd().split('\n');

test('the catalogue is the table, row by row', () => {
  expect(header).toBe('number\tname\tcategory\tseverity\tfault\tretry\tdescription');
  expect(rows).toHaveLength(87);
  const ours = CODES.map((info) =>
    [info.code, info.name, info.category, info.severity, info.fault, info.retry, info.description].join('\t'),
  );
  expect(ours).toEqual(rows);
});

test('numbers ascend', () => {
  const numbers = CODES.map((info) => info.code);
  expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
});

test('each class is one of the words for it', () => {
  for (const info of CODES) {
    expect(CATEGORIES).toContain(info.category);
    expect(SEVERITIES).toContain(info.severity);
    expect(FAULTS).toContain(info.fault);
    expect(RETRIES).toContain(info.retry);
  }
});

test('the oddities of the vendor table are kept', () => {
  expect(CODES.filter((info) => info.description === '').map((info) => info.code)).toEqual([107020, 108046]);
  expect(CODES.filter((info) => info.name.includes(' ')).map((info) => info.name)).toEqual([
    'InteractionIDOrExternalTrackingID Required',
  ]);
});
