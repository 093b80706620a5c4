/** A log that goes on while the run is ended and started again: each change is told, and once. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import type { Message } from '../../../src/job/notify/message.js';
import { type WebServer, webServer } from '../../job/servers.js';
import { AWatch, until } from '../a-watch.js';

/** With runs that are asked to end: on Windows one process cannot do that to another, and `kill` ends it at once. */
const stopped = test.skipIf(process.platform === 'win32');

let watch: AWatch | null = null;
let server: WebServer | null = null;
afterEach(async () => {
  watch?.remove();
  await server?.close();
});

/** Minutes are bad in threes. */
const isBad = (minute: number) => Math.floor(minute / 3) % 2 === 1;

stopped('nothing is told twice or left out where SIGTERM ends it', async () => {
  server = await webServer();
  watch = new AWatch();
  watch.write(
    'watch.yaml',
    `inputs: [app.log]
tz: UTC
lateness: 1s
state: its.state
alerts:
  - { name: Errors, max-error-rate: 20%, for: 2 windows }
notify:
  - name: chat
    webhook: { url: ${JSON.stringify(server.url)} }
`,
  );
  watch.write('app.log', '');
  const its = watch;
  let minute = 0;
  let isOver = false;
  const write = () => {
    its.log('app.log', [minute, isBad(minute) ? 108004 : 106000]);
    minute += 1;
  };
  const run = () => its.start(['--config', 'watch.yaml', '--plain']);
  let running = run();
  await until(() => its.text('its.state') !== '');
  const writer = (async () => {
    while (!isOver) {
      write();
      await sleep(10);
    }
  })();
  for (let n = 0; n < 3; n++) {
    const from = minute;
    await until(() => minute > from + 60);
    await running.end();
    running = run();
  }
  isOver = true;
  await writer;
  const closed = minute - 1;
  const reached = `"reached":${Date.UTC(2026, 10, 25, 10, closed)}`;
  await until(() => its.text('its.state').includes(reached) && its.text('its.state').includes('"pending":[]'));
  await running.end();
  const expected = Array.from({ length: closed }, (_, i) => i)
    .filter((i) => i >= 4 && isBad(i) !== isBad(i - 2) && isBad(i) === isBad(i - 1))
    .map((i) => `${isBad(i) ? 'firing' : 'over'} ${new Date(Date.UTC(2026, 10, 25, 10, i + 1)).toISOString()}`);
  const told = server.received.map(({ body }) => {
    const { state, at } = (JSON.parse(body) as Message).alert!;
    return `${state} ${new Date(at).toISOString()}`;
  });
  expect(told).toEqual(expected);
  expect(told.length).toBeGreaterThan(10);
});
