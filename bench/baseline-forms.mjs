/**
 * The same in Node for lines in a form of one's own: lines as strings by `split2`, then the regular expression that
 * ptk-logscan is given too, or `JSON.parse`. `node baseline-forms.mjs pattern|json FILE` prints `count hour code` rows.
 */
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import split2 from 'split2';
import { JSON_CODE, JSON_TIME, PATTERN } from './forms.mjs';

const [kind, file] = process.argv.slice(2);
const pattern = new RegExp(PATTERN);
const CODE = /^10[6-9]\d{3}$/;

const READ = {
  pattern: (line) => pattern.exec(line)?.groups ?? {},
  json: (line) => {
    const row = JSON.parse(line);
    return { time: row[JSON_TIME], code: row[JSON_CODE] };
  },
};

const counts = new Map();
const read = READ[kind];

await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), split2(), async (lines) => {
  for await (const line of lines) {
    const { time, code } = read(line);
    if (!CODE.test(code)) continue;
    const key = `${time.slice(0, 13)} ${code}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
});

for (const [key, count] of counts) console.log(`${count} ${key}`);
