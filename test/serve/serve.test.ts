/** What `watch --serve` answers, whom, and what it does with those who do not listen. */
import { writeFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import parsePrometheus from 'parse-prometheus-text-format';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { parseAddress } from '../../src/serve/address.js';
import type { Shown } from '../../src/serve/routes.js';
import { startServer } from '../../src/serve/server.js';
import { ended, start } from '../cli/program.js';
import { faultsOf } from '../documents/schemas.js';
import { line, type Serving, serving, until } from './serving.js';

const TOKEN = 'c0ffee00c0ffee00c0ffee00c0ffee00';
const LOG = [line(107000, 'acme'), line(109004, 'acme'), line(109004, 'globex'), line(107010, 'globex')];

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
}

/** Every header can be set, `Host` too. */
function ask(port: number, path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, headers, method, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, text }));
    });
    asked.on('error', reject).end();
  });
}

/** The beginning of a stream; it stays open until `close`. */
function stream(
  port: number,
  path: string,
): Promise<{ status: number; text: () => string; over: Promise<void>; close: () => void }> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      const over = new Promise<void>((done) => response.on('close', done));
      response.on('error', () => {});
      resolve({ status: response.statusCode!, text: () => text, over, close: () => asked.destroy() });
    });
    asked.on('error', reject).end();
  });
}

interface Family {
  readonly name: string;
  readonly type: string;
  readonly metrics: readonly { readonly labels?: Readonly<Record<string, string>>; readonly value: string }[];
}
const familiesOf = (text: string) => parsePrometheus(text) as Family[];

function metricsOf(text: string): Map<string, number> {
  const found = new Map<string, number>();
  for (const { name, metrics } of familiesOf(text)) {
    for (const { labels = {}, value } of metrics) {
      found.set([name.replace('ptk_logscan_', ''), ...Object.values(labels)].join(' '), Number(value));
    }
  }
  return found;
}

describe('on this machine', () => {
  let served: Serving;
  beforeAll(async () => {
    served = await serving(LOG, { args: ['--by', 'tenant'] });
    await until(
      () => ask(served.port, '/metrics'),
      ({ text }) => text.includes('ptk_logscan_lines_total 4'),
    );
  });
  afterAll(() => served.end());
  const get = (path: string, headers = {}, method = 'GET') => ask(served.port, path, headers, method);

  test('nobody needs a token; the page loads nothing from elsewhere and runs nothing but its own script', async () => {
    expect(served.said()).toBe(`ptk-logscan: live at http://127.0.0.1:${served.port}/\n`);
    const { status, headers, text } = await get('/');
    expect(status).toBe(200);
    expect(text).toContain('109004');
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; script-src 'sha256-\S{44}'; style-src 'sha256-\S{44}'; img-src data:; base-uri 'none'; form-action 'none'; connect-src 'self'; frame-ancestors 'none'$/,
    );
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  });

  test('every span has its report; what there is not is said', async () => {
    for (const span of ['15m', '1h', '24h', 'all']) {
      const { status, text } = await get(`/?span=${span}`);
      expect([status, text.includes(`<a href="?span=${span}" aria-current="page">`)]).toEqual([200, true]);
      // Only the whole knows what was read.
      expect(text.includes('id="sources"')).toBe(span === 'all');
    }
    expect((await get('/?span=2h')).status).toBe(404);
    expect((await get('/etc/passwd')).text).toBe('there are /, /api/summary, /api/events, /metrics and /healthz\n');
    expect(await get('/healthz')).toMatchObject({ status: 200, text: 'ok\n' });
  });

  test('the summary is that of scan', async () => {
    const { text, headers } = await get('/api/summary');
    const child = start(['a.log', '--tz', 'UTC', '-f', 'json', '--by', 'tenant'], { cwd: served.folder });
    expect(text).toBe((await ended(child)).stdout);
    expect(headers['content-type']).toBe('application/json');
  });

  test('metrics are counters by code, severity, category and group, and what is known of the reading', async () => {
    const { text, headers } = await get('/metrics');
    expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    const metrics = metricsOf(text);
    expect(metrics.get('events_total 109004 PlatformUnavailable availability critical')).toBe(2);
    expect(metrics.get('severity_events_total critical')).toBe(2);
    expect(metrics.get('severity_events_total warning')).toBe(0);
    expect(metrics.get('category_events_total appointment')).toBe(1);
    expect([metrics.get('group_events_total globex'), metrics.get('group_errors_total globex')]).toEqual([2, 1]);
    expect([metrics.get('lines_total'), metrics.get('sources'), metrics.get('read_errors_total')]).toEqual([4, 1, 0]);
    expect(metrics.get('bytes_total')).toBe(LOG.join('').length);
    expect(metrics.get('last_event_timestamp_seconds')).toBeCloseTo(Date.parse(LOG[3]!.slice(0, 24)) / 1000, 3);
    expect(metrics.get('watermark_lag_seconds')).toBeGreaterThanOrEqual(0);
    const types = familiesOf(text).map(({ name, type }) => [name.endsWith('_total'), type]);
    expect(types.filter(([isTotal, type]) => isTotal !== (type === 'COUNTER'))).toEqual([]);
  });

  test.each([
    ['127.0.0.1', 200],
    ['localhost:1', 200],
    ['[::1]:9', 200],
    ['192.168.1.7:8687', 200],
    ['attacker.example', 421],
    ['127.0.0.1.attacker.example:8687', 421],
    ['[attacker.example]', 421],
    ['localhost.', 421],
  ])('a page that has its name point here is refused by its Host: %s', async (host, status) => {
    expect((await get('/api/summary', { Host: host })).status).toBe(status);
  });

  test('only GET and HEAD are answered, and no pages of other sites', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE']) {
      expect(await get('/', {}, method)).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
    }
    const head = await get('/', {}, 'HEAD');
    expect([head.status, head.text, Number(head.headers['content-length']) > 10_000]).toEqual([200, '', true]);
    expect((await get('/api/events', {}, 'HEAD')).status).toBe(200);
    expect((await get('/metrics', { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'no-cors' })).status).toBe(403);
    expect((await get('/', { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate' })).status).toBe(200);
    expect((await get('//attacker.example/')).status).toBe(404);
  });

  // On Windows one process cannot ask another to end: `kill` ends it at once.
  test.skipIf(process.platform === 'win32')(
    'events are streamed as they come, and the stream ends with the run',
    async () => {
      const own = await serving([]);
      const events = await stream(own.port, '/api/events');
      own.grow([line(109004, 'acme'), line(107000, 'globex')]);
      await until(
        async () => events.text(),
        (text) => text.split('\n\n').length > 2,
      );
      const [first, second] = events
        .text()
        .split('\n\n')
        .map((text) => text.replace(/^data: /, ''));
      expect(JSON.parse(first!)).toMatchObject({ code: 109004, name: 'PlatformUnavailable', source: 'a.log', line: 1 });
      expect(JSON.parse(second!)).toMatchObject({ code: 107000, line: 2 });
      for (const event of [first, second]) expect(faultsOf(JSON.parse(event!), 'event')).toEqual([]);
      const { status, stderr } = await own.end();
      await events.over;
      expect(events.text()).toMatch(/event: end\ndata: \{\}\n\n$/);
      expect([status, stderr]).toEqual([143, own.said()]);
    },
  );
});

describe('who is too many or too slow', () => {
  test('a 101st stream is refused until one goes, while others are answered', async () => {
    const served = await serving(LOG);
    const streams = await Promise.all(Array.from({ length: 100 }, () => stream(served.port, '/live/stream')));
    expect(new Set(streams.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await ask(served.port, '/api/events')).toMatchObject({
      status: 503,
      text: 'there are 100 clients already\n',
    });
    expect(metricsOf((await ask(served.port, '/metrics')).text).get('serve_clients')).toBe(100);
    streams[0]!.close();
    const last = await until(
      () => stream(served.port, '/live/stream'),
      ({ status }) => status === 200,
    );
    await served.end();
    await last.over;
  });

  test('one that does not read is dropped, and holds nothing up', async () => {
    const served = await serving([]);
    const socket = connect(served.port, '127.0.0.1');
    socket.pause();
    socket.on('error', () => {});
    socket.write('GET /api/events HTTP/1.1\r\nHost: localhost\r\n\r\n');
    const metrics = async () => metricsOf((await ask(served.port, '/metrics')).text);
    await until(metrics, (found) => found.get('serve_clients') === 1);
    const many = Array.from({ length: 20_000 }, () => line(109004, 'acme'));
    let written = 0;
    // What the system keeps for a connection comes first: some megabytes.
    await until(
      () => {
        served.grow(many);
        written += many.length;
        return metrics();
      },
      (found) => found.get('serve_dropped_clients_total') === 1,
    );
    await until(metrics, (found) => found.get('lines_total') === written);
    expect((await metrics()).get('serve_clients')).toBe(0);
    socket.destroy();
    await served.end();
  });
});

test('a request that comes bit by bit is closed', async () => {
  const guard = { address: parseAddress('127.0.0.1:0'), token: null };
  const server = await startServer(guard, {} as Shown, 200);
  const socket = connect(server.port, '127.0.0.1');
  let answer = '';
  socket.setEncoding('utf8').on('data', (text: string) => {
    answer += text;
  });
  socket.on('error', () => {});
  socket.write('GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ');
  const drip = setInterval(() => socket.write('x'), 20);
  await new Promise((resolve) => socket.on('close', resolve));
  clearInterval(drip);
  expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  await server.end();
}, 5000);

describe('from elsewhere', () => {
  const open = { address: '0.0.0.0:0' };
  let served: Serving | null = null;
  afterEach(async () => {
    await served?.end();
    served = null;
  });

  test('a token is made, shown once, and taken once by its address: a cookie has it from then on', async () => {
    served = await serving(LOG, open);
    const { port, url } = served;
    const token = new URL(url).searchParams.get('token')!;
    expect(Buffer.from(token, 'base64url').length).toBeGreaterThanOrEqual(16);
    expect(served.said()).toContain('not encrypted (no TLS)');
    for (const path of [
      '/',
      '/metrics',
      '/api/summary',
      '/api/events',
      '/live/stream',
      '/?token=',
      `/?token=${token}x`,
    ]) {
      const { status, headers, text } = await ask(port, path);
      expect([status, headers['www-authenticate'], text.includes(token)]).toEqual([
        401,
        'Bearer realm="ptk-logscan"',
        false,
      ]);
    }
    expect((await ask(port, '/healthz')).status).toBe(200);
    const first = await ask(port, `/?span=all&token=${token}`);
    const [cookie] = first.headers['set-cookie']!;
    expect(first).toMatchObject({
      status: 303,
      text: '',
      headers: { location: '/?span=all', 'referrer-policy': 'no-referrer' },
    });
    expect(cookie).toMatch(new RegExp(`^ptk-logscan-${port}=[\\w-]{43}; HttpOnly; SameSite=Strict; Path=/$`));
    expect(cookie).not.toContain(token);
    const name = cookie!.split(';')[0]!;
    expect((await ask(port, '/', { Cookie: `other=1; ${name}` })).status).toBe(200);
    expect((await ask(port, '/', { Cookie: `${name}x` })).status).toBe(401);
    expect((await ask(port, `//attacker.example/?token=${token}`)).headers.location).toBe('/attacker.example/');
    const { stdout, stderr } = await served.end();
    expect(stdout).not.toContain(token);
    expect(stderr.split(token)).toHaveLength(2);
  });

  test('a token that is given is never shown; scrapers send it', async () => {
    served = await serving(LOG, { ...open, env: { PTK_LOGSCAN_TOKEN: TOKEN } });
    const get = (authorization: string) => ask(served!.port, '/metrics', { Authorization: authorization });
    expect((await get(`Bearer ${TOKEN}`)).status).toBe(200);
    expect((await get(`bearer ${TOKEN}`)).status).toBe(200);
    for (const wrong of [`Bearer ${TOKEN}0`, `Bearer ${TOKEN.slice(1)}`, `Basic ${TOKEN}`, 'Bearer', TOKEN]) {
      expect((await get(wrong)).status).toBe(401);
    }
    const { stdout, stderr } = await served.end();
    expect(stdout + stderr).not.toContain(TOKEN);
  });

  test('a token in a file, on this machine too; none with --no-auth, which says so', async () => {
    served = await serving(LOG, { ...open, args: ['--no-auth'] });
    expect((await ask(served.port, '/')).status).toBe(200);
    expect(served.said()).toContain('anyone who reaches it can read it');
    const file = join(served.folder, 'token');
    writeFileSync(file, `${TOKEN}\n`);
    const own = await serving(LOG, { args: ['--token-file', file] });
    expect((await ask(own.port, '/')).status).toBe(401);
    expect((await ask(own.port, '/', { Authorization: `Bearer ${TOKEN}` })).status).toBe(200);
    expect((await own.end()).stderr).not.toContain(TOKEN);
    // The same by a watch file, beside which the token is.
    writeFileSync(join(served.folder, 'watch.yaml'), 'inputs: [a.log]\nserve: 0.0.0.0:0\ntoken-file: token\n');
    const { folder } = served;
    const run = start(['watch', '--config', join(folder, 'watch.yaml'), '-f', 'json'], { cwd: import.meta.dirname });
    const over = ended(run);
    const port = await new Promise<number>((resolve) => {
      let said = '';
      run.stderr.on('data', (text: Buffer) => {
        said += text.toString();
        const found = /live at http:\S+:(\d+)\/ \(with/.exec(said)?.[1];
        if (found !== undefined) resolve(Number(found));
      });
      run.on('close', () => resolve(0));
    });
    expect((await ask(port, '/', { Authorization: `Bearer ${TOKEN}` })).status).toBe(200);
    run.kill('SIGTERM');
    await over;
  });
});

describe('what is wrong with a call is one line', () => {
  const call = (args: readonly string[], env = {}) =>
    ended(start(['watch', ...args], { cwd: join(import.meta.dirname), env }));

  test.each([
    [
      ['a.log', '--serve=127.0.0.1'],
      '--serve: expected an address such as 127.0.0.1:8687 or [::1]:8687; got "127.0.0.1"',
    ],
    [
      ['a.log', '--serve=127.0.0.1:70000'],
      '--serve: expected an address such as 127.0.0.1:8687 or [::1]:8687; got "127.0.0.1:70000"',
    ],
    [['a.log', '--no-auth'], '--no-auth: expected with --serve; got no --serve'],
    [['a.log', '--serve', '0', '--no-auth', '--token-file=x'], '--no-auth: expected without --token-file; got both'],
    [['a.log', '--serve', '0', '--token-file=no-such'], '--token-file: no-such: no such file'],
  ])('%j', async (args, message) => {
    expect(await call(args)).toEqual({ status: 2, stdout: '', stderr: `ptk-logscan: ${message}\n` });
  });

  test('a token that can be guessed, which is not repeated', async () => {
    for (const weak of ['secret', TOKEN.slice(1), 'abcdefghijklmnopqrstu']) {
      const { status, stderr } = await call(['a.log', '--serve', '0'], { PTK_LOGSCAN_TOKEN: weak });
      expect(status).toBe(2);
      expect(stderr).toMatch(
        /^ptk-logscan: PTK_LOGSCAN_TOKEN: expected a token of at least 128 bits, [^\n]*; got \d+ characters\n {2}tip: /,
      );
      expect(stderr).not.toContain(weak);
    }
  });

  test.each(['collector:4318', 'ftp://collector/', 'http://me:secret@collector/'])('%s for --otlp', async (url) => {
    const { status, stderr } = await call(['a.log', '--otlp', url]);
    expect([status, stderr.split('\n')[0]]).toEqual([
      2,
      'ptk-logscan: --otlp: expected an http or https URL without a user, such as http://127.0.0.1:4318; got something else',
    ]);
  });

  test('a port that is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.on('listening', resolve));
    const { port } = other.address() as { port: number };
    expect(await call(['a.log', '--serve', `127.0.0.1:${port}`])).toEqual({
      status: 2,
      stdout: '',
      stderr: `ptk-logscan: --serve: cannot listen at 127.0.0.1, port ${port}: the port is in use\n`,
    });
    other.close();
  });
});
