/** Whose time it is. */
import { describe, expect, it } from 'vitest';
import { readLine } from '../../../src/reference/line.js';
import { rulesOf } from '../../rules/rules-of.js';
import { localOf, stampOf } from './read.js';

const TIME = '2026-11-01 09:15:00';

describe('a time is the line’s own', () => {
  it.each([
    ...[
      `time=${TIME}`,
      `x logged="${TIME}"`,
      `startTime=${TIME}`,
      `uploadDate: ${TIME}`,
      `{"x":{"createdAt":"${TIME}"}}`,
    ],
    ...[`x <EventTime>${TIME}`, `<Timestamp>${TIME}</Timestamp>`, `  "timestamp": "${TIME}"`, `  created: ${TIME}`],
    ...[
      `message="${TIME} x"`,
      `{"log":"${TIME} x"}`,
      `Date: ${TIME}`,
      `x: ${TIME}`,
      `  [${TIME}] x`,
      `moved at ${TIME}`,
    ],
  ])('%s', (line) => {
    expect(localOf(line)).toBe('2026-11-01T09:15:00.000');
  });

  it.each([
    ...[
      `expires=${TIME}`,
      `{"requestedTime": "${TIME}"}`,
      `x <AppointmentTime>${TIME}`,
      `lastModified="${TIME}"`,
      `id=${TIME}`,
    ],
    ...[
      `<StartTime>${TIME}</StartTime>`,
      `  "date": "${TIME}"`,
      `  Date: ${TIME}`,
      `appointment: ${TIME}`,
      `Appointment time: ${TIME}`,
    ],
    ...[
      `    at ${TIME} for contact`,
      `moved to ${TIME}`,
      `valid until ${TIME}`,
      `from  ${TIME}`,
      `was ${TIME}`,
      `  id: ${TIME}`,
    ],
  ])('not %s', (line) => {
    expect(stampOf(line)).toBeNull();
  });

  it('the next one is looked at, and those passed over are told', () => {
    const { timestamp, passedOver } = readLine(
      `moved to 2026-12-09 10:00:00, due=2026-12-10 10:00:00, ${TIME}`,
      rulesOf(),
    );
    expect(timestamp?.local).toBe(Date.UTC(2026, 10, 1, 9, 15));
    expect(passedOver.map(({ reason }) => reason)).toEqual(['"to" stands before it', 'it is the value of "due"']);
  });
});
