/** The triggers and settings of a job's task. */
import { MONTHS, WEEKDAYS } from '../../../model/calendar.js';
import type { Job } from '../../../settings/job/job.js';
import { type CronFields, cronFields } from '../../../time/cron-fields.js';
import { taskXml } from './task.js';
import { unitName } from './unit-name.js';

const MOST_TRIGGERS = 48;

export function windowsTask(job: Job, expression: string, call: readonly string[], user: string | null): string {
  return taskXml({
    notes: [
      `Save as ptk-logscan.xml, then: schtasks /Create /TN "ptk-logscan ${unitName(job.file)}" /XML ptk-logscan.xml`,
      'It runs with nobody logged on; /RU USER /NP runs it as another user, without a password.',
      `Times are in the machine's zone; the job's is ${job.plan.timeZone.name}.`,
    ],
    description: `Reports of ptk-logscan by ${job.file}`,
    user,
    triggers: triggers(cronFields(expression, 'the Task Scheduler')),
    settings: [
      '    <MultipleInstancesPolicy>Queue</MultipleInstancesPolicy>',
      '    <StartWhenAvailable>true</StartWhenAvailable>',
      '    <ExecutionTimeLimit>PT12H</ExecutionTimeLimit>',
    ],
    call,
    folder: job.folder,
  });
}

/** One trigger for each time of the day; times at a fixed interval all day long become one that repeats. */
function triggers(fields: CronFields): string[] {
  const minutes = fields.minutes ?? Array.from({ length: 60 }, (_, i) => i);
  const hours = fields.hours ?? Array.from({ length: 24 }, (_, i) => i);
  const gap = minutes.length > 1 ? minutes[1]! - minutes[0]! : 60;
  const isEven =
    minutes.every((minute, i) => minute === minutes[0]! + i * gap) && 60 - minutes.at(-1)! + minutes[0]! === gap;
  if (fields.hours === null && isEven) {
    return trigger(
      fields,
      0,
      minutes[0]!,
      `      <Repetition><Interval>PT${gap}M</Interval><Duration>P1D</Duration></Repetition>\n`,
    );
  }
  const times = hours.flatMap((hour) => minutes.map((minute) => [hour, minute] as const));
  if (times.length > MOST_TRIGGERS) {
    return hours.flatMap((hour) =>
      trigger(
        fields,
        hour,
        minutes[0]!,
        `      <Repetition><Interval>PT${gap}M</Interval><Duration>PT${60 - minutes[0]!}M</Duration></Repetition>\n`,
      ),
    );
  }
  return times.flatMap(([hour, minute]) => trigger(fields, hour, minute, ''));
}

function trigger({ days, months, weekdays }: CronFields, hour: number, minute: number, repetition: string): string[] {
  const at = `2026-01-01T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}:00`;
  const schedules: string[] = [];
  const monthList = (months ?? MONTHS.map((_, i) => i + 1)).map((month) => `<${MONTHS[month - 1]} />`).join('');
  if (days !== null || (months !== null && weekdays === null)) {
    const dayList = (days ?? Array.from({ length: 31 }, (_, i) => i + 1)).map((day) => `<Day>${day}</Day>`).join('');
    schedules.push(
      `<ScheduleByMonth><DaysOfMonth>${dayList}</DaysOfMonth><Months>${monthList}</Months></ScheduleByMonth>`,
    );
  }
  if (weekdays !== null) {
    const dayList = weekdays.map((day) => `<${WEEKDAYS[day]} />`).join('');
    schedules.push(
      months === null
        ? `<ScheduleByWeek><DaysOfWeek>${dayList}</DaysOfWeek><WeeksInterval>1</WeeksInterval></ScheduleByWeek>`
        : `<ScheduleByMonthDayOfWeek><Weeks><Week>1</Week><Week>2</Week><Week>3</Week><Week>4</Week><Week>Last</Week></Weeks><DaysOfWeek>${dayList}</DaysOfWeek><Months>${monthList}</Months></ScheduleByMonthDayOfWeek>`,
    );
  }
  if (schedules.length === 0) schedules.push('<ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay>');
  return schedules.map(
    (schedule) =>
      `    <CalendarTrigger>\n${repetition}      <StartBoundary>${at}</StartBoundary>\n      ${schedule}\n    </CalendarTrigger>`,
  );
}
