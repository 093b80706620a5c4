/** Reads CSV by the rules of RFC 4180, each record as an object; a byte order mark is left out. */
import { expect } from 'vitest';

export function read(text: string): Record<string, string>[] {
  const records: string[][] = [[]];
  const fields = text.replace(/^\ufeff/, '').matchAll(/(,|\r\n|^)(?:"((?:[^"]|"")*)"|([^,\r\n]*))/g);
  for (const [, comma, quoted, plain = ''] of fields) {
    if (comma === '\r\n') records.push([]);
    records.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain);
  }
  expect(records.pop()).toEqual(['']);
  const [header, ...rows] = records;
  expect(new Set(records.map(({ length }) => length))).toEqual(new Set([header!.length]));
  return rows.map((row) => Object.fromEntries(header!.map((name, i) => [name, row[i]!])));
}
