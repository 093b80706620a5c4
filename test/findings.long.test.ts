/** What stands out in a log, as its document says it: the conclusion's sources. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import type { Finding } from '../src/model/finding.js';
import type { Summary } from '../src/model/summary.js';
import { callIn } from './cli/in-process.js';
import { ended, start } from './cli/program.js';

const folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-'));
afterAll(() => rmSync(folder, { recursive: true }));

const DAY = Date.UTC(2026, 9, 5);
const MINUTE = 60_000;

interface Event {
  readonly minute: number;
  readonly tenant: string;
  readonly code: number;
}

function log(events: readonly Event[]): string {
  return events
    .map(({ minute, tenant, code }) => {
      const time = new Date(DAY + minute * MINUTE).toISOString().replace('T', ' ').slice(0, 19);
      return `${time} INFO request done tenant=${tenant} code=${code}\n`;
    })
    .join('');
}

/** Every minute of a day an event of each of eight tenants, every 49th an error. */
function day(codeAt: (minute: number, tenant: string) => number | null = () => null): Event[] {
  const tenants = ['acme', 'globex', 'initech', 'hooli', 'stark', 'wayne', 'umbrella', 'vehement'];
  let n = 0;
  return Array.from({ length: 24 * 60 }, (_, minute) => minute).flatMap((minute) =>
    tenants.map((tenant) => {
      n += 1;
      return { minute, tenant, code: codeAt(minute, tenant) ?? (n % 49 === 0 ? 109002 : 107000) };
    }),
  );
}

async function summaryOf(events: readonly Event[], ...args: readonly string[]): Promise<Summary> {
  writeFileSync(join(folder, 'a.log'), log(events));
  const { stdout, stderr, status } = await callIn(folder, ['a.log', '--tz', 'UTC', '-f', 'json', ...args]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout) as Summary;
}

const failing = new Set(['acme', 'globex', 'initech']);
const outage = (from: number, to: number) => (minute: number, tenant: string) =>
  minute >= from && minute < to && failing.has(tenant) ? (minute % 3 === 0 ? 109003 : 109004) : null;
const ofKind = (findings: readonly Finding[], kind: Finding['kind']) => findings.filter((each) => each.kind === kind);

describe('an outage of three tenants', () => {
  test('that lasts: its onset, its codes, its tenants, whose fault, what to do', async () => {
    const { findings } = await summaryOf(day(outage(17 * 60 + 45, 24 * 60)), '--by', 'tenant', '-w', '15m');
    const [episode, ...others] = ofKind(findings, 'episode');
    expect(others).toEqual([]);
    expect(episode).toMatchObject({
      severity: 'critical',
      since: '2026-10-05T17:45:00.000Z',
      until: null,
      codes: [109004, 109003],
      fault: 'platform',
      retry: 'later',
    });
    expect(episode!.rate).toBeCloseTo(3 / 8 + (5 / 8) * 0.02, 1);
    expect(episode!.rateBefore).toBeCloseTo(0.02, 2);
    expect(episode!.groups.map(({ values }) => values[0]).sort()).toEqual(['acme', 'globex', 'initech']);
    for (const { events, errors } of episode!.groups) expect([events, errors]).toEqual([375, 375]);
    expect(episode!.text).toMatch(
      /^since 17:45: 38\.\d% errors \(2\.0% before\), 109004 PlatformUnavailable and 109003 ResourcesUnavailable, tenant .*, platform: retry later$/,
    );
    expect(ofKind(findings, 'group').map(({ groups }) => groups[0]!.values[0])).toEqual(['acme', 'globex', 'initech']);
    expect(ofKind(findings, 'new-code').map(({ codes }) => codes)).toEqual([[109004], [109003]]);
  });

  test('that ended: until when', async () => {
    const { findings } = await summaryOf(day(outage(10 * 60, 11 * 60 + 30)), '-w', '30m');
    expect(ofKind(findings, 'episode')).toMatchObject([
      { since: '2026-10-05T10:00:00.000Z', until: '2026-10-05T11:30:00.000Z', groups: [] },
    ]);
    expect(findings[0]!.text).toMatch(/^10:00 to 11:30: /);
  });

  test('from the beginning: the rate after it', async () => {
    const { findings } = await summaryOf(day(outage(0, 120)), '-w', '1h');
    expect(ofKind(findings, 'episode')).toMatchObject([{ since: '2026-10-05T00:00:00.000Z', rateBefore: null }]);
    expect(findings[0]!.text).toContain('% after)');
  });

  test('two of them are two', async () => {
    const both = (minute: number, tenant: string) =>
      outage(60, 120)(minute, tenant) ?? outage(600, 700)(minute, tenant);
    const { findings } = await summaryOf(day(both), '-w', '10m');
    expect(ofKind(findings, 'episode').map(({ since }) => since)).toEqual([
      '2026-10-05T10:00:00.000Z',
      '2026-10-05T01:00:00.000Z',
    ]);
  });
});

test('more tenants than are named: all of them are counted', async () => {
  const events = Array.from({ length: 24 * 60 }, (_, minute) => minute).flatMap((minute) =>
    Array.from({ length: 40 }, (_, tenant) => ({
      minute,
      tenant: `t${tenant}`,
      code: minute >= 1200 && tenant < 14 ? 109004 : (minute * 40 + tenant) % 49 === 0 ? 109002 : 107000,
    })),
  );
  const [episode] = ofKind((await summaryOf(events, '--by', 'tenant', '-w', '1h')).findings, 'episode');
  expect(episode!.groups).toHaveLength(10);
  // 14 x 240 of its errors, and the others are every 49th of the rest.
  expect(episode!.text).toMatch(/tenant (t\d+, ){4}t\d+ and 9 more \(9[67]\.\d% of the errors\)/);
});

test('groups that are kept by longer times than windows are not told for an episode', async () => {
  const events = Array.from({ length: 24 * 60 }, (_, minute) => minute).flatMap((minute) =>
    Array.from({ length: 240 }, (_, tenant) => ({
      minute,
      tenant: `t${tenant}`,
      code: minute >= 1200 && tenant < 120 ? 109004 : 107000,
    })),
  );
  // 345,600 cells of a minute are too many.
  const { findings } = await summaryOf(events, '--by', 'tenant', '-w', '1m');
  const [episode] = ofKind(findings, 'episode');
  expect(episode).toMatchObject({ since: '2026-10-05T20:00:00.000Z', groups: [] });
  expect(episode!.text).not.toContain('tenant');
  // Over the whole span they are.
  expect(ofKind(findings, 'group')).toHaveLength(120);
});

describe('nothing to find', () => {
  test('in a day like any other, whatever the windows', async () => {
    for (const window of ['1m', '15m', '1h', '6h']) {
      expect((await summaryOf(day(), '-w', window, '--by', 'tenant')).findings).toEqual([]);
    }
  });

  test('where codes are picked: a rate of what was picked says nothing', async () => {
    const events = day(outage(600, 1440));
    for (const filter of [
      ['--severity', 'error+'],
      ['--code', '109004,107000'],
      ['--category', 'availability'],
    ]) {
      const { findings, totals, windows } = await summaryOf(events, ...filter);
      expect({ findings, rate: totals.errorRate }).toEqual({ findings: [], rate: null });
      expect(new Set(windows.map(({ errorRate }) => errorRate))).toEqual(new Set([null]));
    }
  });

  test('among 500 tenants that are alike', async () => {
    let state = 7;
    const random = () => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
      return state / 0x7fffffff;
    };
    const events = Array.from({ length: 30_000 }, (_, i) => ({
      minute: Math.floor(i / 25),
      tenant: `t${Math.floor(random() * 500)}`,
      code: random() < 0.05 ? 109002 : 107000,
    }));
    expect(ofKind((await summaryOf(events, '--by', 'tenant')).findings, 'group')).toEqual([]);
    const one = events.map((event) => (event.tenant === 't77' ? { ...event, code: 109001 } : event));
    const found = ofKind((await summaryOf(one, '--by', 'tenant')).findings, 'group');
    expect(found.map(({ groups }) => groups[0]!.values)).toEqual([['t77']]);
    expect(found[0]!.text).toMatch(/^tenant t77: 100% errors \(\d\.\d% for the others\)/);
  });
});

describe('gaps', () => {
  const without = (from: number, to: number, events = day()) =>
    events.filter(({ minute }) => !(minute >= from && minute < to));

  test('an hour without events', async () => {
    const { findings } = await summaryOf(without(600, 660), '-w', '15m');
    expect(findings).toMatchObject([
      { kind: 'gap', since: '2026-10-05T10:00:00.000Z', until: '2026-10-05T11:00:00.000Z', rate: null, pValue: null },
    ]);
    expect(findings[0]!.text).toBe('10:00 to 11:00: no events, where some 480 were to be expected');
  });

  test('not a night that comes every day, nor one that fades', async () => {
    const office = [0, 1, 2].flatMap((n) =>
      day()
        .filter(({ minute }) => minute >= 480 && minute < 1080)
        .map((event) => ({ ...event, minute: event.minute + n * 1440 })),
    );
    expect((await summaryOf(office, '-w', '1h')).findings).toEqual([]);
  });
});

describe('pauses that are usual are no gaps', () => {
  const only = (fits: (minute: number) => boolean, days = 1) =>
    Array.from({ length: days }, (_, n) => n).flatMap((n) =>
      day()
        .map((event) => ({ ...event, minute: event.minute + n * 1440 }))
        .filter(({ minute }) => fits(minute)),
    );

  test('those between batches', async () => {
    const batches = only((minute) => minute < 300 && minute % 15 < 5);
    expect((await summaryOf(batches, '-w', '5m')).findings).toEqual([]);
  });

  test('but one that is longer than the others are', async () => {
    const batches = only((minute) => minute % 15 < 5 && (minute < 300 || minute >= 360));
    const { findings } = await summaryOf(batches, '-w', '5m');
    expect(findings.map(({ kind, since, until }) => [kind, since.slice(11, 16), until!.slice(11, 16)])).toEqual([
      ['gap', '04:50', '06:00'],
    ]);
  });

  test('weekends, and still a day without events', async () => {
    // 5 October 2026 is a Monday.
    const weeks = only((minute) => Math.floor(minute / 1440) % 7 < 5 && Math.floor(minute / 1440) !== 15, 26);
    const { findings } = await summaryOf(weeks, '-w', '1d');
    expect(findings.map(({ kind, since, until }) => [kind, since.slice(0, 10), until!.slice(0, 10)])).toEqual([
      ['gap', '2026-10-20', '2026-10-21'],
    ]);
  });

  test('two outages are both told', async () => {
    const { findings } = await summaryOf(
      only((minute) => !(minute >= 390 && minute < 450) && !(minute >= 900 && minute < 960)),
      '-w',
      '30m',
    );
    expect(findings.map(({ since }) => since.slice(11, 16))).toEqual(['06:30', '15:00']);
  });
});

test('the same whatever reads it: a pipe, an archive, any number of threads', async () => {
  const text = log(day(outage(1065, 1440)));
  writeFileSync(join(folder, 'a.log'), text);
  writeFileSync(join(folder, 'a.log.gz'), gzipSync(text));
  const args = ['--tz', 'UTC', '-f', 'json', '--by', 'tenant'];
  const findings = async (...more: string[]) => {
    const child = start([...args, ...more], { cwd: folder });
    child.stdin.on('error', () => {});
    child.stdin.end(more.length === 0 ? text : '');
    return (JSON.parse((await ended(child)).stdout) as Summary).findings;
  };
  const piped = await findings();
  expect(piped.length).toBeGreaterThan(3);
  for (const more of [['a.log'], ['a.log.gz'], ['a.log', '--workers', '3']])
    expect(await findings(...more)).toEqual(piped);
});
