/** Windows in, news out: whatever comes, others hear `fires` and `over` in turn, also where the run is started anew. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BUILT_IN } from '../../../src/catalogue/catalogue.js';
import type { Summary } from '../../../src/model/summary.js';
import type { Alert } from '../../../src/settings/watch/alert.js';
import { Alerts, type News } from '../../../src/watch/alerts/alerts.js';
import { rule, runOf } from '../../check/run-of.js';

const MINUTE = 60_000;
const WELL = runOf({ 106000: 10 });
const BROKEN = runOf({ 106000: 5, 108004: 5 });
const NOTHING = runOf({});

function alert(more: { over?: number; windows?: number; minWindowEvents?: number } = {}): Alert {
  const { over = null, windows = 1, minWindowEvents = 0 } = more;
  const its = rule('max-error-rate', '20%', { name: 'Errors', minWindowEvents });
  return { name: 'Errors', level: 'fail', rule: its, over, windows };
}

interface Run {
  alerts: Alerts;
  news: News[];
  asked: (readonly [number, number])[];
}

function run(alerts: readonly Alert[]): Run {
  return { alerts: new Alerts(alerts, 0), news: [], asked: [] };
}

/** Each minute one window, of which `summaries` are. */
function close({ alerts, news, asked }: Run, summaries: readonly Summary[], from = 0, isCaughtUp = true): void {
  summaries.forEach((summary, i) => {
    const start = (from + i) * MINUTE;
    const window = { start, end: start + MINUTE, revision: 1, late: 0 };
    const between = (first: number, end: number) => {
      asked.push([first, end]);
      return summary;
    };
    news.push(...alerts.look([window], isCaughtUp, { catalogue: BUILT_IN, between }));
  });
}

const said = ({ news }: Run) => news.map(({ isFiring, at }) => [isFiring ? 'fires' : 'over', at / MINUTE]);

test('it fires at the end of the window that breaks the rule, and is over at the end of one that holds', () => {
  const one = run([alert()]);
  close(one, [WELL, BROKEN, BROKEN, WELL, WELL]);
  expect(said(one)).toEqual([
    ['fires', 2],
    ['over', 4],
  ]);
  expect(one.news).toMatchObject([
    { reason: 'Errors: 50% (5 of 10 events), at most 20% allowed', limit: 'at most 20%', since: 2 * MINUTE },
    { reason: null, seen: '0% (0 of 10 events)', since: 2 * MINUTE },
  ]);
  expect(one.alerts.counts).toEqual([{ rule: 'Errors', isFiring: false, fired: 1 }]);
});

test('the span is what ends with the window', () => {
  const one = run([alert({ over: 5 * MINUTE })]);
  close(one, [WELL], 20);
  expect(one.asked).toEqual([[16 * MINUTE, 21 * MINUTE]]);
});

test('a span without events, or with too few, says nothing', () => {
  const one = run([alert({ windows: 2 })]);
  close(one, [BROKEN, NOTHING, BROKEN, NOTHING, WELL, NOTHING, WELL]);
  expect(said(one)).toEqual([
    ['fires', 3],
    ['over', 7],
  ]);
  const few = run([alert({ minWindowEvents: 11 })]);
  close(few, [BROKEN, BROKEN]);
  expect(few.news).toEqual([]);
});

test('late events do not make it look at a window again', () => {
  const one = run([alert()]);
  close(one, [WELL, WELL]);
  const again = { start: 0, end: MINUTE, revision: 2, late: 5 };
  one.alerts.look([again, { ...again, revision: 1 }], true, { catalogue: BUILT_IN, between: () => BROKEN });
  expect(one.alerts.counts[0]!.isFiring).toBe(false);
});

test('a rule about a key that no line of a window has says nothing', () => {
  const its = rule('max-error-rate', '20%', { name: 'Acme', within: 'tenant:acme' });
  const one = run([{ name: 'Acme', level: 'fail', rule: its, over: null, windows: 1 }]);
  close(one, [BROKEN]);
  expect(one.news).toEqual([]);
});

describe('what was there when the run began', () => {
  test('is told only where it is still so', () => {
    const one = run([alert()]);
    close(one, [BROKEN, WELL, BROKEN, WELL], 0, false);
    expect(one.alerts.tick(0)).toEqual([]);
    const other = run([alert()]);
    close(other, [WELL, BROKEN, WELL, BROKEN], 0, false);
    expect(other.news).toEqual([]);
    expect(other.alerts.tick(0)).toMatchObject([{ isFiring: true, at: 4 * MINUTE }]);
    expect(other.alerts.tick(0)).toEqual([]);
  });

  test('is looked at for an hour back', () => {
    const one = run([alert()]);
    const windows = Array.from({ length: 100 }, (_, i) => ({
      ...{ start: i * MINUTE, end: (i + 1) * MINUTE, revision: 1, late: 0 },
    }));
    let looks = 0;
    const between = () => {
      looks += 1;
      return WELL;
    };
    one.alerts.look(windows, false, { catalogue: BUILT_IN, between });
    expect(looks).toBe(60);
  });
});

test('what was looked at before a restart is not looked at again', () => {
  const one = run([alert()]);
  close(one, [BROKEN, WELL]);
  const other = run([alert()]);
  other.alerts.restore(one.alerts.data());
  close(other, [BROKEN, BROKEN]);
  expect(other.asked).toEqual([]);
});

describe('silence', () => {
  const silence: Alert = { name: 'Silence', level: 'warn', rule: null, silence: 10 * MINUTE };

  test('fires after its time by the clock, and is over with the first event', () => {
    const { alerts } = run([silence]);
    expect(alerts.tick(10 * MINUTE - 1)).toEqual([]);
    expect(alerts.tick(10 * MINUTE)).toMatchObject([
      { name: 'Silence', isFiring: true, reason: 'No event has come for 10 min', since: 0 },
    ]);
    expect(alerts.tick(20 * MINUTE)).toEqual([]);
    alerts.hear(21 * MINUTE);
    expect(alerts.tick(21 * MINUTE + 1)).toMatchObject([{ isFiring: false, since: 0, at: 21 * MINUTE + 1 }]);
    expect(alerts.tick(31 * MINUTE)).toHaveLength(1);
  });
});

describe('alerts that are read anew', () => {
  test('go on where they have the same name, and are forgotten where they are gone', () => {
    const one = run([alert()]);
    close(one, [BROKEN]);
    one.alerts.replace([alert({ windows: 2 })]);
    close(one, [BROKEN, WELL], 1);
    expect(said(one)).toEqual([['fires', 1]]);
    close(one, [WELL], 3);
    expect(said(one)).toHaveLength(2);
    one.alerts.replace([]);
    expect(one.alerts.counts).toEqual([]);
    expect(one.alerts.data().alerts).toEqual([]);
  });
});

test('however often the run is started anew, the same is told, in turn and once', () => {
  const summaries = fc.array(fc.constantFrom(WELL, BROKEN, NOTHING), { minLength: 1, maxLength: 30 });
  const cuts = fc.array(fc.nat(30), { maxLength: 4 });
  fc.assert(
    fc.property(summaries, cuts, fc.integer({ min: 1, max: 3 }), (all, at, windows) => {
      const whole = run([alert({ windows })]);
      close(whole, all);
      const parts = run([alert({ windows })]);
      all.forEach((summary, i) => {
        if (at.includes(i)) {
          const data = JSON.parse(JSON.stringify(parts.alerts.data()));
          parts.alerts = new Alerts([alert({ windows })], 0);
          parts.alerts.restore(data);
        }
        close(parts, [summary], i);
      });
      expect(parts.news).toEqual(whole.news);
      expect(whole.news.map(({ isFiring }) => isFiring)).toEqual(whole.news.map((_, i) => i % 2 === 0));
    }),
    { numRuns: 60 },
  );
});
