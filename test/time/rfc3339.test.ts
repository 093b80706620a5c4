/** Instants of documents, read back. */
import { expect, test } from 'vitest';
import { minuteText, offsetMs, offsetOf, wallClock, wallOf } from '../../src/time/rfc3339.js';

test.each([
  ['2026-11-01T09:15:30.250+01:00', '2026-11-01T09:15:30', '+01:00', 3_600_000],
  ['2026-11-01T09:15:30.250-05:30', '2026-11-01T09:15:30', '-05:30', -19_800_000],
  ['2026-11-01T09:15:30.250Z', '2026-11-01T09:15:30', 'Z', 0],
  ['2026-11-01T09:15:30Z', '2026-11-01T09:15:30', 'Z', 0],
])('%s', (instant, wall, offset, ms) => {
  expect(wallClock(instant)).toBe(wall);
  expect(wallOf(instant)).toBe(Date.parse(`${wall}Z`));
  expect(minuteText(instant)).toBe('2026-11-01 09:15');
  expect(offsetOf(instant)).toBe(offset);
  expect(offsetMs(offset)).toBe(ms);
});

test('what is no offset has no length', () => expect(offsetMs('')).toBeNull());
