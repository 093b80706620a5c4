/** Logs from which documents of many shapes are made. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { EVERYTHING } from '../hostile/texts.js';

const MINUTE = 60_000;
const DAY = Date.UTC(2026, 9, 5);

function line(time: number, text: string): string {
  return `${new Date(time).toISOString().replace('T', ' ').slice(0, 19)} INFO ${text}\n`;
}

/** A day of eight tenants: one of them fails always, all fail for an hour, and for another hour there is nothing. */
function story(): string {
  const tenants = ['acme', 'globex', 'initech', 'd', 'e', 'f', 'g', 'h'];
  let text = '';
  for (let minute = 0; minute < 24 * 60; minute += 2) {
    if (minute >= 600 && minute < 660) continue;
    for (const [i, tenant] of tenants.entries()) {
      const isAway = minute >= 1200 && minute < 1260;
      const code = isAway
        ? 109004
        : tenant === 'acme' && minute % 3 === 0
          ? 108001
          : minute % 49 === i
            ? 109002
            : 107000;
      text += line(DAY + minute * MINUTE, `request done tenant=${tenant} segment=s${i % 2} code=${code}`);
    }
  }
  return text;
}

const HOSTILE = EVERYTHING.replaceAll(/[\r\n]/g, ' ');

export function writeLogs(folder: string): void {
  mkdirSync(join(folder, 'more'));
  const write = (name: string, bytes: string | Uint8Array) => writeFileSync(join(folder, name), bytes);
  write('story.log', story());
  write('good.log', story().replaceAll(/10[89]\d{3}/g, '107000'));
  write('empty.log', '');
  write('none.log', 'nothing here\n'.repeat(3));
  write('untimed.log', `code=107000 tenant=acme\ncode=107999\n${line(DAY, 'code=109004 tenant=globex')}`);
  write('inherited.log', `${line(DAY, 'request')}  status: 108001\n  "statusCode": 107999\n`);
  write('hostile.log', line(DAY, `code=107999 tenant="${HOSTILE.replaceAll('"', '')}" ${HOSTILE}`).repeat(3));
  // Windows has no names with angle brackets.
  write(
    `more/%s${process.platform === 'win32' ? '' : '<b>'}'= name.log`,
    line(DAY + 90 * MINUTE, 'code=107999 tenant=x'),
  );
  write('packed.log.gz', gzipSync(line(DAY, 'code=107000')));
  write('damaged.log.gz', gzipSync(story()).subarray(0, 3000));
  write('own.log', '05.10.26 12:00|E107000|acme\nelse E107000\n');
  write('reply.jsonl', '{"when":"2026-10-05T10:00:00Z","reply":{"errors":[{"code":108001}]}}\n');
  write('columns.csv', 'time,status,tenant\n2026-10-05 10:00:00,107000,acme\n2026-10-05 10:01:00,108001,acme\n');
  write(
    'odd.log',
    `12/11/2026 09:00:00 PST code=107000\n2090-01-01 09:00:00 code=109004\n9999-12-31T23:59:59-12:00 code=107000\n\xff code=107000\n`,
  );
  write('utf16.log', Buffer.from(`\ufeff${line(DAY, 'code=107000')}`, 'utf16le'));
  write('codes.json', JSON.stringify([{ code: 107999, name: HOSTILE, severity: 'error' }]));
}
