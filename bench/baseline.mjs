/**
 * What one would write in Node without further thought: lines as strings by `split2`, regular expressions, a map.
 * `node baseline.mjs [FILE]` prints `count hour code` rows; a line without a time takes that of the line before.
 */
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import split2 from 'split2';

const TIME = /\b(\d{4}-\d\d-\d\d)[T ](\d\d):\d\d:\d\d/;
const CODE = /(?:\bstatusCode"?[=:]|<StatusCode>)(10[6-9]\d{3})\b/;

const counts = new Map();
let hour = '-';

await pipeline(
  process.argv[2] === undefined ? process.stdin : createReadStream(process.argv[2], { highWaterMark: 1 << 20 }),
  split2(),
  async (lines) => {
    for await (const line of lines) {
      const time = TIME.exec(line);
      if (time !== null) hour = `${time[1]} ${time[2]}`;
      const code = CODE.exec(line);
      if (code === null) continue;
      const key = `${hour} ${code[1]}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  },
);

for (const [key, count] of counts) console.log(`${count} ${key}`);
