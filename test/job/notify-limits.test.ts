/** An attempt to notify somebody ends at its deadline, whatever the other side does, keeps little of what it says, and tells no secret. */
import { existsSync, readFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { errorMessage } from '../../src/job/notify/message.js';
import { Redaction } from '../../src/job/notify/secrets.js';
import { send } from '../../src/job/notify/send.js';
import type { Channel, Email, Webhook } from '../../src/settings/job/job.js';
import { type AJob, aJob } from './a-job.js';
import { fetchWorks } from './fetch-works.js';
import { mailServer, webServer } from './servers.js';

const MESSAGE = { message: errorMessage('/srv/job.yaml', 'the disk is full'), html: null };
const NODE = process.execPath;

let job: AJob;
let closing: (() => Promise<unknown>)[] = [];
beforeEach(() => {
  job = aJob();
});
afterEach(async () => {
  await Promise.all(closing.map((close) => close()));
  closing = [];
  job.remove();
});

function channel(target: Partial<Webhook> | Partial<Email> | string[], timeout = 10_000): Channel {
  const webhook: Webhook = { kind: 'webhook', url: null, urlFrom: null, form: 'json', headersFrom: {} };
  const email = {
    port: 25,
    host: '127.0.0.1',
    user: null,
    passwordFrom: null,
    from: 'a@example.com',
    to: ['b@example.com'],
  };
  return {
    name: 'all',
    on: new Set(['error']),
    timeout,
    attempts: 1,
    target: Array.isArray(target)
      ? { kind: 'command', argv: target, folder: job.folder }
      : 'port' in target
        ? ({ kind: 'email', security: 'none', ...email, ...target } as Email)
        : ({ ...webhook, ...target } as Webhook),
  };
}

/** What came of it, and after how many milliseconds. */
async function attempt(to: Channel, env = {}, signal = new AbortController().signal) {
  const begun = performance.now();
  const error = await send(to, MESSAGE, { PATH: process.env.PATH, ...env }, { signal, firstWait: 1 });
  return { error, took: performance.now() - begun };
}

/** A server on the loopback that does this with each connection. */
async function server(act: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const listening: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    act(socket);
  });
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => listening.close(resolve));
  });
  return (listening.address() as AddressInfo).port;
}

/** Writes the text again and again, as fast as it is taken or every so many milliseconds, until the other side is gone. */
function flood(socket: Socket, text: string, every = 0): void {
  if (every > 0) {
    const timer = setInterval(() => socket.write(text), every);
    socket.on('close', () => clearInterval(timer));
    return;
  }
  const block = text.repeat(Math.ceil(65_536 / text.length));
  const more = () => {
    while (!socket.destroyed && socket.write(block));
  };
  socket.on('drain', more);
  more();
}

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    // What is dead and not yet buried counts as dead; without /proc, signals tell.
    return !existsSync(`/proc/${pid}/stat`) || !/\) [ZX]/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
};

async function until(holds: () => boolean): Promise<boolean> {
  for (let i = 0; i < 100 && !holds(); i++) await new Promise((resolve) => setTimeout(resolve, 10));
  return holds();
}

describe('an attempt ends at its deadline', () => {
  const HTTP = 'HTTP/1.1 500 No\r\nTransfer-Encoding: chunked\r\n\r\n';

  test.each<[string, (socket: Socket) => void, (port: number) => Partial<Webhook> | Partial<Email>]>([
    ['a server that sends mail’s answers for ever', (to) => flood(to, '250-x\r\n', 20), (port) => ({ port })],
    ['one that greets for ever', (to) => flood(to, '220-x\r\n', 20), (port) => ({ port })],
    [
      'one whose answer to the greeting has no end',
      (to) => {
        to.write('220 here\r\n');
        flood(to, '250-x\r\n', 20);
      },
      (port) => ({ port }),
    ],
    [
      'a web server that sends headers for ever',
      (to) => flood(to, 'X: y\r\n', 20),
      (port) => ({ url: `http://127.0.0.1:${port}/` }),
    ],
    [
      'one that sends a body for ever',
      (to) => {
        to.write(HTTP);
        flood(to, '1\r\nx\r\n', 20);
      },
      (port) => ({ url: `http://127.0.0.1:${port}/` }),
    ],
  ])('%s', async (name, act, target) => {
    if (!fetchWorks && /web server|sends a body/.test(name)) return;
    const { error, took } = await attempt(channel(target(await server(act)), 300));
    expect(error).toMatch(/^no answer within 0\.3 s$|^answered 500|Parse|HPE|Response does not match the HTTP/i);
    expect(took).toBeLessThan(1500);
  });

  test.skipIf(process.platform === 'win32')('a command, and all that it has started', async () => {
    const grandchild = `require('fs').writeFileSync('pid', String(process.pid)); setInterval(() => {}, 1000)`;
    const { error, took } = await attempt(channel(['sh', '-c', `"${NODE}" -e "${grandchild}" & wait`], 700));
    expect(error).toBe('sh: no end within 0.7 s');
    expect(took).toBeLessThan(2000);
    const pid = Number(readFileSync(join(job.folder, 'pid'), 'utf8'));
    expect(await until(() => !isAlive(pid))).toBe(true);
  });

  test('a command that has ended is not waited for, whatever it leaves behind', async () => {
    const script = `
      const { spawn } = require('node:child_process');
      const left = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 20000)'], { stdio: ['ignore', 'ignore', 'inherit'], detached: true });
      require('fs').writeFileSync('pid', String(left.pid));
      console.error('said');
      process.exit(Number(process.argv[1]));`;
    for (const status of [0, 4]) {
      const { error, took } = await attempt(channel([NODE, '-e', script, String(status)]));
      process.kill(Number(readFileSync(join(job.folder, 'pid'), 'utf8')), 'SIGKILL');
      expect(error).toBe(status === 0 ? null : `${NODE}: exit status 4: said`);
      expect(took).toBeLessThan(5000);
    }
  });

  test.skipIf(!fetchWorks)('and at once when the run is interrupted', async () => {
    const port = await server(() => {});
    for (const to of [
      channel({ port }),
      channel({ url: `http://127.0.0.1:${port}/` }),
      channel([NODE, '-e', 'setInterval(() => {}, 1000)']),
    ]) {
      const { error, took } = await attempt({ ...to, attempts: 3 }, {}, AbortSignal.timeout(100));
      expect(error).toBe('interrupted');
      expect(took).toBeLessThan(1000);
    }
  });
});

describe('of an answer without end its beginning is kept', () => {
  test.skipIf(!fetchWorks)('of a web server', async () => {
    let sent = 0;
    const port = await server((socket) => {
      socket.write('HTTP/1.1 500 No\r\nContent-Type: text/plain\r\n\r\n');
      flood(socket, 'no! ');
      socket.on('close', () => {
        sent = socket.bytesWritten;
      });
    });
    const { error } = await attempt(channel({ url: `http://127.0.0.1:${port}/` }));
    expect(error).toMatch(/^answered 500: (no! )+(n|no|no!)?…$/);
    expect(error!.length).toBe(300);
    expect(await until(() => sent > 0)).toBe(true);
    expect(sent).toBeLessThan(20 << 20);
  });

  test('of a mail server, in one line or in many', async () => {
    for (const text of ['x', '250-x\r\n']) {
      const port = await server((socket) => {
        socket.write('220 here\r\n250-');
        flood(socket, text);
      });
      const { error, took } = await attempt(channel({ port }));
      expect(error!.length).toBeLessThan(310);
      expect(took).toBeLessThan(5000);
    }
  });

  test('of a command', async () => {
    const script = `process.stderr.write('no! '.repeat(1 << 20), () => process.exit(1))`;
    const { error } = await attempt(channel([NODE, '-e', script]));
    expect(error).toMatch(/exit status 1: (no! )+(n|no|no!)?…$/);
    expect(error!.length).toBe(300);
  });
});

describe('no secret is told', () => {
  const SECRETS = {
    TOKEN: 'Bearer t0p&s3cret',
    HOOK: 'https://us%20er:pa55@hooks.invalid/services/T01/B02/XyZ?key=k3y&v=2#frag',
    PASSWORD: 'pässw-rd^$.*+?()[]{}|/\\',
  };

  test.each([
    ['in a header', 't0p&s3cret'],
    ['in a header, in HTML', 't0p&amp;s3cret'],
    ['in a header, in a link', 't0p%26s3cret'],
    ['in a header, in other letters', 'T0P&S3CRET'],
    ['in a header, packed', Buffer.from('t0p&s3cret').toString('base64')],
    ['an address', SECRETS.HOOK],
    ['a path', '/services/T01/B02/XyZ'],
    ['a part of a path', 'B02'],
    ['a query', 'key=k3y&v=2'],
    ['a part of a query', 'k3y'],
    ['a user', 'us er'],
    ['a user as in the address', 'us%20er'],
    ['a password of an address', 'pa55'],
    ['what stands behind #', 'frag'],
    ['a password', 'pässw-rd^$.*+?()[]{}|/\\'],
  ])('%s', (_name, secret) => {
    const channels = [
      channel({ urlFrom: 'HOOK', headersFrom: { Authorization: 'TOKEN' } }),
      channel({ port: 25, user: 'u', passwordFrom: 'PASSWORD' }),
    ];
    const redaction = new Redaction(channels, SECRETS);
    expect(redaction.of(`no such: ${secret}, sorry`)).toBe('no such: ***, sorry');
  });

  test('what only looks like a short part of an address stays', () => {
    const redaction = new Redaction([channel({ url: 'https://hooks.invalid/v1/40/x' })], {});
    expect(redaction.of('answered 404: expected v10 at hooks.invalid')).toBe(
      'answered 404: expected v10 at hooks.invalid',
    );
  });

  test.skipIf(!fetchWorks)('by a web server that quotes it where what is kept ends', async () => {
    const secret = '0123456789abcdef0123456789abcdef';
    const web = await webServer((response) => {
      response.statusCode = 401;
      response.end(`${secret} `.repeat(100));
    });
    closing.push(web.close);
    const { error } = await attempt(channel({ url: web.url, headersFrom: { 'X-Token': 'TOKEN' } }), { TOKEN: secret });
    expect(error).toMatch(/^answered 401: [* ]+$/);
  });

  test('by a mail server that quotes the command', async () => {
    const packed = Buffer.from('\0ptk\0s3cret').toString('base64');
    const mail = await mailServer(`550 not after AUTH PLAIN ${packed} (s3cret)`);
    closing.push(mail.close);
    const { error } = await attempt(channel({ port: mail.port, user: 'ptk', passwordFrom: 'PASSWORD' }), {
      PASSWORD: 's3cret',
    });
    expect(error).toMatch(/550 not after AUTH PLAIN \*\*\* \(\*\*\*\)/);
  });

  test('by a command that quotes the address of another channel', async () => {
    const to = channel([NODE, '-e', 'console.error(process.env.HOOK); process.exit(1)']);
    const env = { PATH: process.env.PATH, HOOK: SECRETS.HOOK };
    const redaction = new Redaction([to, channel({ urlFrom: 'HOOK' })], env);
    const error = await send(to, MESSAGE, env, { signal: new AbortController().signal }, redaction);
    expect(error).toBe(`${NODE}: exit status 1: ***`);
  });

  test.skipIf(!fetchWorks)('by Node, for a header that cannot be sent', async () => {
    const { error } = await attempt(channel({ url: 'http://127.0.0.1:9/', headersFrom: { 'X-Token': 'TOKEN' } }), {
      TOKEN: 's3\ncret',
    });
    expect(error).toBe('the environment variable TOKEN has a value that cannot be sent in a header');
  });
});

test.skipIf(!fetchWorks)('a user and a password in an address are sent as a header', async () => {
  const web = await webServer();
  closing.push(web.close);
  const url = web.url.replace('//', '//us%20er:pa55@');
  expect((await attempt(channel({ urlFrom: 'HOOK' }), { HOOK: url })).error).toBeNull();
  const [scheme, pair] = web.received[0]!.headers.authorization!.split(' ');
  expect([scheme, Buffer.from(pair!, 'base64').toString()]).toEqual(['Basic', 'us er:pa55']);
});
