/** The catalogue as the package exports it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CATEGORIES,
  Catalogue,
  catalogue,
  FAULTS,
  isError,
  LogscanError,
  loadCatalogue,
  RETRIES,
  SEVERITIES,
} from 'ptk-logscan';
import { afterAll, beforeAll, expect, test } from 'vitest';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(text: string): string {
  const path = join(folder, 'codes.json');
  writeFileSync(path, text);
  return path;
}

test('says what a code means', () => {
  expect(catalogue).toBeInstanceOf(Catalogue);
  expect(catalogue.all()).toHaveLength(87);
  expect(catalogue.get(109004)).toMatchObject({ name: 'PlatformUnavailable', severity: 'critical', fault: 'platform' });
  expect(isError(catalogue.get(109004).severity)).toBe(true);
});

test('has an answer for a number it does not know', () => {
  expect(catalogue.has(106001)).toBe(false);
  expect(catalogue.get(106001)).toMatchObject({ code: 106001, name: 'Unknown', category: 'unknown' });
});

test('classifies every code by the exported words', () => {
  for (const { category, severity, fault, retry } of catalogue.all()) {
    expect(CATEGORIES).toContain(category);
    expect(SEVERITIES).toContain(severity);
    expect(FAULTS).toContain(fault);
    expect(RETRIES).toContain(retry);
  }
});

test('takes codes of one’s own', async () => {
  const mine = await loadCatalogue(file('[{"code":107200,"name":"CallbackPaused","severity":"notice"}]'));
  expect(mine.get(107200)).toMatchObject({ name: 'CallbackPaused', severity: 'notice' });
  expect(mine.get(107000).name).toBe('RequestCompleted');
  expect(catalogue.has(107200)).toBe(false);
});

test('names the entry and the field that are wrong', async () => {
  const loading = loadCatalogue(file('[{"code":107200,"name":"X","severity":"bad"}]'));
  await expect(loading).rejects.toThrow(LogscanError);
  await expect(loading).rejects.toMatchObject({ code: 'usage', message: expect.stringMatching(/\[0\].*severity/) });
});
