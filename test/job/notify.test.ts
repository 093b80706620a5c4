import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { errorMessage, type Message, messageText, slackForm } from '../../src/job/notify/message.js';
import { send } from '../../src/job/notify/send.js';
import type { Channel, Webhook } from '../../src/settings/job/job.js';
import { type AJob, aJob, line } from './a-job.js';
import { fetchWorks } from './fetch-works.js';
import { mailServer, webServer } from './servers.js';

const open: { close(): Promise<void> }[] = [];
let job: AJob | null = null;
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
  job?.remove();
  job = null;
});

async function web(...args: Parameters<typeof webServer>) {
  const server = await webServer(...args);
  open.push(server);
  return server;
}

async function mail(...args: Parameters<typeof mailServer>) {
  const server = await mailServer(...args);
  open.push(server);
  return server;
}

const MESSAGE: Message = errorMessage('/srv/job.yaml', 'the disk is full');
const PATIENCE = { signal: new AbortController().signal, firstWait: 5 };

function channel(target: Partial<Webhook> & { url: string | null }, more: Partial<Channel> = {}): Channel {
  const webhook: Webhook = { kind: 'webhook', urlFrom: null, form: 'json', headersFrom: {}, ...target };
  return { name: 'chat', on: new Set(['error']), timeout: 2000, attempts: 3, target: webhook, ...more };
}

describe.skipIf(!fetchWorks)('a webhook', () => {
  test('gets the message as JSON, with headers from the environment', async () => {
    const server = await web();
    const to = channel({ url: `${server.url}/hook`, headersFrom: { Authorization: 'TOKEN' } });
    expect(await send(to, { message: MESSAGE, html: null }, { TOKEN: 'Bearer s3cret' }, PATIENCE)).toBeNull();
    expect(server.received).toMatchObject([
      { path: '/hook', headers: { authorization: 'Bearer s3cret', 'content-type': 'application/json; charset=utf-8' } },
    ]);
    expect(JSON.parse(server.received[0]!.body)).toEqual(MESSAGE);
  });

  test('in the form of Slack gets a text with nothing in it that Slack would read as its own', async () => {
    const server = await web();
    const message = errorMessage('job', 'a <@everyone> & *bold*');
    await send(channel({ url: server.url, form: 'slack' }), { message, html: null }, {}, PATIENCE);
    const { text } = JSON.parse(server.received[0]!.body) as { text: string };
    expect(text).toContain('a &lt;＠everyone&gt; &amp;');
    expect(text.split('\n')[0]).toMatch(/^\*[^*]+\*$/);
    expect(JSON.parse(slackForm(message))).toEqual({ text });
  });

  test('is tried again while it may help, and waits longer each time', async () => {
    const times: number[] = [];
    const server = await web((response, n) => {
      times.push(performance.now());
      response.statusCode = n < 2 ? 503 : 200;
      response.end();
    });
    expect(
      await send(channel({ url: server.url }), { message: MESSAGE, html: null }, {}, { ...PATIENCE, firstWait: 40 }),
    ).toBeNull();
    expect(server.received).toHaveLength(3);
    expect(times[2]! - times[1]!).toBeGreaterThan(60);
  });

  test('that refuses is asked once', async () => {
    const server = await web((response) => {
      response.statusCode = 404;
      response.end('no such hook');
    });
    expect(await send(channel({ url: server.url }), { message: MESSAGE, html: null }, {}, PATIENCE)).toBe(
      'answered 404: no such hook',
    );
    expect(server.received).toHaveLength(1);
  });

  test.each([
    [499, 1],
    [500, 3],
    [599, 3],
    [408, 3],
    [429, 3],
    [428, 1],
    [404, 1],
  ])('that answers %d is asked %d times', async (status, times) => {
    const server = await web((response) => {
      response.statusCode = status;
      response.end();
    });
    const failed = await send(channel({ url: server.url }), { message: MESSAGE, html: null }, {}, PATIENCE);
    expect([failed, server.received.length]).toEqual([`answered ${status}`, times]);
  });

  test('that never answers is given up after its time', async () => {
    const server = await web(() => {});
    const to = channel({ url: server.url }, { timeout: 100, attempts: 2 });
    expect(await send(to, { message: MESSAGE, html: null }, {}, PATIENCE)).toBe('no answer within 0.1 s');
    expect(server.received).toHaveLength(2);
  });

  test('that sends on elsewhere does not get the headers there', async () => {
    const other = await web();
    const server = await web((response) => {
      response.writeHead(302, { location: other.url });
      response.end();
    });
    expect(await send(channel({ url: server.url }), { message: MESSAGE, html: null }, {}, PATIENCE)).toBe(
      'answered 302',
    );
    expect(other.received).toEqual([]);
  });

  test('that is not there, or whose secret is not set, says so without the secret', async () => {
    const closed = await webServer();
    await closed.close();
    const env = { HOOK: `${closed.url}/s3cret` };
    const failed = await send(
      channel({ url: null, urlFrom: 'HOOK' }, { attempts: 1 }),
      { message: MESSAGE, html: null },
      env,
      PATIENCE,
    );
    expect(failed).toBe('ECONNREFUSED');
    expect(await send(channel({ url: null, urlFrom: 'HOOK' }), { message: MESSAGE, html: null }, {}, PATIENCE)).toBe(
      'the environment variable HOOK is not set',
    );
    const echo = await web((response) => {
      response.statusCode = 401;
      response.end('bad token: s3cret');
    });
    const to = channel({ url: echo.url, headersFrom: { 'X-Token': 'TOKEN' } });
    expect(await send(to, { message: MESSAGE, html: null }, { TOKEN: 's3cret' }, PATIENCE)).toBe(
      'answered 401: bad token: ***',
    );
  });
});

describe('mail', () => {
  const email = (port: number, more: object = {}): Channel => ({
    name: 'mail',
    on: new Set(['error']),
    timeout: 2000,
    attempts: 2,
    target: {
      kind: 'email',
      host: '127.0.0.1',
      port,
      security: 'none',
      user: null,
      passwordFrom: null,
      from: 'ptk@example.com',
      to: ['a@example.com', 'b@example.com'],
      ...more,
    },
  });

  test('goes to all, with the report attached', async () => {
    const server = await mail();
    const html = '<!doctype html><title>ä report</title>';
    expect(await send(email(server.port), { message: MESSAGE, html }, {}, PATIENCE)).toBeNull();
    expect(server.commands).toEqual(expect.arrayContaining(['RCPT TO:<a@example.com>', 'RCPT TO:<b@example.com>']));
    const [text] = server.messages as [string];
    expect(text).toContain('Subject: [ptk-logscan] the run failed: the disk is full');
    expect(text).toMatch(/Content-Disposition: attachment; filename=report\.html/);
    const packed = /base64\n[\s\S]*?\n\n([A-Za-z0-9+/=\n]+)\n/.exec(text.slice(text.indexOf('attachment') - 200))![1]!;
    expect(Buffer.from(packed, 'base64').toString()).toBe(html);
  });

  test('signs in with the password from the environment', async () => {
    const server = await mail();
    const to = email(server.port, { user: 'ptk', passwordFrom: 'PASSWORD' });
    expect(await send(to, { message: MESSAGE, html: null }, { PASSWORD: 's3cret' }, PATIENCE)).toBeNull();
    const auth = server.commands.find((command) => command.startsWith('AUTH PLAIN '))!;
    expect(Buffer.from(auth.slice(11), 'base64').toString()).toBe('\u0000ptk\u0000s3cret');
  });

  test('that is refused for good is not tried again; for now, it is', async () => {
    const final = await mail('550 not you');
    expect(await send(email(final.port), { message: MESSAGE, html: null }, {}, PATIENCE)).toContain('550 not you');
    expect(final.commands.filter((command) => command.startsWith('MAIL'))).toHaveLength(1);
    const later = await mail('451 not now');
    expect(await send(email(later.port), { message: MESSAGE, html: null }, {}, PATIENCE)).toContain('451 not now');
    expect(later.commands.filter((command) => command.startsWith('MAIL'))).toHaveLength(2);
  });

  test('is not sent in the clear where it must not be', async () => {
    const server = await mail();
    const to = email(server.port, { security: 'starttls', user: 'ptk', passwordFrom: 'PASSWORD' });
    expect(await send(to, { message: MESSAGE, html: null }, { PASSWORD: 's3cret' }, PATIENCE)).not.toBeNull();
    expect(server.commands.filter((command) => command.startsWith('AUTH'))).toEqual([]);
  });

  test('to a server that says nothing is given up', async () => {
    const silent = createServer(() => {});
    const port = await new Promise<number>((resolve) =>
      silent.listen(0, '127.0.0.1', () => resolve((silent.address() as { port: number }).port)),
    );
    open.push({ close: () => new Promise((resolve) => silent.close(() => resolve())) });
    expect(
      await send({ ...email(port), timeout: 100, attempts: 1 }, { message: MESSAGE, html: null }, {}, PATIENCE),
    ).toBe('no answer within 0.1 s');
  });
});

describe('a command', () => {
  const command = (argv: string[], folder: string, more: Partial<Channel> = {}): Channel => ({
    name: 'pager',
    on: new Set(['error']),
    timeout: 5000,
    attempts: 1,
    target: { kind: 'command', argv, folder },
    ...more,
  });
  const NODE = process.execPath;

  test('gets the message on its standard input, in the job’s folder, and no shell reads its arguments', async () => {
    job = aJob();
    const script =
      "require('fs').writeFileSync('told', JSON.stringify([process.argv[1], process.env.PTK_LOGSCAN_OCCASION, require('fs').readFileSync(0, 'utf8')]))";
    const to = command([NODE, '-e', script, '$HOME; touch hacked'], job.folder);
    expect(await send(to, { message: MESSAGE, html: null }, {}, PATIENCE)).toBeNull();
    const [arg, occasion, stdin] = JSON.parse(readFileSync(job.path('told'), 'utf8')) as string[];
    expect([arg, occasion]).toEqual(['$HOME; touch hacked', 'error']);
    expect(JSON.parse(stdin!)).toEqual(MESSAGE);
  });

  test('that fails says what it said', async () => {
    const to = command([NODE, '-e', "console.error('pager is down'); process.exit(4)"], '.');
    expect(await send(to, { message: MESSAGE, html: null }, {}, PATIENCE)).toBe(
      `${NODE}: exit status 4: pager is down`,
    );
    expect(await send(command(['/no/such/program'], '.'), { message: MESSAGE, html: null }, {}, PATIENCE)).toBe(
      '/no/such/program: no such program',
    );
  });

  test('that does not end is ended', async () => {
    const to = command([NODE, '-e', 'setInterval(() => {}, 1000)'], '.', { timeout: 500 });
    expect(await send(to, { message: MESSAGE, html: null }, {}, PATIENCE)).toBe(`${NODE}: no end within 0.5 s`);
  });
});

describe.skipIf(!fetchWorks)('a job', () => {
  const YAML = (url: string, on: string) => `inputs: ['logs/*']
tz: UTC
history: h.duckdb
reports:
  - name: daily
    period: yesterday
    outputs: [out/daily.html]
    rules: [{ name: Error rate, max-error-rate: 10% }]
notify:
  - { name: chat, on: [${on}], timeout: 1s, attempts: 1, webhook: { url: '${url}' } }
`;

  test('tells of a broken rule once, with what broke it', async () => {
    const server = await web();
    job = aJob(YAML(server.url, 'fail, error'));
    job.log('app.log', line('09:15', 109004).repeat(3) + line('09:15').repeat(7));
    await job.run();
    await job.run();
    job.log('app.log', line('09:16', 109004));
    await job.run();
    expect(server.received).toHaveLength(1);
    const message = JSON.parse(server.received[0]!.body) as Message;
    expect(message).toMatchObject({
      schema: 'ptk-logscan/notification@1',
      occasion: 'fail',
      subject: 'daily 2026-11-03: a rule is broken: Error rate',
      report: {
        name: 'daily',
        period: { name: '2026-11-03', since: '2026-11-03T00:00:00.000+00:00' },
        events: 10,
        errors: 3,
        verdict: 'fail',
        title: 'daily',
        rules: [{ rule: 'Error rate', level: 'fail' }],
        url: null,
        outputs: ['out/daily.html'],
      },
    });
    expect(messageText(message)).toContain('10 events, 3 errors (30.00%)');
    expect(message.report!.conclusion).toEqual([expect.stringContaining('30.0% errors')]);
  });

  test('says nothing where all rules hold, but to who wants every report', async () => {
    const server = await web();
    job = aJob(YAML(server.url, 'fail, warn, error'));
    job.log('app.log', line('09:15'));
    await job.run();
    expect(server.received).toEqual([]);
    job.job(YAML(server.url, 'report'));
    await job.run({ now: '2026-11-05T06:00:00Z' });
    expect(server.received).toHaveLength(1);
  });

  test('keeps what could not be sent for the next run', async () => {
    let up = false;
    const server = await web((response) => {
      response.statusCode = up ? 200 : 500;
      response.end();
    });
    job = aJob(YAML(server.url, 'fail'));
    job.log('app.log', line('09:15', 109004));
    expect(await job.run()).toMatchObject({ unsent: 1 });
    expect(job.said).toContain('notification to chat not sent: answered 500');
    up = true;
    expect(await job.run({ now: '2026-11-04T07:00:00Z' })).toMatchObject({ unsent: 0 });
    expect(await job.run({ now: '2026-11-04T08:00:00Z' })).toMatchObject({ unsent: 0 });
    const [first, second] = server.received.map(({ body }) => JSON.parse(body) as Message);
    expect([first!.occasion, second!.occasion]).toEqual(['fail', 'fail']);
    // The same, and that it is sent again.
    expect(first).not.toHaveProperty('again');
    expect(second).toEqual({ ...first, again: { try: 2, since: '2026-11-04T06:00:00.000Z' } });
    expect(messageText(first!)).not.toContain('Try');
    expect(messageText(second!)).toContain('\nTry 2: this could not be sent before, since 2026-11-04T06:00:00.000Z\n');
    expect(slackForm(second!)).toContain('Try 2: this could not be sent before');
  });
});

// On Windows a file's name says whether it is one.
test.skipIf(process.platform === 'win32')('a program that is no program is said to be none', async () => {
  job = aJob();
  writeFileSync(job.path('page'), 'nothing');
  chmodSync(job.path('page'), 0o644);
  const to: Channel = {
    name: 'p',
    on: new Set(),
    timeout: 1000,
    attempts: 1,
    target: { kind: 'command', argv: ['./page'], folder: job.folder },
  };
  expect(await send(to, { message: MESSAGE, html: null }, {}, PATIENCE)).toMatch(/page: permission denied$/);
});
