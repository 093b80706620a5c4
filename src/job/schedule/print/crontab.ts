import type { Job } from '../../../settings/job/job.js';

/** A line for `crontab -e`. */
export function crontab({ plan }: Job, expression: string, call: readonly string[]): string {
  // Cron reads a percent sign as a line break.
  const command = call
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`))
    .join(' ')
    .replaceAll('%', '\\%');
  return [
    '# ptk-logscan: add this to the crontab (crontab -e) of the user that may read the logs.',
    `# Times are in ${plan.timeZone.name} where cron knows CRON_TZ (cronie: Red Hat, Fedora, Arch);`,
    "# elsewhere (Debian, Ubuntu, BSD) they are in the machine's own zone.",
    `CRON_TZ=${plan.timeZone.name}`,
    `${expression} ${command}`,
    '',
  ].join('\n');
}
