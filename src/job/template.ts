/** The job file that `report --init` writes: complete, and valid as it is where logs lie in `logs`. */
export const JOB_TEMPLATE = `# A job of ptk-logscan: what is read, which reports are made of it, and who is told.
#
#   ptk-logscan report --config FILE --dry-run       what it would read and write
#   ptk-logscan report --config FILE                 read what is new, make the reports that are due
#   ptk-logscan report --config FILE --status        how it is doing
#   ptk-logscan report --config FILE --print-schedule cron    what to install (or systemd, windows)
#
# Paths are relative to this file.

# Files, folders and globs. Name the rotated and compressed ones too: each line is counted once all the same.
inputs:
  - logs/*.log*

# The zone of the reports and the schedule, and of times that are written without one. It stays with the history.
tz: UTC

# What was counted so far, and how far everything was read. Keep it: the logs may be rotated away, this remembers.
history: ptk-logscan.duckdb

# How long counts are kept by the minute, then by the hour, then by the day: 90d, 8w, 5y or forever.
retention:
  minutes: 400d
  hours: forever
  days: forever

# When runs are due (minute, hour, day, month, weekday), for --print-schedule, --every and --status.
schedule: '0 6 * * *'
# How late a run may be before --status calls it overdue.
grace: 1h

reports:
  - name: daily
    # today, yesterday, this-week, last-week, this-month, month-to-date, last-month, last-24h (also d, w),
    # or a span such as 2026-11-01..2026-11-08
    period: yesterday
    # previous, day-before, week-before, year-before
    compare: previous
    window: 1h
    # Only events with these values of the keys above; also !=, ~ with * and ?, or a key alone.
    #where: tenant=acme
    # The format is that of the ending: html, json, md, csv, txt, prom, ndjson or jsonl, parquet, pdf.
    # Or it stands before the path: csv-codes:codes.csv. A .csv has a row for each window.
    # Placeholders: {date} {last-date} {since} {until} {week} {year} {month} {day} {hour} {name}
    outputs:
      - reports/daily-{date}.html
      - reports/daily-{date}.json
    # What must hold; as in ptk-logscan.config.yaml (ptk-logscan check --help).
    rules:
      - name: Error rate
        max-error-rate: 5%
      - name: Nobody can be served
        select: critical
        max-count: 0
        level: warn

  - name: weekly
    period: last-week
    compare: previous
    window: 1d
    outputs:
      - reports/weekly-{week}.html

# Who is told, and of what: fail (a rule is broken), warn, error (the run failed), report (each one).
# Secrets are never written here: url-from, headers-from and password-from name environment variables.
#notify:
#  - name: chat
#    on: [fail, error]
#    webhook:
#      url-from: PTK_CHAT_WEBHOOK
#      form: slack
#  - name: operations
#    on: [fail, warn, error]
#    email:
#      host: mail.example.com
#      security: starttls
#      user: ptk
#      password-from: PTK_MAIL_PASSWORD
#      from: ptk-logscan@example.com
#      to: [operations@example.com]
#  - name: pager
#    command: [/usr/local/bin/page, --team, callback]
`;
