/** Alerts of the real program: a webhook and a command are told, once, whatever happens to the run. */
import { execFileSync } from 'node:child_process';
import { afterEach, expect, test } from 'vitest';
import type { Message } from '../../../src/job/notify/message.js';
import { faultsOf } from '../../documents/schemas.js';
import { type WebServer, webServer } from '../../job/servers.js';
import { AWatch, until } from '../a-watch.js';

/** With runs that are asked to end: on Windows one process cannot do that to another, and `kill` ends it at once. */
const stopped = test.skipIf(process.platform === 'win32');

let watch: AWatch | null = null;
let server: WebServer | null = null;
afterEach(async () => {
  watch?.remove();
  await server?.close();
  watch = null;
  server = null;
});

async function aWatch(more = '', answer?: Parameters<typeof webServer>[0]): Promise<{ its: AWatch; web: WebServer }> {
  server = await webServer(answer);
  watch = new AWatch();
  watch.write(
    'take.mjs',
    `import { appendFileSync } from 'node:fs'; for await (const text of process.stdin) appendFileSync('told', text);`,
  );
  watch.write(
    'watch.yaml',
    `inputs: [app.log]
tz: UTC
lateness: 1s
state: its.state
alerts:
  - name: Errors
    max-error-rate: 20%
    for: 2 windows
${more}
notify:
  - name: chat
    webhook: { url-from: CHAT }
  - name: program
    command: [${JSON.stringify(process.execPath)}, take.mjs]
`,
  );
  watch.write('app.log', '');
  return { its: watch, web: server };
}

const ARGS = ['--config', 'watch.yaml', '--plain'];

const messages = ({ received }: WebServer) => received.map(({ body }) => JSON.parse(body) as Message);
const states = (all: readonly Message[]) => all.map(({ alert }) => `${alert!.name} ${alert!.state}`);
const told = (its: AWatch) =>
  its
    .text('told')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Message);

stopped('it fires once and is over once, also where the program is ended and started in between', async () => {
  const { its, web } = await aWatch();
  const env = { CHAT: `${web.url}/secret` };
  const first = its.start(ARGS, env);
  its.log('app.log', [0, 106000], [1, 108004], [2, 108004], [3, 106000]);
  await until(() => web.received.length === 1 && told(its).length === 1);
  expect(await first.end()).toMatchObject({
    status: 143,
    stderr: 'ptk-logscan: alert Errors fires: Errors: 100% (1 of 1 event), at most 20% allowed\n',
  });

  const second = its.start(ARGS, env);
  its.log('app.log', [4, 106000], [5, 106000]);
  await until(() => web.received.length === 2 && told(its).length === 2);
  its.log('app.log', [6, 106000], [7, 106000], [8, 106000]);
  await until(() => its.text('its.state').includes(`"reached":${Date.UTC(2026, 10, 25, 10, 8)}`));
  expect((await second.end()).stderr).toBe('ptk-logscan: alert Errors is over after 2 min: 0% (0 of 1 event)\n');

  // An incident that comes and goes while nothing runs.
  its.log('app.log', [9, 106000], [10, 108004], [11, 108004], [12, 106000], [13, 106000], [14, 106000]);
  const third = its.start(ARGS, env);
  await until(() => web.received.length === 4 && told(its).length === 4);
  await until(() => its.text('its.state').includes(`"reached":${Date.UTC(2026, 10, 25, 10, 14)}`));
  await third.end();
  const fourth = its.start(ARGS, env);
  its.log('app.log', [15, 106000]);
  await until(() => its.text('its.state').includes(`"reached":${Date.UTC(2026, 10, 25, 10, 15)}`));
  expect((await fourth.end()).stderr).toBe('');
  expect(states(messages(web))).toEqual(['Errors firing', 'Errors over', 'Errors firing', 'Errors over']);
  expect(told(its)).toEqual(messages(web));
  expect(messages(web).flatMap((message) => faultsOf(message, 'notification'))).toEqual([]);
  const [fires, over] = messages(web);
  expect(fires).toEqual({
    schema: 'ptk-logscan/notification@1',
    occasion: 'fail',
    subject: 'alert Errors fires: Errors: 100% (1 of 1 event), at most 20% allowed',
    job: its.path('watch.yaml'),
    report: null,
    error: null,
    alert: {
      name: 'Errors',
      level: 'fail',
      state: 'firing',
      since: '2026-11-25T10:03:00.000+00:00',
      at: '2026-11-25T10:03:00.000+00:00',
      limit: 'at most 20%',
      seen: '100% (1 of 1 event)',
      reason: 'Errors: 100% (1 of 1 event), at most 20% allowed',
    },
  });
  expect(over!.alert).toMatchObject({ since: fires!.alert!.since, at: '2026-11-25T10:05:00.000+00:00', reason: null });
});

stopped(
  'what could not be sent before the end is sent by the next run, without the secrets in what is said',
  async () => {
    let isUp = false;
    const { its, web } = await aWatch('', (response) => {
      response.statusCode = isUp ? 200 : 400;
      response.end('no such /secret');
    });
    const env = { CHAT: `${web.url}/secret` };
    const first = its.start(ARGS, env);
    its.log('app.log', [1, 108004], [2, 108004], [3, 106000]);
    await until(() => first.said().includes('tried again'));
    expect((await first.end()).stderr).toContain(
      'notification to chat not sent: answered 400: no such ***; tried again in 60 s\n',
    );
    isUp = true;
    web.received.length = 0;
    const second = its.start(ARGS, env);
    await until(() => web.received.length === 1 && its.text('its.state').includes('"pending":[]'));
    await second.end();
    expect(states(messages(web))).toEqual(['Errors firing']);
    expect(messages(web)[0]!.again).toEqual({ try: 2, since: expect.stringMatching(/^\d{4}-.*Z$/) });
  },
);

stopped('silence is told by the clock, and what was there when the run began is not', async () => {
  const { its, web } = await aWatch('  - { name: Silence, no-data: 1s, level: warn }');
  its.write('watch.yaml', its.text('watch.yaml').replace('name: chat', 'name: chat\n    on: [fail, warn]'));
  its.log('app.log', [1, 108004], [2, 108004], [3, 106000], [4, 106000], [5, 106000]);
  const run = its.start(ARGS, { CHAT: web.url });
  await until(() => web.received.length === 1);
  its.log('app.log', [6, 106000]);
  await until(() => web.received.length === 2);
  await run.end();
  expect(states(messages(web))).toEqual(['Silence firing', 'Silence over']);
  // It is a warning, which this channel does not ask for.
  expect(told(its)).toEqual([]);
});

stopped(
  'SIGHUP reads alerts and channels anew, says what needs a restart, and goes on where the file is wrong',
  async () => {
    const { its, web } = await aWatch();
    const run = its.start(ARGS, { CHAT: web.url });
    its.log('app.log', [1, 106000], [2, 106000]);
    await until(() => its.text('its.state').includes('"reached"'));
    const again = async (change: (text: string) => string, said: string) => {
      its.write('watch.yaml', change(its.text('watch.yaml')));
      run.child.kill('SIGHUP');
      await until(() => run.said().includes(said));
    };
    await again((text) => text.replace('20%', '60%').replace('2 windows', '1 window'), 'read anew\n');
    await again(
      (text) => text.replace('lateness: 1s', 'lateness: 2s'),
      'read anew; a restart is needed for lateness\n',
    );
    await again((text) => text.replace('60%', 'much'), 'not taken, the run goes on as it was: ');
    its.delete('watch.yaml');
    execFileSync('mkfifo', [its.path('watch.yaml')]);
    run.child.kill('SIGHUP');
    await until(() => run.said().includes('expected a file; got a folder, a pipe or a device'));
    its.log('app.log', [3, 106000], [3, 108004], [4, 108004], [5, 106000]);
    await until(() => web.received.length === 1);
    const { status, stderr } = await run.end();
    expect(status).toBe(143);
    expect(stderr).toContain(`${its.path('watch.yaml')}:7: alerts[0].max-error-rate: expected a rate`);
    expect(stderr.trim().split('\n')).toHaveLength(5);
    expect(messages(web)).toMatchObject([{ alert: { at: '2026-11-25T10:05:00.000+00:00', limit: 'at most 60%' } }]);
  },
);

stopped('SIGHUP ends a run without a watch file', async () => {
  const { its } = await aWatch();
  const run = its.start(['app.log', '--plain', '--state', 'its.state']);
  its.log('app.log', [1, 106000]);
  await until(() => its.text('its.state') !== '');
  expect((await run.end('SIGHUP')).status).toBe(129);
});

stopped('a file that cannot be read, comes and goes does not end the run', async () => {
  const { its } = await aWatch();
  its.write('watch.yaml', its.text('watch.yaml').replace('app.log', '"*.log", "*.gz"'));
  its.write('bad.gz', 'no gzip at all, but named so\n');
  const run = its.start([...ARGS, '-f', 'json'], { CHAT: 'http://127.0.0.1:9' });
  its.log('other.log', [0, 106000]);
  its.log('app.log', [1, 106000]);
  await until(() => its.text('its.state').includes('other.log'));
  its.delete('other.log');
  its.delete('bad.gz');
  its.log('app.log', [2, 106000]);
  its.log('other.log', [3, 106000]);
  its.log('app.log', [4, 106000]);
  await until(() => its.text('its.state').includes(`"newest":${Date.UTC(2026, 10, 25, 10, 4, 10)}`));
  const { status, stdout, stderr } = await run.end();
  expect(status).toBe(143);
  expect(JSON.parse(stdout)).toMatchObject({ totals: { events: 5 } });
  for (const line of stderr.trim().split('\n').filter(Boolean)) expect(line).toMatch(/^ptk-logscan: /);
});

stopped('a file that cannot be read is said when it is so, and when it is over', async () => {
  const { its } = await aWatch();
  const run = its.start(['later.log', 'folder', '-f', 'ndjson']);
  await until(() => run.said().includes('later.log'));
  its.log('later.log', [0, 106000]);
  await until(() => run.said().includes('no longer'));
  expect((await run.end()).stderr.split('\n').slice(0, 3)).toEqual([
    'ptk-logscan: later.log: no such file',
    'ptk-logscan: folder: no such file',
    'ptk-logscan: later.log: no longer: no such file',
  ]);
});

stopped(
  '--every writes the summary at that pace, in each form and file, and the last one is that of the end',
  async () => {
    const { its } = await aWatch();
    const run = its.start(['app.log', '--every', '1s', '-f', 'json', '-o', 'json:sum', '-o', 'page.html']);
    let stdout = '';
    run.child.stdout.on('data', (text: string) => {
      stdout += text;
    });
    its.log('app.log', [1, 106000]);
    await until(() => its.text('sum').includes('"events": 1') && its.text('page.html') !== '');
    its.log('app.log', [2, 108004]);
    await until(() => stdout.includes('"events": 2'));
    await run.end();
    const documents = stdout.trim().split(/^(?=\{)/m);
    expect(documents.length).toBeGreaterThan(1);
    expect(
      documents
        .map((text) => JSON.parse(text).totals.events as number)
        .sort()
        .at(-1),
    ).toBe(2);
    expect(JSON.parse(its.text('sum'))).toEqual(JSON.parse(documents.at(-1)!));
  },
);

stopped.each(['0', '0s', '30d'])('--every %s is refused', async (pace) => {
  const { its } = await aWatch();
  const run = its.start(['app.log', '--every', pace]);
  await until(() => run.child.exitCode !== null);
  expect(run.child.exitCode).toBe(2);
  expect(run.said()).toBe(`ptk-logscan: --every: expected a time from 1s to 24d; got "${pace}"\n`);
});
