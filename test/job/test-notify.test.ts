/** `report --test-notify`: one message to each channel, a line for each, and nothing else. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { ended, start } from '../cli/program.js';
import { type AJob, aJob } from './a-job.js';
import { fetchWorks } from './fetch-works.js';
import { mailServer, webServer } from './servers.js';

const open: { close(): Promise<void> }[] = [];
let job: AJob;
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
  job.remove();
});

async function opened<T extends { close(): Promise<void> }>(server: Promise<T>): Promise<T> {
  open.push(await server);
  return server;
}

const ENV = { CHAT: '', MAIL_PASSWORD: 'pa55-w0rd' };
const run = (env: Readonly<Record<string, string>> = ENV) =>
  ended(start(['report', '--test-notify', '--config', 'job.yaml'], { cwd: job.folder, env }));

/** @param channels lines below `notify` */
const YAML = (channels: readonly string[]) => `inputs: ['logs/*']
history: h.duckdb
reports: [{ name: daily, period: yesterday, outputs: ['daily.json'] }]
${channels.length === 0 ? '' : `notify:\n${channels.map((each) => `  - ${each}\n`).join('')}`}`;
const EMAIL = (port: number) =>
  `{ name: mail, on: [fail], email: { host: 127.0.0.1, port: ${port}, security: none, user: robot-7, password-from: MAIL_PASSWORD, from: ptk@example.com, to: [ops@example.com] } }`;
const PAGER = (script: string) => `{ name: pager, on: [error], command: ['${process.execPath}', ${script}] }`;

describe.skipIf(!fetchWorks)('channels of every kind', () => {
  test('get a message that says it is a test, whatever they ask for, before the first run', async () => {
    const [web, chat, mail] = [await opened(webServer()), await opened(webServer()), await opened(mailServer())];
    job = aJob(
      YAML([
        `{ name: hook, on: [], webhook: { url: '${web.url}' } }`.replace('on: [], ', ''),
        `{ name: chat, on: [report], webhook: { url-from: CHAT, form: slack } }`,
        EMAIL(mail.port),
        PAGER('pager.cjs'),
      ]),
    );
    writeFileSync(
      job.path('pager.cjs'),
      "const fs = require('fs'); fs.writeFileSync('told', process.env.PTK_LOGSCAN_OCCASION + fs.readFileSync(0, 'utf8'))",
    );
    const before = readdirSync(job.folder);
    const { status, stdout, stderr } = await run({ ...ENV, CHAT: `${chat.url}/T0/secret-part` });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toBe('hook (webhook): sent\nchat (webhook): sent\nmail (email): sent\npager (command): sent\n');
    expect(web.received).toHaveLength(1);
    expect(JSON.parse(web.received[0]!.body)).toEqual({
      schema: 'ptk-logscan/notification@1',
      occasion: 'test',
      subject: 'test: this channel of job.yaml works; nothing has happened',
      job: 'job.yaml',
      report: null,
      error: null,
    });
    expect(JSON.parse(chat.received[0]!.body).text).toContain('test: this channel of job.yaml works');
    expect(mail.messages).toHaveLength(1);
    expect(mail.messages[0]).toContain('Subject: [ptk-logscan] test: this channel of job.yaml works');
    expect(readFileSync(job.path('told'), 'utf8')).toMatch(/^test\{"schema"/);
    // There is no history yet, and none is made.
    expect(readdirSync(job.folder).sort()).toEqual([...before, 'told'].sort());
  });

  test('that do not take it are named with the reason, without addresses and secrets; the others get theirs', async () => {
    const refusing = await opened(
      webServer((response) => {
        response.statusCode = 503;
        response.end('no such /T0/secret-part');
      }),
    );
    const good = await opened(webServer());
    const mail = await opened(mailServer('550 <ptk@example.com> may not send as robot-7 with pa55-w0rd'));
    job = aJob(
      YAML([
        `{ name: chat, on: [fail], attempts: 3, webhook: { url-from: CHAT } }`,
        `{ name: unset, on: [fail], webhook: { url-from: GONE } }`,
        EMAIL(mail.port),
        PAGER('gone.cjs'),
        `{ name: hook, webhook: { url: '${good.url}' } }`,
      ]),
    );
    const { status, stdout, stderr } = await run({ ...ENV, CHAT: `${refusing.url}/T0/secret-part` });
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    const lines = stdout.trimEnd().split('\n');
    expect(lines[0]).toBe('chat (webhook): not sent: answered 503: no such ***');
    expect(lines[1]).toBe('unset (webhook): not sent: the environment variable GONE is not set');
    expect(lines[2]).toMatch(/^mail \(email\): not sent: .*550/);
    expect(lines[3]).toMatch(/^pager \(command\): not sent: .*exit status 1/);
    expect(lines.at(-1)).toBe('hook (webhook): sent');
    expect(stdout).not.toMatch(/secret-part|example\.com|robot-7|pa55-w0rd/);
    // Once: who tries wants to see at once.
    expect(refusing.received).toHaveLength(1);
    expect(good.received).toHaveLength(1);
  });

  test('a mail server that cannot be reached', async () => {
    const mail = await mailServer();
    await mail.close();
    job = aJob(YAML([EMAIL(mail.port)]));
    const { status, stdout } = await run();
    expect(status).toBe(1);
    expect(stdout).toMatch(/^mail \(email\): not sent: .*ECONNREFUSED/);
    expect(stdout).not.toContain('127.0.0.1');
  });
});

test('a job without channels, or one that is wrong, is an error of the call', async () => {
  job = aJob(YAML([]));
  expect(await run()).toMatchObject({
    status: 2,
    stdout: '',
    stderr: 'ptk-logscan: --test-notify: expected channels under notify of the job; got none\n',
  });
  job.job(YAML(['{ name: hook, webhok: {} }']));
  expect(await run()).toMatchObject({ status: 2, stdout: '' });
});
