import { describe, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { printSchedule, type Scheduler } from '../../../src/job/schedule/print/index.js';
import { windowsUser } from '../../../src/job/schedule/print/task.js';
import { loadJob } from '../../../src/settings/job/job-file.js';
import { cronFields } from '../../../src/time/cron-fields.js';
import { aContext, aJob } from '../a-job.js';

const PROGRAM = { argv: ['/usr/bin/node', '/opt/ptk logscan/bin/ptk-logscan.js'], user: 'SHOP\\ptk' } as const;

async function printed(
  scheduler: Scheduler,
  expression: string,
  zone = 'Europe/Berlin',
  file = "/srv/100% o'clock/job.yaml",
): Promise<string> {
  const job = aJob();
  try {
    const loaded = await loadJob(job.path('job.yaml'), aContext().now());
    const plan = { ...loaded.plan, timeZone: { ...loaded.plan.timeZone, name: zone } as never };
    return printSchedule(scheduler, { ...loaded, plan, schedule: expression, file, folder: '/srv' }, PROGRAM);
  } finally {
    job.remove();
  }
}

test('a line for cron, with quotes and percent signs as cron wants them', async () => {
  const text = await printed('cron', '0 6 * * 1-5');
  expect(text.split('\n').slice(-3)).toEqual([
    'CRON_TZ=Europe/Berlin',
    `0 6 * * 1-5 /usr/bin/node '/opt/ptk logscan/bin/ptk-logscan.js' report --config '/srv/100\\% o'\\''clock/job.yaml' --wait 10m`,
    '',
  ]);
});

test.each(['/srv/a\n* * * * * touch x\n/job.yaml', '/srv/a\r/job.yaml', '/srv/\u2028/job.yaml', '/srv/job\\'])(
  'a path that would begin an entry of its own is refused: %j',
  async (file) => {
    for (const scheduler of ['cron', 'systemd', 'windows'] as const) {
      await expect(printed(scheduler, '0 6 * * *', 'UTC', file)).rejects.toThrow(
        'expected a path without control characters',
      );
    }
  },
);

describe('units for systemd', () => {
  test('have a calendar in the zone, and make up for missed runs', async () => {
    const text = await printed('systemd', '0 6 * * 1-5');
    expect(text).toContain('OnCalendar=Mon,Tue,Wed,Thu,Fri *-*-* 06:00:00 Europe/Berlin\n');
    expect(text).toContain('Persistent=true\n');
    expect(text).toContain(
      `ExecStart=/usr/bin/node "/opt/ptk logscan/bin/ptk-logscan.js" report --config "/srv/100%% o'clock/job.yaml" --wait 10m\n`,
    );
  });

  test.each([
    ['*/20 * * * *', ['*-*-* *:00,20,40:00 UTC']],
    ['5 0,12 1 jan,jul *', ['*-01,07-01 00,12:05:00 UTC']],
    // Cron means either of the two.
    ['0 6 1 * mon', ['*-*-01 06:00:00 UTC', 'Mon *-*-* 06:00:00 UTC']],
    ['@daily', ['*-*-* 00:00:00 UTC']],
    ['@Midnight', ['*-*-* 00:00:00 UTC']],
    ['@hourly', ['*-*-* *:00:00 UTC']],
    ['@weekly', ['Sun *-*-* 00:00:00 UTC']],
    ['@monthly', ['*-*-01 00:00:00 UTC']],
    ['@yearly', ['*-01-01 00:00:00 UTC']],
    ['@annually', ['*-01-01 00:00:00 UTC']],
  ])('%s', async (expression, expected) => {
    const text = await printed('systemd', expression, 'UTC');
    expect([...text.matchAll(/^OnCalendar=(.*)$/gm)].map((match) => match[1])).toEqual(expected);
  });
});

describe('a task for Windows', () => {
  test.each([
    ['0 6 * * *', 1, 'ScheduleByDay'],
    ['30 6,18 * * 1,3', 2, 'ScheduleByWeek'],
    ['0 6 1 * *', 1, 'ScheduleByMonth'],
    ['*/5 * * * *', 1, '<Interval>PT5M</Interval>'],
    ['0 * * * *', 1, '<Interval>PT60M</Interval>'],
    ['*/10 8-17 * * 1-5', 10, '<Interval>PT10M</Interval>'],
    ['@daily', 1, 'ScheduleByDay'],
  ])('%s', async (expression, triggers, expected) => {
    const text = await printed('windows', expression);
    const result = await validateXML({
      xml: [{ fileName: 'task.xml', contents: text }],
      schema: [{ fileName: 'any.xsd', contents: ANY }],
    });
    expect(result.errors).toEqual([]);
    expect(text.match(/<CalendarTrigger>/g)).toHaveLength(triggers);
    expect(text).toContain(expected);
    expect(text).toContain('<StartWhenAvailable>true</StartWhenAvailable>');
    // With nobody logged on; and whichever shell has written the file, no encoding is named that it has not.
    expect(text).toContain('<UserId>SHOP\\ptk</UserId>\n      <LogonType>S4U</LogonType>');
    expect(text).toMatch(
      /^<\?xml version="1\.0"\?>\n<!-- Save as .*: schtasks \/Create \/TN "ptk-logscan job" \/XML ptk-logscan\.xml\n/,
    );
  });

  test.each([
    [{ USERDOMAIN: 'SHOP', USERNAME: 'ptk' }, 'SHOP\\ptk'],
    [{ USERDOMAIN: 'WORKGROUP', USERNAME: 'SERVER7$' }, null],
    [{ USERNAME: 'ptk' }, null],
    [{}, null],
  ])('runs as who printed it: %j', (env, user) => {
    expect(windowsUser(env)).toBe(user);
  });
});

/** A schema that any well-formed task fits. */
const ANY = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <xs:element name="Task"><xs:complexType><xs:sequence><xs:any processContents="skip" maxOccurs="unbounded"/></xs:sequence><xs:attribute name="version"/></xs:complexType></xs:element>
</xs:schema>`;

test('fields that only some crons know are refused', () => {
  expect(cronFields('0 6 * * 7', 'x').weekdays).toEqual([0]);
  expect(cronFields('10-30/10 * * * *', 'x').minutes).toEqual([10, 20, 30]);
  expect(() => cronFields('0 6 L * *', 'systemd')).toThrow('to write it for systemd');
  expect(() => cronFields('0 6 * * 5#2', 'systemd')).toThrow('schedule: expected');
});
