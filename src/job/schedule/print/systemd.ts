import { shortName, WEEKDAYS } from '../../../model/calendar.js';
import type { Job } from '../../../settings/job/job.js';
import { type CronFields, cronFields } from '../../../time/cron-fields.js';
import { unitName } from './unit-name.js';
import { systemdText, systemdWord } from './words.js';

/** A service and a timer, one after the other, each with where to save it. */
export function systemdUnits(job: Job, expression: string, call: readonly string[]): string {
  const name = `ptk-logscan-${unitName(job.file)}`;
  const calendars = onCalendar(cronFields(expression, 'systemd'), job.plan.timeZone.name);
  return [
    `# ${name}.service: save as /etc/systemd/system/${name}.service`,
    '[Unit]',
    `Description=Reports of ptk-logscan by ${systemdText(job.file)}`,
    '',
    '[Service]',
    'Type=oneshot',
    `ExecStart=${call.map(systemdWord).join(' ')}`,
    '# A broken rule (1) is told by the report; it is no failure of the service.',
    'SuccessExitStatus=1',
    '# User= needs to be one that may read the logs and write the reports.',
    '#User=ptk',
    '',
    `# ${name}.timer: save as /etc/systemd/system/${name}.timer, then`,
    `#   systemctl daemon-reload && systemctl enable --now ${name}.timer`,
    '[Unit]',
    `Description=Runs ${name}.service`,
    '',
    '[Timer]',
    ...calendars.map((calendar) => `OnCalendar=${calendar}`),
    '# A run that was missed while the machine was off is made up for once.',
    'Persistent=true',
    '',
    '[Install]',
    'WantedBy=timers.target',
    '',
  ].join('\n');
}

/** Where both day and weekday are given, cron runs on either, systemd only on both: so these become two lines. */
function onCalendar({ minutes, hours, days, months, weekdays }: CronFields, zone: string): string[] {
  const list = (values: readonly number[] | null) =>
    values === null ? '*' : values.map((value) => String(value).padStart(2, '0')).join(',');
  const at = `${list(hours)}:${list(minutes)}:00 ${zone}`;
  const date = (which: readonly number[] | null) => `*-${list(months)}-${list(which)}`;
  const named = weekdays === null ? '' : `${weekdays.map((day) => shortName(WEEKDAYS[day]!)).join(',')} `;
  if (days !== null && weekdays !== null) return [`${date(days)} ${at}`, `${named}${date(null)} ${at}`];
  return [`${named}${date(days)} ${at}`];
}
