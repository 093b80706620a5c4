/**
 * Every example of every timestamp family, and real lines of public log collections, read by the kernel to the right
 * millisecond in three zones. What is right is what Temporal says of the wall-clock time.
 */
import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { eventStream, type PtkEvent, scanLine, scanStream } from '../../src/index.js';
import { DATE_FORMS, TIME_FORMS } from '../../src/model/timestamp-forms.js';
import { FAMILIES } from '../../src/reference/timestamps/families.js';
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

type DateOrder = 'mdy' | 'dmy' | null;

function optionsOf(timeZone: string, dateOrder: DateOrder) {
  return { timeZone, reference: REFERENCE, ...(dateOrder === null ? {} : { dateOrder }) };
}

async function scan(text: string, timeZone: string, dateOrder: DateOrder): Promise<PtkEvent[]> {
  const options = optionsOf(timeZone, dateOrder);
  const events: PtkEvent[] = [];
  const stream = Readable.from([Buffer.from(text, 'utf8')])
    .pipe(scanStream(options))
    .pipe(eventStream());
  for await (const event of stream) events.push(event as PtkEvent);
  return events;
}

async function holds(samples: readonly Sample[], timeZone: string): Promise<void> {
  for (const order of [null, 'mdy', 'dmy'] as const) {
    const chosen = samples.filter(({ dateOrder = null }) => dateOrder === order);
    // With a code behind, where the sample has none: a code on a line is what gets its time printed.
    const lines = chosen.map(({ text }) => (/code=107000/.test(text) ? text : `${text} code=107000`));
    const events = await scan(lines.join('\n'), timeZone, order);
    const own = events.filter(({ code }) => code === 107000);
    expect(own.map(({ line }) => line)).toEqual([...new Set(own.map(({ line }) => line))]);
    const byLine = new Map(own.map((event) => [event.line, event]));
    for (const [i, sample] of chosen.entries()) {
      const event = byLine.get(i + 1);
      expect([sample.text, event?.time, event?.inherited]).toEqual([sample.text, meant(sample, timeZone), false]);
      const { time } = scanLine(lines[i]!, optionsOf(timeZone, order));
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

describe('the examples', () => {
  it('are of every form of date and of time in the table', () => {
    const texts = FAMILIES.flatMap(({ examples }) => examples.map(({ text }) => text)).join('\n');
    for (const { example } of [...DATE_FORMS, ...TIME_FORMS]) expect(texts).toContain(example);
  });
});
