/**
 * Every example of every timestamp family, and real lines of public log collections, read by the kernel to the right
 * millisecond in three zones. What is right is what Temporal says of the wall-clock time.
 */
import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { eventStream, type PtkEvent, scanLine, scanStream } from '../../src/index.js';
import { FAMILIES } from '../../src/reference/timestamps/index.js';
import { toInstant } from '../time/temporal-oracle.js';

interface Sample {
  readonly by: string;
  readonly text: string;
  /** `YYYY-MM-DDTHH:MM:SS.mmm`; in the year 2000 where the line has none. */
  readonly local: string;
  readonly zone: number | null;
  readonly yearless: boolean;
  readonly dateOrder?: 'mdy' | 'dmy';
}

/** West, east with half an hour, and far east with daylight saving in the other half of the year. */
const ZONES = ['America/Los_Angeles', 'Asia/Kolkata', 'Australia/Sydney'] as const;
/** The modification time of the file, so to say. */
const REFERENCE = Date.parse('2026-12-31T12:00:00Z');
const DAY = 86_400_000;

/** The instant that a sample means, by another way than the program's. */
function meant({ local, zone, yearless }: Sample, timeZone: string): string {
  const instant = (text: string) => {
    const wall = Date.parse(`${text}Z`);
    return zone === null ? toInstant(wall, timeZone) : wall - zone * 60_000;
  };
  if (!yearless) return new Date(instant(local)).toISOString();
  for (let year = 2027; ; year--) {
    const text = local.replace('2000', String(year));
    const isDate = new Date(`${text}Z`).toISOString().startsWith(text.slice(0, 10));
    if (isDate && instant(text) <= REFERENCE + DAY) return new Date(instant(text)).toISOString();
  }
}

async function scan(text: string, timeZone: string, dateOrder: 'mdy' | 'dmy'): Promise<PtkEvent[]> {
  const options = { timeZone, dateOrder, reference: REFERENCE };
  const events: PtkEvent[] = [];
  const stream = Readable.from([Buffer.from(text, 'utf8')])
    .pipe(scanStream(options))
    .pipe(eventStream());
  for await (const event of stream) events.push(event as PtkEvent);
  return events;
}

async function holds(samples: readonly Sample[], timeZone: string): Promise<void> {
  for (const order of ['mdy', 'dmy'] as const) {
    const chosen = samples.filter(({ dateOrder = 'mdy' }) => dateOrder === order);
    // With a code behind, where the sample has none: a code on a line is what gets its time printed.
    const lines = chosen.map(({ text }) => (/code=107000/.test(text) ? text : `${text} code=107000`));
    const events = await scan(lines.join('\n'), timeZone, order);
    const own = events.filter(({ code }) => code === 107000);
    expect(own.map(({ line }) => line)).toEqual([...new Set(own.map(({ line }) => line))]);
    const byLine = new Map(own.map((event) => [event.line, event]));
    for (const [i, sample] of chosen.entries()) {
      const event = byLine.get(i + 1);
      expect([sample.text, event?.time, event?.inherited]).toEqual([sample.text, meant(sample, timeZone), false]);
      const { time } = scanLine(lines[i]!, { timeZone, dateOrder: order, reference: REFERENCE });
      expect([sample.text, time]).toEqual([sample.text, Date.parse(meant(sample, timeZone))]);
    }
  }
}

describe.each(ZONES)('in %s', (timeZone) => {
  it.each(FAMILIES.map(({ title, examples }) => [title, examples] as const))('%s', async (_title, examples) => {
    await holds(examples, timeZone);
  });

  it('lines of sixteen systems', async () => {
    const file = new URL('../data/loghub-lines.json', import.meta.url);
    const systems = JSON.parse(readFileSync(file, 'utf8')) as (Omit<Sample, 'by' | 'text'> & {
      system: string;
      line: string;
    })[];
    await holds(
      systems.map(({ system, line, local, zone, yearless }) => ({ by: system, text: line, local, zone, yearless })),
      timeZone,
    );
    expect(systems.map(({ system }) => system)).toEqual(expect.arrayContaining(SYSTEMS));
  });
});

/** Those that the registry must have been tried on. */
const SYSTEMS = [
  ...['Android', 'Apache', 'BGL', 'HDFS', 'Hadoop', 'HealthApp', 'Linux', 'Mac', 'OpenSSH', 'OpenStack'],
  ...['Proxifier', 'Spark', 'Thunderbird', 'Windows', 'Zookeeper'],
];

/** The examples of the specification, by family. */
const SPECIFIED: Readonly<Record<string, readonly string[]>> = {
  iso: [
    '2026-11-01T09:15:00Z',
    '2026-11-01 09:15:00.123456+02:00',
    '2026-11-01 09:15:00,123',
    '2026/11/01 09:15:00',
    '2026-11-01-09.15.00.123456',
    '20261101T091500Z',
    '20261101-9:15:00:606',
    '20261101 09:15:00.123',
  ],
  'short-year': ['26/11/01 09:15:00', '261101 091500', '261101 09:15:00'],
  syslog: [
    'Nov  1 09:15:00',
    'Nov 1 09:15:00.123',
    'Nov-01 09:15:00.123',
    'Nov 01 2026 09:15:00',
    '2026 Nov 1 09:15:00',
  ],
  asctime: ['Sun Nov  1 09:15:00 2026', 'Sun Nov 01 09:15:00.123456 2026', 'Sun Nov  1 09:15:00 PDT 2026'],
  access: ['01/Nov/2026:09:15:00 +0200'],
  rfc2822: ['Sun, 01 Nov 2026 09:15:00 GMT', '01 Nov 2026 09:15:00,123', '1-Nov-2026 09:15:00'],
  slashed: ['11/1/2026 9:15:00 AM', '11/01/2026 09:15:00.123', '11/01/2026 09:15:00:447 PM UTC'],
  java: ['Nov 1, 2026 9:15:00 AM'],
  numeric: ['11-01 09:15:00.123', '[11.01 09:15:00]'],
  glog: ['I1101 09:15:00.123456'],
};

describe('the examples', () => {
  it('are those of the specification and at least five more of each family', () => {
    for (const { name, examples } of FAMILIES) {
      const texts = examples.map(({ text }) => text);
      const specified = SPECIFIED[name] ?? [];
      expect(texts).toEqual(expect.arrayContaining([...specified]));
      expect([name, new Set(texts).size >= specified.length + 5]).toEqual([name, true]);
    }
    expect(FAMILIES.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(SPECIFIED)));
  });
});
